import GraphLayout
import Storyboard
import Testing

@testable import Rendering

/// The edge of a step tells which way the derivative moves.
@Suite struct WayBackTests {
  @Test(arguments: Example.all) func markOfAStepPointsToTheReceiver(_ source: String) throws {
    let story = try Example.story(source)
    let renderer = try Example.renderer(source)
    var count = 0
    for frame in story.frames {
      let picture = try Example.frames(source)[frame.index]
      let marks = picture.having("class", "way-back").filter { $0.parent?.attributes["data-edge"] != nil }
      guard let current = story.frames.currentEdge(frame.index), story.edges[current].contribution != nil else {
        #expect(marks.isEmpty, "step \(frame.step)")
        continue
      }
      let edge = story.edges[current]
      #expect(marks.map { $0.parent?.attributes["data-edge"] } == ["\(edge.to).\(edge.operand)"])
      let disc = try #require(marks.first?.first("circle"))
      let arrow = try #require(marks.first?.first("path")?.attributes["d"])
      let middle = try Point(x: #require(disc.number("cx")), y: #require(disc.number("cy")))
      let numbers = arrow.dropFirst().prefix { $0 != "L" }.split(separator: " ").compactMap { Double($0) }
      let tip = Point(x: numbers[0], y: numbers[1])
      // The arrow points against the curve, on which it stands.
      let line = Polyline(renderer.layout.graph.edges[current].curve.map(renderer.layout.place))
      let direction = line.direction(at: way(to: middle, on: line))
      let along = (tip.x - middle.x) * direction.x + (tip.y - middle.y) * direction.y
      #expect(along < -2, "step \(frame.step)")
      count += 1
    }
    #expect(count > 0 || story.edges.allSatisfy { $0.contribution == nil })
  }

  @Test func markFollowsACurveThatTurnsBack() throws {
    // As an edge from the end of a row to the beginning of the next: out to the right, back, and in from the left.
    let curve = [
      Point(x: 0, y: 0), Point(x: 60, y: 0), Point(x: 60, y: 50), Point(x: 0, y: 50), Point(x: -60, y: 50),
      Point(x: -60, y: 100), Point(x: 0, y: 100),
    ]
    let line = Polyline(curve)
    #expect(line.points.first == curve.first && line.points.last == curve.last)
    #expect(line.length > 200 && line.length < 300)
    let half = line.point(at: line.length / 2)
    #expect(abs(half.x) < 1 && abs(half.y - 50) < 1)
    #expect(line.direction(at: line.length / 2).x < -0.99)
    #expect(line.direction(at: 2).x > 0.99 && line.direction(at: line.length - 2).x > 0.99)
  }

  @Test func contributionTravelsFromTheOperationToTheOperand() throws {
    let story = try Example.story(Example.twoPaths)
    let renderer = try FrameRenderer(story)
    let travels = renderer.moving(prefix: "p").travels
    let steps = story.frames.indices.filter { step in
      story.frames.currentEdge(step).map { story.edges[$0].contribution != nil } ?? false
    }
    #expect(travels.map(\.step) == steps && !steps.isEmpty)
    for travel in travels {
      let curve = renderer.layout.graph.edges[travel.edge].curve.map(renderer.layout.place)
      #expect(travel.points.first == curve.last && travel.points.last == curve.first)
      #expect(!travel.svg.isEmpty)
    }
    // The graph alone has none.
    #expect(try FrameRenderer(Example.story("x = 1")).moving(prefix: "p").travels.isEmpty)
  }

  @Test func numbersOnEdgesAreThoseAskedFor() throws {
    func numbers(_ kind: EdgeNumbers) throws -> [[String: String]] {
      var options = PictureOptions()
      options.edgeNumbers = kind
      let story = try Example.story(Example.threeVariables)
      let renderer = try FrameRenderer(story, options: options)
      return try (0..<renderer.count).map { step in
        var numbers: [String: String] = [:]
        for edge in try SVGParser.parse(renderer.svg(step)).having("data-edge") {
          let name = edge.attributes["data-edge"] ?? ""
          if let words = edge.having("aria-label").first?.attributes["aria-label"] { numbers[name] = words }
        }
        return numbers
      }
    }
    #expect(try numbers(.none).allSatisfy { $0.isEmpty })
    let contributions = try numbers(.contribution)
    #expect(contributions[0].isEmpty)
    // Step 8, mul hands 12 × 2 to x; the adjoint of mul is 12.
    #expect(contributions[7]["4.0"] == nil && contributions[8]["4.0"] == "24" && contributions[12]["4.0"] == "24")
    let adjoints = try numbers(.adjoint)
    #expect(adjoints[0]["7.0"] == "1" && adjoints[12]["4.0"] == "12")
  }

  /// The way along a line to the point of it that is nearest to another.
  private func way(to point: Point, on line: Polyline) -> Double {
    func distance(_ other: Point) -> Double {
      (other.x - point.x) * (other.x - point.x) + (other.y - point.y) * (other.y - point.y)
    }
    return stride(from: 0, through: line.length, by: 0.5).min {
      distance(line.point(at: $0)) < distance(line.point(at: $1))
    }
      ?? 0
  }
}
