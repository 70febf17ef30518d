import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// What is left of a folder when a run does not come to its end.
@Suite struct KillTests {
  private let tool: Tool

  init() throws { tool = try Tool() }

  /// Every file below a folder and what it holds.
  private func contents(_ name: String) -> [String: Data] {
    let root = "\(tool.folder)/\(name)"
    let names = FileManager.default.enumerator(atPath: root)?.allObjects.compactMap { $0 as? String } ?? []
    return Dictionary(
      uniqueKeysWithValues: names.compactMap { name in
        FileManager.default.contents(atPath: "\(root)/\(name)").map { (name, $0) }
      })
  }

  @Test func killedRunLeavesOldOrNew() throws {
    defer { tool.remove() }
    let sources = ["# One\nf(x) = x^2 at 3\n", "# Two\nf(x, y) = sin(x + y) * x at (1, 2)\n"]
    var wholes: [[String: Data]] = []
    for (number, source) in sources.enumerated() {
      try tool.write(source, to: "\(number).txt")
      let folder = ["animate", "\(number).txt", "-o", "whole\(number)", "--format", "html,svg"]
      #expect(try tool.run(folder).code == 0)
      wholes.append(contents("whole\(number)"))
      #expect(wholes[number].count > 5)
    }
    let start = ContinuousClock.now
    #expect(try tool.run("animate", "0.txt", "-o", "out", "--format", "html,svg").code == 0)
    let duration = (ContinuousClock.now - start) / .microseconds(1)

    var moments = SystemRandomNumberGenerator()
    for number in 0..<(isThorough ? 200 : 3) {
      let process = try tool.start("animate", "\(number % 2).txt", "-o", "out", "--format", "html,svg")
      usleep(UInt32.random(in: 0...UInt32(max(1000, 1.1 * duration)), using: &moments))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let left = contents("out")
      #expect(wholes.contains(left), "neither the old nor the new: \(left.keys.sorted())")
    }
    // What was killed leaves things beside the folder, which the next run clears.
    #expect(try tool.run("animate", "1.txt", "-o", "out", "--format", "html,svg").code == 0)
    #expect(contents("out") == wholes[1])
    let names = try FileManager.default.contentsOfDirectory(atPath: tool.folder)
    #expect(Set(names) == ["0.txt", "1.txt", "whole0", "whole1", "out"])
  }

  @Test func onlyLeftoversOfDeadRunsAreCleared() throws {
    defer { tool.remove() }
    try tool.write("f(x) = x^2 at 3\n", to: "expr.txt")
    let sleeper = Process()
    sleeper.executableURL = URL(fileURLWithPath: "/bin/sleep")
    sleeper.arguments = ["60"]
    try sleeper.run()
    defer { sleeper.terminate() }
    let dead = Process()
    dead.executableURL = URL(fileURLWithPath: "/bin/true")
    try dead.run()
    dead.waitUntilExit()
    let (living, gone) = (sleeper.processIdentifier, dead.processIdentifier)
    let strangers = ["f.svg.adviz-\(living)", "f.svg.adviz-x", "g.svg.adviz-\(gone)", ".out.adviz-\(living)"]
    for name in strangers + ["f.svg.adviz-\(gone)", ".out.adviz-\(gone)"] { try tool.write("", to: name) }
    #expect(try tool.run("graph", "expr.txt", "-o", "f.svg").code == 0)
    #expect(try tool.run("animate", "expr.txt", "-o", "out").code == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: tool.folder)
    #expect(Set(names) == Set(strangers + ["expr.txt", "f.svg", "out"]))
  }

  @Test func fullDiskKeepsOld() throws {
    defer { tool.remove() }
    try tool.write("f(x) = x^2 at 3\n", to: "expr.txt")
    #expect(try tool.run("animate", "expr.txt", "-o", "out").code == 0)
    let before = contents("out")
    // Files end at 4 KiB, as on a disk that has no room for more.
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\" 2>/dev/null", Tool.program.path, "animate", "expr.txt", "-o",
      "out", "--format", "html",
    ]
    process.currentDirectoryURL = URL(fileURLWithPath: tool.folder)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 73)
    #expect(contents("out") == before)
    #expect(Set(try FileManager.default.contentsOfDirectory(atPath: tool.folder)) == ["expr.txt", "out"])
    let full = try tool.run("trace", "expr.txt", "-o", "/dev/full")
    #expect(full.code == 73 && full.errors.contains("No space left on device"))
  }
}
