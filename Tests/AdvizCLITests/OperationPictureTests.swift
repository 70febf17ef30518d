import Foundation
import TestSupport
import Testing

/// `adviz ops NAME -o FILE`: the rule of an operation, and its cells.
@Suite("An operation is drawn") struct OperationPictureTests {
  /// The commands of the gallery's README with the pictures they make.
  private static let pictures: [(command: String, name: String)] = {
    let text = (try? Repository.text(of: "Output/gallery/README.md")) ?? ""
    return text.matches(of: /`((?:echo [^`]* \\\| )?adviz (?:ops|graph|worksheet) [^`]* -o (\S+\.(?:svg|html)))`/).map {
      // In a table a bar is escaped.
      (String($0.1).replacing("\\|", with: "|").replacing("adviz ", with: "\"$0\" "), String($0.2))
    }
  }()

  @Test("The commands of the gallery make its pictures", arguments: sampled(pictures, oneIn: 4))
  func gallery(_ command: String, _ name: String) throws {
    let tool = try Tool()
    defer { tool.remove() }
    try FileManager.default.createSymbolicLink(
      atPath: "\(tool.folder)/Templates", withDestinationPath: Repository.url("Templates").path)
    let result = try tool.shell(command)
    #expect(result.code == 0 && result.errors == "", "\(result.errors)")
    let drawn = try #require(tool.read(name))
    let file = Repository.url("Output/gallery/\(name)")
    let recorded = try? Data(contentsOf: file)
    if recorded == nil || ProcessInfo.processInfo.environment["ADVIZ_RECORD"] == "1" { try drawn.write(to: file) }
    #expect(recorded == drawn, "\(name) differs; look at it and record it with ADVIZ_RECORD=1")
  }

  @Test("The article's figures are among them") func article() {
    #expect(Self.pictures.count >= 12)
    for name in [
      "cells-sum", "cells-maximum-tie", "cells-maximum-along-axis", "cells-broadcasting", "rule-mul",
      "single-path-graph", "two-paths-graph", "dense-graph", "static-optimisation", "broadcast-graph",
      "row-by-row-graph", "product-rule",
    ] {
      #expect(Self.pictures.contains { $0.name == "\(name).svg" }, "\(name)")
    }
  }

  @Test("Every operation has a picture of its cells, and of its rule") func every() throws {
    let tool = try Tool()
    defer { tool.remove() }
    let names = try tool.run("ops").output.split(separator: "\n").dropFirst().compactMap {
      $0.split(separator: " ").first.map(String.init)
    }
    #expect(names.count > 60)
    for name in sampled(names, oneIn: 16) {
      for way in ["--cells", "--no-cells"] {
        let result = try tool.run("ops", name, way, "-o", "\(name).svg")
        #expect(result.code == 0, "\(name): \(result.errors)")
        let picture = tool.read("\(name).svg").map { String(decoding: $0, as: UTF8.self) } ?? ""
        #expect(picture.contains(way == "--cells" ? "class=\"cell" : "class=\"node"), "\(name)")
      }
    }
  }

  @Test(
    "What cannot be drawn is told in a sentence",
    arguments: sampled(
      [
        (["max", "--shapes", "9x9", "-o", "x.svg"], "has more than 64 cells"),
        (["max", "--at", "x=ones(9, 9)", "-o", "x.svg"], "x of shape (9, 9) has more than 64 cells"),
        (["max", "--at", "y=2", "-o", "x.svg"], "gives a value to each operand of max and to nothing else: x"),
        (["max", "--axis", "7", "--at", "x=[1, 2]", "-o", "x.svg"], "axis 7 is out of range"),
        (["mul", "--axis", "0", "-o", "x.svg"], "mul takes no axis"),
        (["softmax", "-o", "x.svg"], "softmax is composed of operations"),
        (["maxx", "-o", "x.svg"], "there is no operation 'maxx'"),
        (["max", "-o", "x.dot"], "ends in .svg, .png or .pdf"), (["max", "--cells"], "need its file"),
        (["-o", "x.svg"], "draws one operation"),
        (["max", "--at", "x=[1", "-o", "x.svg"], "'[' is never closed"),
      ], oneIn: 4))
  func mistakes(_ line: [String], _ sentence: String) throws {
    let tool = try Tool()
    defer { tool.remove() }
    let result = try tool.run(["ops"] + line)
    #expect(result.code == 64 && result.output == "")
    #expect(result.errors.contains(sentence), "\(result.errors)")
    #expect(tool.read("x.svg") == nil)
  }

  @Test("A picture has the marked cells of its example, and says the sum") func marks() throws {
    let tool = try Tool()
    defer { tool.remove() }
    let picture = try tool.run("ops", "add", "--shapes", "4x3,3", "-o", "-").output
    // One cell of the value and the two it comes from; one cell of a contribution and the four that add up to it.
    #expect(picture.matches(of: /class="cell marked"/).count == 8)
    #expect(picture.contains("equals 1 times 1 plus 1 times 1 plus 1 times 1 plus 1 times 1 equals 4"))
    // A copy goes to each of four rows: 12 arrows from the matrix and 12 from the row, and as many back.
    #expect(picture.matches(of: /class="link"/).count == 48)
  }
}
