import Foundation
import GraphLayout
import Rendering
import Storyboard
import Testing

/// One picture of all steps shows at each step exactly what the frame draws.
@Suite struct MovingPictureTests {
  @Test(arguments: Example.some) func visiblePiecesOfAStepAreTheFrame(_ source: String) throws {
    let renderer = try Example.renderer(source)
    let picture = renderer.moving(prefix: "p-")
    #expect(picture.count == renderer.count)
    let definitions = try SVGParser.parse(MovingPictureTests.document(picture.definitions))
    let chips = Dictionary(
      uniqueKeysWithValues: definitions.children.filter { $0.name == "g" }.map { ($0.attributes["id"] ?? "", $0) })
    for step in 0..<renderer.count {
      let pieces = picture.layers.flatMap(\.parts).flatMap(\.pieces).filter { $0.isVisible(at: step) }
      let moving = try SVGParser.parse(MovingPictureTests.document(picture.ground + pieces.flatMap(\.svg)))
      let frame = try Example.frames(source)[step]
      let drawn = MovingPictureTests.drawn(moving, chips)
      #expect(!drawn.isEmpty)
      #expect(drawn == MovingPictureTests.drawn(frame, [:]), "step \(step)")
    }
  }

  @Test func whatStaysIsDrawnOnce() throws {
    let picture = try Example.renderer(Example.threeVariables).moving(prefix: "p-")
    for layer in picture.layers {
      for part in layer.parts {
        #expect(Set(part.pieces.map(\.svg)).count == part.pieces.count, "\(part.subject)")
        for piece in part.pieces {
          // The steps ascend, and none is next to another.
          for (earlier, later) in zip(piece.steps, piece.steps.dropFirst()) {
            #expect(earlier.upperBound + 1 < later.lowerBound)
          }
        }
      }
    }
    let legend = try #require(picture.layers.first { $0.kind == .legend })
    #expect(legend.parts.flatMap(\.pieces).map(\.steps) == [[0...12]])
  }

  @Test func variablesAreThoseOfTheTheme() throws {
    let picture = try Example.renderer(Example.dense).moving(prefix: "p-", coloring: .variables)
    let svg = String(
      decoding: picture.definitions + picture.layers.flatMap(\.parts).flatMap(\.pieces).flatMap(\.svg), as: UTF8.self)
    let used = Set(svg.matches(of: /var\(--(\w+)\)/).map { String($0.output.1) })
    #expect(used.isSubset(of: Set(Theme.light.paints.map(\.name))))
    #expect(used.contains("operation") && used.contains("waitingVariable"))
    #expect(!svg.contains("fill=\"#") && !svg.contains("stroke=\"#"))
  }

  private static func document(_ body: [UInt8]) -> [UInt8] {
    Array("<svg xmlns=\"http://www.w3.org/2000/svg\">".utf8) + body + Array("</svg>".utf8)
  }

  /// Everything that leaves ink, in order, with what it inherits; ids without their prefix.
  private static func drawn(_ root: Element, _ chips: [String: Element]) -> [String] {
    func visit(_ element: Element, _ fill: String, _ place: String) -> [String] {
      let fill = element.attributes["fill"] ?? fill
      var place = place
      if let transform = element.attributes["transform"] { place += " " + transform }
      switch element.name {
      case "defs", "title", "desc": return []
      case "path", "rect", "circle", "text":
        let attributes = element.attributes.filter { $0.key != "fill" && $0.key != "class" }
          .map { "\($0.key)=\($0.value)" }.sorted()
        return ["\(element.name) \(fill)\(place) \(attributes.joined(separator: " ")) \(element.text)"]
      case "use":
        let name = element.attributes["href"] ?? element.attributes["xlink:href"] ?? ""
        let (x, y) = (element.attributes["x"] ?? "0", element.attributes["y"] ?? "0")
        if let chip = chips[String(name.dropFirst())] {
          return chip.children.flatMap { visit($0, fill, place + " translate(\(x) \(y))") }
        }
        return ["glyph \(name.split(separator: "-").last ?? "") \(fill)\(place) \(x) \(y)"]
      default: return element.children.flatMap { visit($0, fill, place) }
      }
    }
    return visit(root, "", "")
  }
}
