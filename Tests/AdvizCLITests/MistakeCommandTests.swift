import Foundation
import TestSupport
import Testing

/// `adviz trace --mistake`, `adviz diff` and `adviz check --expect`.
@Suite struct MistakeCommandTests {
  private func tool() throws -> Tool {
    let tool = try Tool()
    try tool.write("x = 0.5\na = 2x\nf = a*exp(sin(a))\n", to: "article.txt")
    try tool.write("x = 3\nf = x + x\n", to: "twice.txt")
    try tool.write("X = [[1, 2], [3, 4]]\nb = [1, 2]\nf = sum((X + b)^2)\n", to: "bias.txt")
    return tool
  }

  @Test("A trace with a mistake says so, is read back, and standard error tells what it spoils")
  func trace() throws {
    let tool = try tool()
    defer { tool.remove() }
    let wrong = try tool.run("trace", "article.txt", "--mistake", "ungated", "-o", "wrong.jsonl")
    #expect(wrong.code == 0)
    #expect(
      wrong.errors
        == "note: --mistake ungated: ∂f/∂x is 11.79 instead of 7.146: a was visited 2 times, and each time handed on all that had arrived\n"
    )
    let lines = String(decoding: try #require(tool.read("wrong.jsonl")), as: UTF8.self).split(separator: "\n")
    #expect(lines.first?.contains(#""walk":"ungated""#) == true)
    #expect(lines.last?.contains(#""x":11.7858688"#) == true)
    #expect(try tool.run("graph", "wrong.jsonl").code == 0)
    #expect(try tool.run("animate", "wrong.jsonl", "--format", "html").code == 0)
    let harmless = try tool.run("trace", "twice.txt", "--mistake", "no-unbroadcast")
    #expect(
      harmless.errors
        == "note: --mistake no-unbroadcast: it makes no difference here: nothing that has a derivative is broadcast\n")
    // The file may ask for it, too.
    try tool.write("#! mistake: overwrite\nx = 3\nf = x + x\n", to: "file.txt")
    #expect(try tool.run("trace", "file.txt").output.hasSuffix("{\"event\":\"end\",\"gradients\":{\"x\":1}}\n"))
    let saved = try tool.run("trace", "wrong.jsonl", "--mistake", "overwrite")
    #expect(saved.code == 64)
    #expect(saved.errors == "error: --mistake needs an expression file: a saved trace cannot be walked anew\n")
  }

  @Test("Answers may be given one by one, and none is lost") func answersOneByOne() throws {
    let tool = try tool()
    defer { tool.remove() }
    let result = try tool.run("check", "bias.txt", "--expect", "b=[1, 2]", "--expect", "X=[[4, 8], [8, 12]]")
    #expect(result.code == 1 && result.output.contains("∂f/∂b") && result.output.contains("∂f/∂X"), "\(result)")
  }

  @Test("What whole passes and forward mode do not have is refused") func refused() throws {
    let tool = try tool()
    defer { tool.remove() }
    let lab = try tool.run("animate", "twice.txt", "--mistake", "overwrite", "--format", "lab")
    #expect(lab.code == 64 && lab.errors.contains("The Lab shows one pass"), "\(lab)")
    _ = try tool.run("trace", "twice.txt", "--mode", "forward", "--wrt", "x", "-o", "forward.jsonl")
    let heat = try tool.run("animate", "forward.jsonl", "--heat", "gradient")
    #expect(heat.code == 64 && heat.errors.contains("--heat gradient is for the backward pass"), "\(heat)")
    let array = try tool.run("animate", "-", "--mode", "forward", "--wrt", "x", input: "x = zeros(0, 3)\nf = sum(x)")
    #expect(array.code == 64 && array.errors.contains("has no element that could move"), "\(array)")
  }

  @Test("diff tells the first adjoint that differs, and nodes without a partner")
  func diff() throws {
    let tool = try tool()
    defer { tool.remove() }
    _ = try tool.run("trace", "article.txt", "--mistake", "ungated", "-o", "wrong.jsonl")
    _ = try tool.run("trace", "bias.txt", "--mistake", "no-unbroadcast", "-o", "shape.jsonl")
    let wrong = try tool.run("diff", "article.txt", "wrong.jsonl")
    #expect(wrong.code == 1)
    #expect(
      wrong.output == "the first adjoint that differs: ∂f/∂x is 7.146 in article.txt and 11.79 in wrong.jsonl\n")
    #expect(
      try tool.run("diff", "bias.txt", "shape.jsonl").output
        == "the first adjoint that differs: ∂f/∂b has shape (2,) in bias.txt and (2, 2) in shape.jsonl\n")
    try tool.write("x = 0.5\ng = 2x * exp(sin(2x))\n", to: "other.txt")
    let same = try tool.run("diff", "article.txt", "other.txt")
    #expect(same.code == 0)
    #expect(same.output == "the same: f, ∂f/∂x\nonly in article.txt: a\n")
    #expect(try tool.run("diff", "article.txt", "article.txt", "--at", "x=2").code == 0)
    #expect(try tool.run("diff", "-", "article.txt", input: "x = 0.5\nf = x").code == 1)
    let json = try tool.run("diff", "article.txt", "other.txt", "--json")
    #expect(
      json.output
        == #"{"adjoints":[],"first":null,"same":true,"unpaired":{"a":["a"],"b":[]},"values":[]}"# + "\n")
  }

  @Test(
    "diff refuses what it cannot compare",
    arguments: sampled(
      [
        (["article.txt", "nothing.txt"], 66, "error: cannot read nothing.txt: there is no such file\n"),
        (["article.txt", "bad.txt"], 65, "bad.txt:1:"), (["article.txt", "bad.jsonl"], 65, "bad.jsonl:1: error: "),
        (["article.txt"], 64, "Error: Missing expected argument"),
        (["article.txt", "twice.txt", "--at", "y=1"], 64, "--at:1:1: error: there is no variable 'y'"),
        (["article.txt", "forward.jsonl"], 65, "error: forward.jsonl is a pass of forward mode"),
        (["-", "-"], 64, "Error: Standard input is read once"),
      ], oneIn: 3, from: 2))
  func diffRefusals(_ arguments: [String], _ code: Int32, _ sentence: String) throws {
    let tool = try tool()
    defer { tool.remove() }
    try tool.write("f = (", to: "bad.txt")
    try tool.write("{", to: "bad.jsonl")
    _ = try tool.run("trace", "twice.txt", "--mode", "forward", "--wrt", "x", "-o", "forward.jsonl")
    let result = try tool.run(["diff"] + arguments)
    #expect(result.code == code)
    #expect(result.errors.hasPrefix(sentence), "\(result.errors)")
    #expect(result.output.isEmpty)
  }

  @Test(
    "check --expect compares answers, and tells what gives a wrong one",
    arguments: [
      ("article.txt", "x=7.15", 0, "agrees"), ("article.txt", "x=7", 0, "agrees"),
      ("article.txt", "x=11.79", 1, "DISAGREES: the mistake 'ungated' gives it"),
      ("article.txt", "a=2.32", 1, "DISAGREES: it is ∂f/∂a after step 1, when 1 of 2 contributions has arrived"),
      ("twice.txt", "x=1", 1, "DISAGREES: the mistake 'overwrite' gives it ('=' for '+=': a contribution replaces"),
      ("twice.txt", "x=9", 1, "DISAGREES: no step gives it, and none of the usual mistakes"),
      ("bias.txt", "b=[12,20],X=[[4,8],[8,12]]", 0, "agrees"),
      ("bias.txt", "b=[[4,8],[8,12]]", 1, "the mistake 'no-unbroadcast' gives it"),
      ("bias.txt", "b=12", 1, "DISAGREES: the answer has shape (), the derivative (2,)"),
    ])
  func answers(_ file: String, _ answer: String, _ code: Int32, _ text: String) throws {
    let tool = try tool()
    defer { tool.remove() }
    let result = try tool.run("check", file, "--expect", answer)
    #expect(result.code == code)
    #expect(result.output.contains(text), "\(result.output)")
    #expect(result.errors.isEmpty)
  }

  @Test("check --expect as JSON")
  func json() throws {
    let tool = try tool()
    defer { tool.remove() }
    let result = try tool.run("check", "twice.txt", "--expect", "x=1", "--json")
    #expect(result.code == 1)
    let reason =
      "the mistake 'overwrite' gives it ('=' for '+=': a contribution replaces what had arrived), 1 instead of 1 + 1"
    #expect(
      result.output
        == #"{"expected":{"x":{"agrees":false,"answer":1,"mistakes":["overwrite"],"reason":"\#(reason)","step":1,"value":2}},"#
        + #""output":{"name":"f","shape":[],"value":6},"warnings":[]}"# + "\n")
  }

  @Test(
    "check --expect refuses names without a derivative, and offers the nearest",
    arguments: [
      ("z=1", "--expect:1:1: error: there is no variable 'z'; the variables are 'x', 'rate'"),
      ("rat=1", "--expect:1:1: error: there is no variable 'rat'; did you mean 'rate'?"),
      (
        "c=1",
        "--expect:1:1: error: 'c' is a constant, and nothing is differentiated by it; the variables are 'x', 'rate'"
      ),
      ("k=1", "--expect:1:1: error: 'k' depends on no variable, and nothing is differentiated by it; the variables"),
      ("f=1", "--expect:1:1: error: 'f' is what is differentiated; --expect takes derivatives, of f by each variable;"),
      ("x=two", "--expect:1:3: error: an answer is a number, as in 'x=0.18', or an array, and cannot refer to 'two'"),
      ("x", "--expect:1:2: error: expected '='"), ("", "--expect:1:1: error: "),
    ])
  func refusals(_ answer: String, _ sentence: String) throws {
    let tool = try tool()
    defer { tool.remove() }
    try tool.write("x = 2\nrate = 3\nconst c = 4\nk = c*2\nf = x*rate*c*k\n", to: "names.txt")
    let result = try tool.run("check", "names.txt", "--expect", answer)
    #expect(result.code == 64)
    #expect(result.errors.hasPrefix(sentence), "\(result.errors)")
    #expect(result.output.isEmpty)
  }
}
