import Foundation
import TestSupport
import Testing

/// With little memory, few files or a small stack a command works or says why; it never hangs, and never exits 0 without
/// its result.
@Suite(.serialized) struct SystemLimitTests {
  private let tool: Tool

  init() throws {
    tool = try Tool()
    try tool.write("# Small\nx = 3; y = 2; f = sin(x * y) + x\n", to: "f.txt")
    try tool.write("A = [[1, 2], [3, 4]]; B = [[1, 0.5], [0, 1]]; f = sum(A @ B)\n", to: "m.txt")
    let nested = String(repeating: "(", count: 199) + "x" + String(repeating: ")", count: 199)
    try tool.write("x = 3; f = \(nested) + sqrt(\(nested.dropFirst(3).dropLast(3)))\n", to: "n.txt")
  }

  /// A command, and what its standard output holds when it has done its work.
  private static let commands: [(arguments: String, result: String)] = [
    ("grad f.txt", "∂f/∂y"), ("grad m.txt", "∂f/∂B"), ("grad n.txt --json", "\"warnings\""), ("graph f.txt", "</svg>"),
    ("graph n.txt", "</svg>"), ("trace m.txt", "\"end\""), ("check m.txt", "agrees"),
    ("animate f.txt -o out --format html,png", "out: "), ("ops", "softmax"), ("animate f.txt -o v --format gif", "v: "),
    ("train spiral --epochs 2 --points 20 --no-report", "test accuracy"),
  ]

  /// Limits that everything lives with, and a ladder down to where nothing starts.
  private static let limits =
    ["-v 1000000", "-n 16", "-s 512", "-v 250000", "-n 5"]
    + (isThorough
      ? [
        "-v 600000", "-v 150000", "-s 64", "-v 800000", "-v 500000", "-v 400000", "-v 300000", "-v 220000", "-v 200000",
        "-v 50000", "-n 8", "-n 4",
        "-s 128",
      ] : [])

  @Test(arguments: limits)
  func worksOrSaysWhy(_ limit: String) throws {
    defer { tool.remove() }
    let mustWork = ["-v 1000000", "-n 16", "-s 512"].contains(limit)
    var looked = 0
    for (number, command) in Self.commands.enumerated() {
      let place = number + limit.utf8.reduce(0) { $0 + Int($1) }
      guard isThorough || place % (mustWork ? 4 : 5) == 0 else { continue }
      looked += 1
      // The guard is generous: the machine may be busy.
      let result = try tool.shell("ulimit \(limit) && exec timeout -s KILL 60 \"$0\" \(command.arguments)")
      let name: Comment = "ulimit \(limit); \(command.arguments): \(result.code) \(result.errors.prefix(300))"
      #expect(result.code != 137 && result.code != -9, name)
      if result.code == 0 || result.code == 69 {
        #expect(result.output.contains(command.result), name)
      } else {
        #expect(!result.errors.isEmpty, name)
        #expect([71, 127].contains(result.code), name)
      }
      if limit == "-s 512" { #expect(result.code == 0, name) }
      // A video needs pipes.
      if limit == "-n 16" { #expect(result.code == (command.arguments.hasSuffix("gif") ? 71 : 0), name) }
      if limit == "-v 1000000" { #expect(result.code == 0 || result.code == 71, name) }
    }
    #expect(looked >= 2)
  }
}
