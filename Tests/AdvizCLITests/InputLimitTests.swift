import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// What is read has an end, wherever it comes from.
@Suite struct InputLimitTests {
  private let tool: Tool

  init() throws { tool = try Tool() }

  private static let sentence = "it has more than 64 MiB, which are the most that are read"

  @Test(
    "An input without an end is refused, as whatever it is read",
    arguments: sampled(
      [
        ["grad", "/dev/zero"], ["trace", "/dev/zero"], ["graph", "/dev/zero"], ["animate", "/dev/zero"],
        ["check", "/dev/zero"], ["graph", "f.txt", "--theme", "/dev/zero"],
        ["predict", "f.txt", "--checkpoint", "huge"],
        ["grad", "large.txt"], ["graph", "large.jsonl"],
      ], oneIn: 3))
  func endless(_ arguments: [String]) throws {
    defer { tool.remove() }
    try tool.write("f(x) = x^2 at 3\n", to: "f.txt")
    // Holes: nothing is written to the disk.
    for (name, size) in [("large.txt", 64 << 20 + 1), ("large.jsonl", 64 << 20 + 1), ("huge", 1 << 31)] {
      try tool.write("", to: name)
      try FileHandle(forWritingTo: URL(fileURLWithPath: "\(tool.folder)/\(name)")).truncate(atOffset: UInt64(size))
    }
    let result = try tool.run(arguments)
    #expect(result.code == 65 && result.output == "", "\(result)")
    #expect(
      result.errors.contains(arguments.last == "huge" ? "it is larger than anything adviz reads" : Self.sentence),
      "\(result.errors)")
  }

  @Test func endlessPipeIsRefused() throws {
    defer { tool.remove() }
    let commands = [
      "yes 'x = 1' | \"$0\" grad -", "mkfifo p; yes 'x = 1' > p & \"$0\" grad p", "\"$0\" grad /dev/stdin </dev/zero",
    ]
    for command in sampled(commands, oneIn: 3, from: 1) {
      let result = try tool.shell(command)
      #expect(result.code == 65 && result.errors.contains(Self.sentence), "\(command): \(result)")
    }
  }

  @Test func pipeIsRead() throws {
    defer { tool.remove() }
    for command in ["echo 'x = 3; f = x^2' | \"$0\" grad -", "mkfifo p; echo 'x = 3; f = x^2' > p & \"$0\" grad p"] {
      let result = try tool.shell(command)
      #expect(result.code == 0 && result.output.contains("∂f/∂x  6"), "\(command): \(result)")
    }
  }

  @Test func allowedSizeIsRead() throws {
    defer { tool.remove() }
    let size = isThorough ? 63 << 20 : 1 << 20
    try tool.write("# " + String(repeating: "a", count: size) + "\nx = 3; f = x^2\n", to: "f.txt")
    let result = try tool.run("grad", "f.txt")
    #expect(result.code == 0 && result.output.contains("∂f/∂x  6"))
  }

  @Test func folderIsNoInput() throws {
    defer { tool.remove() }
    try tool.write("f(x) = x^2 at 3\n", to: "f.txt")
    for arguments in [["grad", "."], ["graph", "f.txt", "--theme", "./"], ["predict", "f.txt", "--checkpoint", "."]] {
      let result = try tool.run(arguments)
      #expect(result.code == 66 && result.errors.contains("it is a folder"), "\(arguments): \(result)")
    }
  }
}
