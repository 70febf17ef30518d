import Rendering
import Storyboard
import TestSupport
import Testing

/// Nothing but what a step changes may move.
@Suite struct StillnessTests {
  @Test(arguments: sampled(Example.all, oneIn: 3)) func noNodeEdgeOrReservedPlaceMoves(_ source: String) throws {
    let frames = try Example.frames(source)
    let first = try #require(frames.first)
    for frame in frames {
      #expect(frame.attributes["viewBox"] == first.attributes["viewBox"])
      #expect(StillnessTests.nodes(frame) == StillnessTests.nodes(first))
      #expect(StillnessTests.tips(frame) == StillnessTests.tips(first))
      #expect(StillnessTests.gradients(frame) == StillnessTests.gradients(first))
      for part in ["heading", "legend"] {
        #expect(StillnessTests.transforms(frame, part) == StillnessTests.transforms(first, part))
      }
      #expect(StillnessTests.card(frame) == StillnessTests.card(first))
    }
    // A number stays where it appeared.
    var places: [String: [String: String]] = [:]
    for edge in frames.flatMap({ $0.having("data-edge") }) {
      guard let ground = edge.children.first(where: { $0.name == "rect" }), let name = edge.attributes["data-edge"]
      else {
        continue
      }
      let place = ground.attributes.filter { ["x", "y", "width", "height"].contains($0.key) }
      #expect(places[name] == nil || places[name] == place)
      places[name] = place
    }
  }

  /// The outlines and texts of the nodes, without the rings.
  private static func nodes(_ frame: Element) -> [[String: String]] {
    frame.having("data-node").flatMap { node in
      node.all.dropFirst().filter { $0.attributes["class"] != "ring" }.map { element in
        // A state is told by the line of the outline, which moves nothing.
        element.attributes.filter {
          !["xlink:href", "stroke", "stroke-width", "stroke-dasharray", "stroke-dashoffset"].contains($0.key)
        }
      }
    }
  }

  /// Where each edge begins and where its arrow points, by the edge.
  private static func tips(_ frame: Element) -> [String: [String]] {
    var tips: [String: [String]] = [:]
    for edge in frame.having("data-edge") {
      let paths = edge.children.filter { $0.name == "path" && $0.attributes["class"] == nil }.compactMap {
        $0.attributes["d"]
      }
      tips[edge.attributes["data-edge"] ?? ""] = paths.map { path in
        String(path.dropFirst().prefix { $0 != "c" && $0 != "l" })
      }
    }
    return tips
  }

  /// Where the texts at the variables begin.
  private static func gradients(_ frame: Element) -> [String?] {
    frame.having("data-gradient").map { gradient in
      // The height of a line is its own; the left end is where it was.
      let transform = gradient.children.first { $0.name == "g" }?.attributes["transform"]
      return transform.map { String($0.prefix { $0 != " " }) }
    }
  }

  private static func transforms(_ frame: Element, _ part: String) -> [String] {
    frame.having("class", part).flatMap(\.all).compactMap { $0.attributes["transform"] }
  }

  private static func card(_ frame: Element) -> [String: String]? {
    frame.having("class", "caption").first?.children.first?.attributes
  }
}
