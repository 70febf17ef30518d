import Foundation
import TestSupport
import Testing

/// `adviz graph --optimize`, run as a process.
@Suite struct OptimizeTests {
  private let tool: Tool

  init() throws {
    tool = try Tool()
    try tool.write("f(x) = sin(x)^sin(x) at 1\n", to: "expr.txt")
  }

  @Test func bothGraphsAreDrawn() throws {
    defer { tool.remove() }
    let result = try tool.run("graph", "expr.txt", "--optimize")
    #expect(result.code == 0 && result.errors == "")
    #expect(result.output.contains("before: 3 operations") && result.output.contains("after: 2 operations"))
    #expect(result.output.contains("1 operation saved: 1 merged, 0 folded"))
    #expect(try tool.run("graph", "expr.txt", "--optimize", "-o", "both.svg").code == 0)
    #expect(tool.read("both.svg") == Data(result.output.utf8))
    #expect(try tool.run("graph", "-", "--optimize", input: "f(x) = sin(x)^sin(x) at 1\n").output == result.output)
    #expect(!(try tool.run("graph", "expr.txt").output.contains("operation saved")))
  }

  @Test func pointMovesBoth() throws {
    defer { tool.remove() }
    let picture = try tool.run("graph", "expr.txt", "--optimize", "--at", "x=0.5").output
    #expect(picture.components(separatedBy: "operation pow, value 0.703").count == 5)
  }

  @Test func nothingSavedIsReported() throws {
    defer { tool.remove() }
    let result = try tool.run("graph", "-", "--optimize", input: "x = 2; f = x * x")
    #expect(result.code == 0)
    #expect(result.output.contains("nothing to save: no operation occurs twice or has constants alone"))
  }

  @Test func dotHasTwoClusters() throws {
    defer { tool.remove() }
    #expect(try tool.run("graph", "expr.txt", "--optimize", "-o", "both.dot").code == 0)
    let dot = try String(decoding: #require(tool.read("both.dot")), as: UTF8.self)
    #expect(dot.contains("subgraph cluster_before {") && dot.contains("subgraph cluster_after {"))
    #expect(dot.contains("before_3") && !dot.contains("after_3"))
  }

  @Test func pictureOptionsChangePicture() throws {
    defer { tool.remove() }
    let all = [
      [], ["--no-values"], ["--no-legend"], ["--precision", "2"], ["--direction", "tb"], ["--theme", "dark"],
      ["--theme", "print"], ["--background", "none"], ["--size", "640x480"],
    ]
    let options = sampled(all, oneIn: 4)
    var pictures = Set<String>()
    for flags in options {
      let result = try tool.run(["graph", "expr.txt", "--optimize"] + flags)
      #expect(result.code == 0 && result.errors == "", "\(flags): \(result.errors)")
      pictures.insert(result.output)
    }
    #expect(pictures.count == options.count)
  }

  @Test func savedTraceIsRefused() throws {
    defer { tool.remove() }
    #expect(try tool.run("trace", "expr.txt", "-o", "saved.jsonl").code == 0)
    let result = try tool.run("graph", "saved.jsonl", "--optimize")
    #expect(result.code == 64 && result.output == "")
    #expect(result.errors == "error: --optimize needs an expression file: a saved trace cannot be computed anew\n")
  }

  @Test func mistakesAreReported() throws {
    defer { tool.remove() }
    let result = try tool.run("graph", "-", "--optimize", input: "f = sinn(2)")
    #expect(result.code == 65 && result.errors.contains("unknown function 'sinn'"))
    #expect(try tool.run("graph", "nothing.txt", "--optimize").code == 66)
  }
}
