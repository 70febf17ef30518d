import Foundation
import Testing

/// What stands in nodes and on edges, by the options.
@Suite struct LiteralOptionTests {
  private let tool: Tool

  init() throws { tool = try Tool() }

  private func frames(_ folder: String) -> [String] {
    let files = try? FileManager.default.contentsOfDirectory(atPath: "\(tool.folder)/\(folder)/frames")
    return (files ?? []).sorted()
  }

  @Test func literalsInsideHaveNoSteps() throws {
    defer { tool.remove() }
    try tool.write("x = 3; f = x * 2 + 1", to: "expr.txt")
    for (choice, last) in [("nodes", 7), ("inside", 3)] {
      let result = try tool.run("animate", "expr.txt", "-o", choice, "--literals", choice)
      #expect(result.code == 0 && result.output.contains("\(last + 1) frames"))
      #expect(frames(choice) == (0...last).map { "frame-000\($0).svg" })
      let frame = try String(decoding: #require(tool.read("\(choice)/frames/frame-0002.svg")), as: UTF8.self)
      #expect(frame.contains("step 2 of \(last)"))
      #expect(frame.contains("data-kind=\"constant\"") == (choice == "nodes"))
      let manifest = try String(decoding: #require(tool.read("\(choice)/manifest.json")), as: UTF8.self)
      #expect(manifest.contains("mul = x × 2"))
    }
    // The steps to draw are counted as they are shown.
    #expect(try tool.run("animate", "expr.txt", "-o", "some", "--literals", "inside", "--steps", "3-3").code == 0)
    let none = try tool.run("animate", "expr.txt", "-o", "none", "--literals", "inside", "--steps", "4-9")
    #expect(none.code == 64 && none.errors.contains("the steps are 0 to 3"))
    let optimized = try tool.run("graph", "expr.txt", "--optimize", "--literals", "inside")
    #expect(optimized.code == 64 && optimized.errors.contains("leave out --literals inside"))
  }

  @Test func edgeNumbersAreThoseAskedFor() throws {
    defer { tool.remove() }
    try tool.write("x = 3; f = x * x", to: "expr.txt")
    var pictures = Set<String>()
    for choice in ["adjoint", "contribution", "none"] {
      #expect(try tool.run("animate", "expr.txt", "-o", choice, "--edge-numbers", choice).code == 0)
      pictures.insert(try String(decoding: #require(tool.read("\(choice)/frames/frame-0002.svg")), as: UTF8.self))
    }
    #expect(pictures.count == 3)
  }
}
