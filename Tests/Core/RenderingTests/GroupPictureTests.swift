import Autodiff
import Expressions
import GraphLayout
import Rendering
import Storyboard
import TestSupport
import Testing

/// Hulls around groups, and groups drawn as one node.
@Suite struct GroupPictureTests {
  static let cell =
    "# A cell\nw = 0.7; b = 0.1; x = 0.5; h1 = tanh(w*x + b); h2 = tanh(w*h1 + b); f = (h2 - 1)^2 + sum([1, 2] * h1)"
  static let nested =
    "inner(a, w) = tanh(a*w + 1)\nouter(a, w) = inner(a, w) * inner(a*a, w) + a\nx = 0.4; w = 0.9; "
    + "y = outer(x, w); f = outer(y, w) * x"
  static let crossed =
    "x = 1; y = 2; a = sin(x) * y + x; b = cos(y) * a + exp(x) * y; c = a * b + sin(a * x); f = c + a * y"

  private static let cases: [(source: String, closed: ClosedGroups, direction: Direction)] = [
    (cell, .none, .leftToRight), (nested, .none, .topToBottom), (crossed, .none, .leftToRight),
    (crossed, .named(["a"]), .topToBottom), (cell, .all, .leftToRight), (nested, .named(["inner"]), .leftToRight),
    (nested, .all, .topToBottom),
  ]

  private func options(_ closed: ClosedGroups, _ direction: Direction) -> PictureOptions {
    var options = PictureOptions()
    options.groups = .all
    options.closedGroups = closed
    options.direction = direction
    return options
  }

  private func look(_ source: String, _ closed: ClosedGroups, _ direction: Direction, everyFrame: Bool) throws {
    let options = options(closed, direction)
    let trace = try Program(source).trace().closing(closed)
    let story = Storyboard(trace)
    let renderer = try FrameRenderer(story, options: options)
    let last = renderer.count - 1
    var pictures = try (everyFrame ? Array(0...last) : [0, last / 2, last]).map {
      try InkReader.read(renderer.svg($0))
    }
    let graph = Storyboard(trace, tellsSteps: false)
    pictures.append(try InkReader.read(GraphRenderer.svg(graph, options: options)))
    for (number, picture) in pictures.enumerated() {
      let faults = InkCheck.faults(picture)
      #expect(faults.isEmpty, "\(source), \(closed), picture \(number): \(faults.prefix(6).map(\.sentence))")
      #expect(picture.hulls.count == story.groups.count)
      for group in story.groups {
        let name = group.path.joined(separator: "/")
        let hull = try #require(picture.hulls[name])
        #expect(picture.shapes.contains { $0.owner == .group(name) && $0.role == .text }, "\(name) has no name")
        for shape in picture.shapes where shape.role == .outline {
          guard case .node(let id) = shape.owner, let id = Int(id) else { continue }
          let centre = InkHull([shape.bounds.centre])
          if group.nodes.contains(id) {
            #expect(hull.contains { $0.gap(to: centre) < 0 }, "node \(id) is outside \(name)")
          } else {
            #expect(
              shape.hulls.allSatisfy { one in hull.allSatisfy { $0.gap(to: one) > 0 } }, "node \(id) is in \(name)")
          }
        }
      }
    }
  }

  @Test(arguments: sampled(cases, oneIn: 6))
  func hullHoldsItsNodesAndNoOtherAndNamesOverlapNothing(
    _ source: String, _ closed: ClosedGroups, _ direction: Direction
  ) throws {
    try look(source, closed, direction, everyFrame: isThorough)
  }

  @Test(arguments: 1...(isThorough ? 60 : 2)) func randomGraphsToo(_ seed: Int) throws {
    let file = InkGraph.random(seed: UInt64(seed), most: isThorough ? 30 : 18)
    try look(file.text, seed % 2 == 0 ? .none : .all, seed % 3 == 0 ? .topToBottom : .leftToRight, everyFrame: false)
  }

  @Test func closedGroupHasTwoLinesAndCountsItsSteps() throws {
    let story = Storyboard(try Program(Self.cell).trace().closing(.named(["h1"])))
    let id = try #require(story.nodes.first { $0.closed != nil }).id
    let renderer = try FrameRenderer(story, options: options(.named(["h1"]), .leftToRight))
    for number in [0, renderer.count - 1] {
      let frame = try SVGParser.parse(renderer.svg(number))
      let node = try #require(frame.having("data-node", "\(id)").first)
      #expect(node.attributes["data-kind"] == "group")
      #expect(node.attributes["aria-label"]?.hasPrefix("group h1 of 2 steps, value") == true)
      #expect(node.children.filter { $0.name == "rect" && $0.attributes["class"] != "ring" }.count == 2)
      #expect(frame.having("data-gradient", "\(id)").count == 1)
    }
  }

  @Test func withoutGroupsPicturesStayAsTheyWere() throws {
    let story = try Example.story(Self.cell)
    let renderer = try FrameRenderer(story)
    for number in 0..<renderer.count {
      #expect(!String(decoding: renderer.svg(number), as: UTF8.self).contains("hull"))
    }
  }

  @Test func hullsOfStatementsAlone() throws {
    var options = PictureOptions()
    options.groups = .named
    let story = try Example.story("g(a) = sin(a) * a\nx = 1; h = sin(x) + x; u = g(h); f = u + h")
    let frame = try SVGParser.parse(FrameRenderer(story, options: options).svg(0))
    #expect(frame.having("class", "hull").map { $0.attributes["data-group"] } == ["h"])
  }
}
