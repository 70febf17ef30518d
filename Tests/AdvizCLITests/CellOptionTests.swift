import Foundation
import TestSupport
import Testing

/// `--cells` of `graph` and `animate`.
@Suite("Small arrays are drawn in cells") struct CellOptionTests {
  private func tool(_ expression: String) throws -> Tool {
    let tool = try Tool()
    try tool.write(expression + "\n", to: "e.txt")
    return tool
  }

  private func text(_ data: Data?) -> String { data.map { String(decoding: $0, as: UTF8.self) } ?? "" }

  @Test("A graph of one operation is drawn from cell to cell") func oneOperation() throws {
    let tool = try tool("x = [[0, 1, 4], [0, 7, 1]]\nf = max(x, axis=0)")
    defer { tool.remove() }
    let picture = try tool.run("graph", "e.txt", "--cells").output
    #expect(picture.matches(of: /class="link"/).count == 8)
    #expect(picture.contains("comes from x at 0, 0 and x at 1, 0"))
    #expect(try tool.run("graph", "e.txt").output.contains("class=\"link\"") == false)
  }

  @Test("So is one operation of a larger graph, with the adjoint it has there") func around() throws {
    let tool = try tool("X = [[1, 2], [3, 4], [5, 6]]\nb = [1, 2]\nY = X + b\nf = sum(Y^2)")
    defer { tool.remove() }
    let picture = try tool.run("graph", "e.txt", "--cells", "--around", "Y", "--radius", "0").output
    #expect(picture.contains("equals 4 times 1 plus 8 times 1 plus 12 times 1 equals 24"))
    // Farther around, and around a leaf, the graph is drawn.
    for (node, radius) in [("Y", "1"), ("X", "0")] {
      let graph = try tool.run("graph", "e.txt", "--cells", "--around", node, "--radius", radius).output
      #expect(!graph.contains("class=\"link\"") && graph.contains("class=\"cell\""))
    }
  }

  @Test("In a graph of several operations arrays are grids, and a step marks the cells it tells of") func grids() throws
  {
    let tool = try tool("X = [[1, 2], [3, 4], [5, 6]]\nb = [1, 2]\nf = sum((X + b)^2)")
    defer { tool.remove() }
    // Two variables, a sum and its square; the output and the exponent are numbers.
    #expect(try tool.run("graph", "e.txt", "--cells").output.matches(of: /class="cell" data/).count == 6 + 2 + 6 + 6)
    let result = try tool.run("animate", "e.txt", "--cells", "-o", "out")
    #expect(result.code == 0, "\(result.errors)")
    let manifest = text(tool.read("out/manifest.json"))
    #expect(manifest.contains("4 × 1 + 8 × 1 + 12 × 1 = 24"), "\(manifest)")
    let frames = (0..<20).compactMap { tool.read("out/frames/frame-00\($0 < 10 ? "0" : "")\($0).svg") }.map { text($0) }
    let step = try #require(frames.first { $0.contains("4 times 1 plus 8 times 1 plus 12 times 1 equals 24") })
    // Three cells of the adjoint on the edge, and one beside the variable.
    #expect(step.matches(of: /class="cell marked"/).count == 4)
    #expect(try tool.run("animate", "e.txt", "-o", "plain").code == 0)
    #expect(!text(tool.read("plain/frames/frame-0003.svg")).contains("class=\"cell"))
  }

  @Test("Arrays that are too large are told with the limit", arguments: ["graph", "animate", "trace"])
  func limit(_ command: String) throws {
    let tool = try tool("W = ones(9, 9)\nf = sum(W)")
    defer { tool.remove() }
    let result = try tool.run(command, "e.txt", "--cells", "-o", command == "graph" ? "x.svg" : "x")
    #expect(result.code == 64 && result.output == "")
    #expect(result.errors.hasPrefix("error: W of shape (9, 9) has more than 64 cells"), "\(result.errors)")
    #expect(!FileManager.default.fileExists(atPath: "\(tool.folder)/x"))
  }

  @Test("Numbers alone have no cells, which is told") func numbers() throws {
    let tool = try tool("f(x) = sin(x)^2 at 3")
    defer { tool.remove() }
    let (plain, cells) = (try tool.run("graph", "e.txt"), try tool.run("graph", "e.txt", "--cells"))
    #expect(plain.output == cells.output)
    #expect(cells.errors.contains("all values are numbers"))
  }
}
