import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// `adviz animate --format` as a process: missing programs, interruption, the bar.
@Suite struct CourseMaterialTests {
  private let tool: Tool

  init() throws {
    tool = try Tool()
    try tool.write("f(x, y, z) = sin(x + y) + (x * y)^z at (1, 2, 3)\n", to: "expr.txt")
  }

  @Test func missingFFmpegNamesItsPackage() throws {
    defer { tool.remove() }
    let result = try tool.run(
      "animate", "expr.txt", "-o", "f", "--format", "gif,pdf,mp4", environment: ["PATH": tool.folder])
    #expect(result.code == 69)
    #expect(result.output == "f: 13 frames, frames.pdf\n")
    let sentence =
      "was not written: it needs ffmpeg, which is not installed; install it with 'sudo apt-get install ffmpeg'"
    #expect(result.errors == "error: animation.gif \(sentence)\nerror: animation.mp4 \(sentence)\n")
    #expect(tool.read("f/frames.pdf") != nil && tool.read("f/animation.gif") == nil)
    #expect(try tool.run("animate", "expr.txt", "-o", "f").code == 0, "nothing is there that is not in the manifest")
  }

  @Test func errorsOfFFmpegAreReported() throws {
    defer { tool.remove() }
    try tool.write("#!/bin/sh\necho 'first' >&2\necho 'Unknown encoder' >&2\nexit 1\n", to: "ffmpeg")
    chmod("\(tool.folder)/ffmpeg", 0o755)
    let path = "\(tool.folder):\(ProcessInfo.processInfo.environment["PATH"] ?? "")"
    let result = try tool.run(
      "animate", "expr.txt", "-o", "f", "--format", "webm", environment: ["PATH": path])
    #expect(result.code == 69)
    #expect(result.errors == "error: animation.webm was not written: ffmpeg failed: Unknown encoder\n")
  }

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
  func interruptionKeepsOldFolder(_ signal: Int32, _ code: Int32) throws {
    defer { tool.remove() }
    #expect(try tool.run("animate", "expr.txt", "-o", "f").code == 0)
    let before = tool.read("f/manifest.json")
    // An ffmpeg that says that it runs, and takes nothing.
    try tool.write("#!/bin/sh\necho $$ > '\(tool.folder)/child'\nexec sleep 100\n", to: "ffmpeg")
    chmod("\(tool.folder)/ffmpeg", 0o755)
    let path = "\(tool.folder):\(ProcessInfo.processInfo.environment["PATH"] ?? "")"
    let process = try tool.start("animate", "expr.txt", "-o", "f", "--format", "webm", environment: ["PATH": path])
    var child: Int32?
    for _ in 0..<1000 where child == nil {
      usleep(10_000)
      child = tool.read("child").flatMap {
        Int32(String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .newlines))
      }
    }
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == code)
    #expect(kill(try #require(child), 0) == -1 && errno == ESRCH, "ffmpeg has ended")
    #expect(tool.read("f/manifest.json") == before)
    let names = try FileManager.default.contentsOfDirectory(atPath: tool.folder)
    #expect(Set(names) == ["expr.txt", "f", "ffmpeg", "child"], "nothing is left beside it")
  }

  @Test func graphWritesPNGAndPDF() throws {
    defer { tool.remove() }
    for (name, begin) in [("g.png", "PNG"), ("g.pdf", "PDF")] {
      #expect(try tool.run("graph", "expr.txt", "-o", name, "--scale", "0.5").code == 0)
      #expect(tool.read(name)?.prefix(4).dropFirst() == Data(begin.utf8))
    }
  }

  @Test func tooLargeScaleIsRefused() throws {
    defer { tool.remove() }
    let result = try tool.run("graph", "expr.txt", "-o", "g.png", "--scale", "10", "--size", "2000x1000")
    #expect(result.code == 64)
    #expect(result.errors.hasPrefix("error: the picture would be 20000×10000 pixels, more than 50 million in all"))
    #expect(try tool.run("animate", "expr.txt", "--scale", "0").code == 64)
  }
}
