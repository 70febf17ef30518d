import Adviz
import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// The library within programs that do many things at once, for a long time, in any country.
@Suite struct SafetyTests {

  /// Everything that has numbers in it: trace, frames, moving picture, DOT, pixels and pages.
  static func everything(_ source: String) throws -> [[UInt8]] {
    let trace = try ExpressionProgram(source).trace()
    let story = Storyboard(trace)
    let renderer = try FrameRenderer(story)
    let formats: [GraphFormat] = [.svg, .png, .pdf, .dot]
    return try [Array(trace.jsonLines())] + (0..<renderer.count).map(renderer.svg)
      + formats.map { try $0.bytes(story, options: PictureOptions(), scale: 1) }
  }

  @Test(.enabled(if: isThorough)) func threadsDrawTheSame() throws {
    let sources = [
      "f(x, y, z) = sin(x + y) + (x * y)^z at (1, 2, 3)", "x = [[1, 2], [3, 4]]\nf = sum(x @ x)",
      "f(x) = x^2 + 2^x at 4", "f(a, b) = a / (a + b) * exp(-b) at (0.5, 2)",
    ]
    let expected = try sources.map(SafetyTests.everything)
    let failures = Failures()
    DispatchQueue.concurrentPerform(iterations: 16) { thread in
      for turn in 0..<4 {
        let number = (thread + turn) % sources.count
        let same = (try? SafetyTests.everything(sources[number])) == expected[number]
        if !same { failures.add() }
      }
    }
    #expect(failures.count == 0)
  }

  /// Counts from many threads.
  private final class Failures: @unchecked Sendable {
    private let lock = NSLock()
    private(set) var count = 0
    func add() { lock.withLock { count += 1 } }
  }

  /// In a process of its own, whose memory nobody else changes.
  @Test(.enabled(if: isThorough)) func memoryStaysConstant() async {
    await #expect(processExitsWith: .success) {
      func resident() -> Int {
        let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
        return (fields.count > 1 ? Int(fields[1]) ?? 0 : 0) * 4096
      }
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent("adviz-test-\(UUID())").path
      defer { try? FileManager.default.removeItem(atPath: folder) }
      let count = 1_000
      var before = 0
      for turn in 0..<count {
        let x = variable(Tensor(Double(turn % 7)), name: "x")
        try animate(sin(x) * x, to: folder)
        if turn == 49 { before = resident() }
      }
      let growth = resident() - before
      guard growth < 4 << 20 else {
        print("it grew by \(growth) bytes in \(count) calls")
        exit(1)
      }
    }
  }

  /// Debian's `locales` has what a German locale is made from; CI installs it.
  @Test(.enabled(if: isThorough)) func decimalCommaChangesNothing() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("adviz-test-\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/localedef")
    process.arguments = ["-i", "de_DE", "-f", "UTF-8", "\(folder)/de_DE.UTF-8"]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "localedef makes no German locale; install Debian's 'locales'")
    setenv("ADVIZ_TEST_LOCALES", folder, 1)
    await #expect(processExitsWith: .success) {
      let source = "f(x, y) = sin(1.5x + y) / x^0.5 at (1.25, 2.5)"
      let before = try SafetyTests.everything(source)
      setenv("LOCPATH", ProcessInfo.processInfo.environment["ADVIZ_TEST_LOCALES"] ?? "", 1)
      guard setlocale(LC_ALL, "de_DE.UTF-8") != nil, let point = localeconv().pointee.decimal_point,
        String(cString: point) == ","
      else { exit(2) }
      guard try SafetyTests.everything(source) == before else { exit(1) }
    }
  }
}
