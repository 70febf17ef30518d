import Foundation
import TestSupport
import Testing

/// `adviz graph --beside`, run as a process.
@Suite struct BesideTests {
  private let tool: Tool

  init() throws {
    tool = try Tool()
    try tool.write("x = 2; f = x^2\n", to: "a.txt")
    try tool.write("# Written out\nx = 2; f = x*x\n", to: "b.txt")
  }

  @Test func bothGraphsStandUnderTheirHeadings() throws {
    defer { tool.remove() }
    let result = try tool.run("graph", "--beside", "a.txt", "b.txt", "--headings", "a power, a product")
    #expect(result.code == 0 && result.errors == "", "\(result.errors)")
    for text in ["a power", "a product", "same value, same gradients"] { #expect(result.output.contains(text)) }
    #expect(try tool.run("graph", "--beside", "a.txt", "b.txt", "-o", "both.svg").code == 0)
    let plain = try String(decoding: #require(tool.read("both.svg")), as: UTF8.self)
    #expect(plain.contains("aria-label=\"Written out\"") && plain.contains("same value, same gradients"))
    #expect(try tool.run("graph", "a.txt", "--beside", "-", input: "x = 2; f = x*x").code == 0)
    #expect(try tool.run("graph", "--beside", "a.txt", "b.txt", "-o", "both.dot").code == 0)
    #expect(try String(decoding: #require(tool.read("both.dot")), as: UTF8.self).contains("subgraph cluster_second {"))
  }

  @Test func savedTraceStandsBesideAnExpression() throws {
    defer { tool.remove() }
    #expect(try tool.run("trace", "a.txt", "-o", "a.jsonl").code == 0)
    let result = try tool.run("graph", "--beside", "a.jsonl", "b.txt")
    #expect(result.code == 0 && result.output.contains("same value, same gradients"))
    let moved = try tool.run("graph", "--beside", "b.txt", "a.txt", "--at", "x=3")
    #expect(moved.code == 0 && moved.output.contains("value 9"))
  }

  @Test(
    arguments: sampled(
      [
        (["--beside", "a.txt"], 64, "--beside takes two files"),
        (["--beside", "a.txt", "b.txt", "a.txt"], 64, "takes two files"),
        (["a.txt", "b.txt", "-o", "both.svg"], 64, "--beside draws two"),
        (["--beside", "-", "-"], 64, "Standard input holds one file"),
        (["--beside", "a.txt", "b.txt", "--headings", "a,b,c"], 64, "one comma"),
        (["--beside", "a.txt", "b.txt", "--headings", " ,b"], 64, "one comma"),
        (["a.txt", "--headings", "a,b"], 64, "--headings are those of --beside"),
        (["--beside", "a.txt", "b.txt", "--optimize"], 64, "leave out --optimize"),
        (["--beside", "a.txt", "none.txt"], 66, "none.txt"), (["--beside", "a.txt", "bad.txt"], 65, "bad.txt:1:5"),
      ], oneIn: 3))
  func mistakesAreReported(_ arguments: [String], _ code: Int32, _ sentence: String) throws {
    defer { tool.remove() }
    try tool.write("f = sinn(2)\n", to: "bad.txt")
    let result = try tool.run(["graph"] + arguments)
    #expect(result.code == code && result.output == "")
    #expect(result.errors.contains(sentence), "\(result.errors)")
  }
}
