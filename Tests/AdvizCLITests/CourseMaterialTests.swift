import Foundation
import TestSupport
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

  /// Links `ffmpeg` into the folder the program runs in, so that nothing else is found.
  private func findOnlyFFmpeg() throws -> [String: String] {
    for name in ["ffmpeg", "sh", "head"] {
      let found = try tool.shell("command -v \(name)").output.trimmingCharacters(in: .newlines)
      try FileManager.default.createSymbolicLink(atPath: "\(tool.folder)/\(name)", withDestinationPath: found)
    }
    return ["PATH": tool.folder]
  }

  @Test func missingVoiceNamesItsPackage() throws {
    defer { tool.remove() }
    let result = try tool.run(
      "animate", "expr.txt", "-o", "f", "--format", "mp4", "--voice", "--seconds-per-step", "0.1", "--size", "320x180",
      environment: findOnlyFFmpeg())
    #expect(result.code == 69 && result.output.contains("animation.mp4, captions.vtt"))
    #expect(
      result.errors.hasSuffix(
        "error: the voice was not written: it needs espeak-ng, which is not installed; install it with "
          + "'sudo apt-get install espeak-ng'\n"))
    #expect(tool.read("f/animation.mp4") != nil)
  }

  /// A program that answers every sentence with a second of sound.
  @Test func stepsLastAsLongAsTheVoiceSpeaks() throws {
    defer { tool.remove() }
    let environment = try findOnlyFFmpeg()
    let header =
      "RIFF\\377\\377\\377\\377WAVEfmt \\20\\0\\0\\0\\1\\0\\1\\0\\100\\37\\0\\0\\200\\76\\0\\0\\2\\0\\20\\0data"
    try tool.write(
      "#!/bin/sh\nhead -c 1 >/dev/null\nprintf '\(header)\\377\\377\\377\\377'\nhead -c 16000 /dev/zero\n",
      to: "espeak-ng")
    chmod("\(tool.folder)/espeak-ng", 0o755)
    let result = try tool.run(
      "animate", "expr.txt", "-o", "f", "--format", isThorough ? "mp4,webm" : "mp4", "--voice", "--seconds-per-step",
      "0.5", "--size",
      "320x180", environment: environment)
    #expect(result.code == 0, "\(result.errors)")
    let manifest = String(decoding: try #require(tool.read("f/manifest.json")), as: UTF8.self)
    // A second, a pause, and up to the next half of a second.
    #expect(manifest.matches(of: /"duration" : 1\.5,/).count == 12 && manifest.contains("\"duration\" : 3,"))
    for name in sampled(["animation.mp4", "animation.webm"], oneIn: 2) {
      let told = try tool.shell(
        "ffprobe -v error -show_entries format=duration:stream=codec_type -of csv=p=0 f/\(name)")
      let lines = told.output.split(separator: "\n").map(String.init)
      #expect(lines.prefix(3) == ["video", "audio", "subtitle"])
      #expect(try abs(#require(lines.last.flatMap { Double($0) }) - 21) < 0.05, "\(told.output)")
    }
    #expect(tool.read("f/.voice") == nil && tool.read("f/.chapters") == nil)
    #expect(
      try tool.run("animate", "expr.txt", "-o", "g", "--voice", "--format", "html").errors
        == "note: --voice reads videos aloud, and none is written; add --format mp4 or webm\n")
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

  @Test(arguments: sampled([(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)], oneIn: 2))
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
