import Foundation
import TestSupport
import Testing

/// `adviz compare-modes`, as a process.
@Suite struct CompareModesTests {
  private func tool() throws -> Tool {
    let tool = try Tool()
    try tool.write("f(x, y, z) = sin(x + y) + (x * y)^z at (1, 2, 3)\n", to: "three.txt")
    try tool.write("x = [1, 2, 3]\ny = x^2 + 1\n", to: "vector.txt")
    return tool
  }

  private struct Manifest: Decodable {
    struct Step: Decodable {
      struct Caption: Decodable { let text: String }
      let caption: Caption
      let spoken: String
    }
    let steps: [Step]
  }

  private func steps(_ tool: Tool, _ folder: String) throws -> [Manifest.Step] {
    try JSONDecoder().decode(Manifest.self, from: #require(tool.read("\(folder)/manifest.json"))).steps
  }

  @Test("The table tells each pass, both modes and the cheaper one") func table() throws {
    let tool = try tool()
    defer { tool.remove() }
    let result = try tool.run("compare-modes", "three.txt", "--table-only")
    #expect(result.code == 0 && result.errors == "")
    #expect(
      result.output.hasPrefix(
        """
        3 inputs, 1 output  passes  multiplications  additions  together
        forward mode        3       6                2          8
          x                 1       3                1          4
          y                 1       2                1          3
          z                 1       1                0          1
        reverse mode        1       4                2          6
        reverse mode is cheaper: 6 operations instead of 8

        by formula,
        """))
    #expect(result.output.contains("\n16      1        42.7          6             reverse\n"))
    #expect(result.output.hasSuffix("\n1       16       2.7           96            forward\n"))
    #expect(tool.read("Output/three-modes/manifest.json") == nil)
  }

  @Test("Both modes are drawn on one clock, and the last step compares them") func drawn() throws {
    let tool = try tool()
    defer { tool.remove() }
    let result = try tool.run("compare-modes", "three.txt", "--format", "html")
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.output.hasPrefix("Output/three-modes: 21 frames, player.html\n3 inputs, 1 output"))
    let steps = try steps(tool, "Output/three-modes")
    #expect(steps.count == 21)
    // Three forward passes of eight, eight and four frames; the reverse pass has ended by the second.
    #expect(
      steps[7].caption.text
        == "forward: End: ∂f/∂x = 23.01\nreverse: ∂f/∂y += ∂f/∂add_0 · ∂add_0/∂y = −0.99 × 1 = −0.99")
    #expect(steps[7].spoken.contains("Forward mode so far: 3 multiplications, 1 addition."))
    #expect(steps[7].spoken.contains("Forward mode knows 1 of 3 entries of the Jacobian."))
    #expect(steps[7].spoken.contains("Reverse mode knows 0 of 3 entries of the Jacobian."))
    #expect(steps[13].caption.text.hasSuffix("\nReverse: the pass has ended."))
    #expect(
      steps[20].caption.text
        == "Forward mode: 3 passes, 6 multiplications, 2 additions\nReverse mode: 1 pass, 4 multiplications, 2 additions\n"
        + "Reverse mode is cheaper: 6 operations instead of 8")
    let frame = String(decoding: try #require(tool.read("Output/three-modes/frames/frame-0012.svg")), as: UTF8.self)
    #expect(frame.contains("forward mode, pass 2 of 3: y; 5 multiplications, 1 addition"))
    #expect(frame.contains("reverse mode, one pass: f; 4 multiplications, 2 additions"))
    // What is saved is the backward pass.
    #expect(try tool.run("graph", "Output/three-modes/trace.jsonl").code == 0)
  }

  @Test("An array as output takes a reverse pass for each element") func vector() throws {
    let tool = try tool()
    defer { tool.remove() }
    let result = try tool.run("compare-modes", "vector.txt", "-o", "out", "--json")
    #expect(result.code == 0)
    #expect(result.errors == "out: 25 frames\n")
    let report = try #require(JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(report["inputs"] as? Int == 3 && report["outputs"] as? Int == 3)
    #expect(report["cheaper"] == nil)
    let reverse = try #require(report["reverse"] as? [String: Any])
    let passes = try #require(reverse["passes"] as? [[String: Any]])
    #expect(passes.compactMap { $0["name"] as? String } == ["y[0]", "y[1]", "y[2]"])
    #expect(passes.compactMap { $0["derivatives"] as? [Double] } == [[2, 0, 0], [0, 4, 0], [0, 0, 6]])
    let forward = try #require(report["forward"] as? [String: Any])
    #expect(
      (forward["passes"] as? [[String: Any]])?.compactMap { $0["derivatives"] as? [Double] }
        == [[2, 0, 0], [0, 4, 0], [0, 0, 6]])
    let steps = try steps(tool, "out")
    #expect(
      steps[14].caption.text
        == "Forward: all 3 passes have ended.\nreverse: Variable x: end of path, ∂y[1]/∂x = [0, 4, 0]")
    #expect(steps[14].spoken.contains("Reverse mode knows 6 of 9 entries of the Jacobian."))
  }

  @Test(
    "What cannot be compared is a sentence",
    arguments: sampled(
      [
        (
          "const c = 3\nf = sin(c)", [], 65,
          "e.txt: the output depends on no variable, so there is nothing to differentiate"
        ),
        (
          "x = ones(40)\nf = sum(x)", [], 65,
          "40 forward and 1 reverse passes, and at most 32 of a mode are drawn; --table-only"
        ),
        ("x = ones(2000)\nf = sum(x)", ["--table-only"], 65, "2000 forward and 1 reverse passes; up to 1024 of a mode"),
        ("x = ones(1000)\nf = sum(sin(cos(x)))", ["--table-only"], 65, "too many to be counted one by one"),
        ("x = 2\nf = x^2", ["--at", "q=3"], 64, "there is no variable 'q'"),
        ("x = 2\nf = x^2", ["--table-only", "-o", "out"], 64, "leave out -o"),
        ("x = 2\nf = x^2", ["-o", "-"], 64, "standard output cannot hold"),
        ("x = 2\nf = x^2", ["--format", "lab"], 64, "The Lab shows one pass"),
        ("x = zeros(0, 3)\nf = sum(x)", [], 65, "the variables are arrays without elements"),
        ("x = 2\nf = x^", [], 65, "e.txt:2:"),
        ("{\"event\":\"header\"}", [], 64, "compare-modes needs an expression file"),
      ] as [(String, [String], Int32, String)], oneIn: 4))
  func refusals(_ text: String, _ arguments: [String], _ code: Int32, _ sentence: String) throws {
    let tool = try tool()
    defer { tool.remove() }
    try tool.write(text, to: "e.txt")
    let result = try tool.run(["compare-modes", "e.txt"] + arguments)
    #expect(result.code == code && result.output == "", "\(result)")
    #expect(result.errors.contains(sentence), "\(result.errors)")
    #expect(tool.read("Output/e-modes/manifest.json") == nil)
  }

  @Test("Other values, settings of the file and standard input") func inputs() throws {
    let tool = try tool()
    defer { tool.remove() }
    let there = try tool.run("compare-modes", "three.txt", "--table-only", "--at", "x=1.5")
    #expect(there.output.contains("reverse mode        1       5                2          7\n"))
    let piped = try tool.run("compare-modes", "-", "--table-only", input: "#! precision: 3\nx = 2\nf = x^2\n")
    #expect(piped.code == 0 && piped.output.contains("both modes take 1 operation\n"), "\(piped)")
  }
}
