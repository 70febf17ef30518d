import Foundation
import Testing

/// `--groups` and `--collapse`.
@Suite struct GroupOptionTests {
  private static let cell = "w = 0.7; x = 0.5\nhidden = tanh(w*x + 1)\nstate = tanh(w*hidden + 1)\nf = (state - 1)^2"

  private func run(_ arguments: String..., source: String = cell) throws -> (Tool.Result, Data?) {
    let tool = try Tool()
    defer { tool.remove() }
    try tool.write(source, to: "e.txt")
    let result = try tool.run(arguments)
    return (result, tool.read("o/trace.jsonl"))
  }

  @Test func traceOfCollapsedFramesIsTheWholeOne() throws {
    let (whole, trace) = try run("animate", "e.txt", "-o", "o")
    let (collapsed, other) = try run("animate", "e.txt", "--collapse", "hidden", "-o", "o")
    #expect(whole.code == 0 && collapsed.code == 0, "\(collapsed.errors)")
    #expect(trace != nil && trace == other)
    let (fewer, more) = (collapsed.output.firstMatch(of: /(\d+) frames/), whole.output.firstMatch(of: /(\d+) frames/))
    #expect(Int(fewer?.output.1 ?? "") ?? 99 < Int(more?.output.1 ?? "") ?? 0)
  }

  @Test func unknownGroupOffersTheNearest() throws {
    for command in ["animate", "graph"] {
      let (result, _) = try run(command, "e.txt", "--collapse", "hiden")
      #expect(result.code == 64)
      #expect(
        result.errors == "error: there is no group 'hiden'; did you mean 'hidden'? The groups are 'hidden', 'state'\n")
    }
    let (none, _) = try run("graph", "e.txt", "--collapse", "h", source: "x = 1; f = x * x")
    #expect(none.code == 64 && none.errors.contains("a named statement, a call"))
    let (empty, _) = try run("graph", "e.txt", "--collapse", "hidden,")
    #expect(empty.code == 64 && empty.errors.contains("commas"))
  }

  @Test func graphAroundAClosedGroup() throws {
    let (result, _) = try run("graph", "e.txt", "--collapse", "all", "--around", "hidden", "--radius", "1")
    #expect(result.code == 0 && result.output.contains("group hidden of"), "\(result.errors)")
    let (optimized, _) = try run("graph", "e.txt", "--collapse", "all", "--optimize")
    #expect(optimized.code == 64)
  }
}
