import Embedding
import Foundation
import TestSupport
import Testing

/// Parts of graphs, and what is too large to be drawn whole.
@Suite struct LargeGraphTests {
  private let tool: Tool
  private let example = "f(x, y, z) = sin(x + y) + (x * y)^z at (1, 2, 3)\n"

  init() throws { tool = try Tool() }

  private func frames(_ folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "\(tool.folder)/\(folder)/frames")) ?? []).sorted()
  }

  @Test func stepsKeepTheirNumbers() throws {
    defer { tool.remove() }
    try tool.write(example, to: "expr.txt")
    #expect(try tool.run("animate", "expr.txt", "-o", "all").code == 0)
    let some = try tool.run(
      "animate", "expr.txt", "-o", "some", "--steps", "3-5", "--format", isThorough ? "html,svg,markdown,latex" : "html"
    )
    #expect(some.code == 0 && some.errors == "")
    #expect(frames("some") == ["frame-0003.svg", "frame-0004.svg", "frame-0005.svg"])
    for name in frames("some") {
      let pictures = ["some", "all"].map {
        String(decoding: tool.read("\($0)/frames/\(name)") ?? Data(), as: UTF8.self)
      }
      let words = try pictures.map { picture in
        let found = try #require(picture.firstMatch(of: /<title[^>]*>([^<]*)<.title>\n<desc[^>]*>([^<]*)</))
        return "\(found.1): \(found.2)"
      }
      #expect(words[0] == words[1] && words[0].contains("step \(name.dropFirst(9).prefix(1)) of 12"))
    }
    let trace = try #require(tool.read("some/trace.jsonl"))
    #expect(trace == tool.read("all/trace.jsonl"))
    #expect(try tool.run("animate", "expr.txt", "-o", "every", "--every", "5").code == 0)
    #expect(frames("every").map { $0.suffix(6).prefix(2) } == ["00", "05", "10", "12"])
    let mistakes = [
      ["--steps", "5-3"], ["--steps", "99"], ["--every", "0"], ["--max-output", "much"], ["--radius", "-1"],
    ]
    for wrong in sampled(mistakes, oneIn: 3, from: 1) {
      #expect(try tool.run(["animate", "expr.txt", "-o", "no"] + wrong).code == 64, "\(wrong)")
    }
  }

  @Test func tooMuchOutputIsRefusedWithPartThatFits() throws {
    defer { tool.remove() }
    try tool.write(example, to: "expr.txt")
    let refused = try tool.run("animate", "expr.txt", "-o", "out", "--max-output", "150kB")
    #expect(refused.code == 64 && tool.read("out/manifest.json") == nil)
    let message = try #require(
      refused.errors.firstMatch(
        of:
          /error: the frames would take some \d+kB, more than --max-output 150kB; (--every \d+), or (--steps \S+) would fit/
      ))
    for option in [message.1, message.2] {
      let arguments =
        ["animate", "expr.txt", "-o", "out", "--max-output", "150kB"] + option.split(separator: " ").map(String.init)
      #expect(try tool.run(arguments).code == 0, "\(option)")
      let size = frames("out").reduce(0) { $0 + (tool.read("out/frames/\($1)")?.count ?? 0) }
      #expect(size > 0 && size <= 150_000)
    }
    let tiny = try tool.run("animate", "expr.txt", "-o", "none", "--max-output", "10kB")
    #expect(tiny.code == 64 && tiny.errors.contains("--around NODE"))
  }

  @Test func aroundDrawsPart() throws {
    defer { tool.remove() }
    try tool.write("x = 0.5; a = 0.9; u = x*a + sin(x); v = u*a + sin(u); w = v*a + sin(v)", to: "expr.txt")
    let graph = try tool.run("graph", "expr.txt", "--around", "v", "--radius", "1")
    #expect(graph.code == 0)
    #expect(graph.output.ranges(of: "class=\"node ").count == 5)
    let part = try tool.run("animate", "expr.txt", "-o", "part", "--around", "v", "--radius", "1", "--format", "html")
    #expect(part.code == 0)
    #expect(frames("part").count < 10)
    let unknown = try tool.run("animate", "expr.txt", "--around", "nobody")
    #expect(unknown.code == 64 && unknown.errors.contains("there is no node 'nobody'"))
    #expect(try tool.run("graph", "expr.txt", "--around", "v", "--optimize").code == 64)
  }

  @Test func sharedLeavesFollowOption() throws {
    defer { tool.remove() }
    try tool.write("x = 0.5; a = 0.9; u = x*a + 1; v = u*a + 1; w = v*a + 1", to: "expr.txt")
    func boxes(_ choice: String) throws -> Int {
      let svg = try tool.run("graph", "expr.txt", "--no-legend", "--shared-leaves", choice).output
      let group = try #require(
        svg.firstMatch(of: /data-node="\d+" data-kind="variable"[^>]*variable a(?s:.*?)<\/g>\n<g class="node/))
      return group.output.matches(of: /<rect/).count
    }
    #expect(try boxes("never") == 1)
    #expect(try boxes("auto") == 1)
    #expect(try boxes("always") == 3)
    #expect(try tool.run("graph", "expr.txt", "--shared-leaves", "often").code == 64)
  }

  @Test func deepGraphIsDrawn() throws {
    defer { tool.remove() }
    let count = isThorough ? 10_000 : 1_000
    try tool.write(
      "x = 0.5; " + (0..<count).map { "v\($0) = sin(\($0 == 0 ? "x" : "v\($0 - 1)"))" }.joined(separator: "\n"),
      to: "deep.txt")
    let graph = try tool.run("graph", "deep.txt", "-o", "deep.svg")
    #expect(graph.code == 0 && graph.errors.contains("pixels high"))
    #expect(tool.read("deep.svg").map { $0.count > 500 * count } == true)
    let movie = try tool.run("animate", "deep.txt", "-o", "deep")
    #expect(movie.code == 64 && movie.errors.contains("would fit"))
  }
}
