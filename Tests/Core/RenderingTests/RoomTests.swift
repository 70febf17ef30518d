import GraphLayout
import Storyboard
import TestSupport
import Testing

@testable import Rendering

/// Nothing is cut off, and everything has the room kept for it.
@Suite struct RoomTests {
  private static let layouts = Shared<String, PageLayout>()

  private func layout(_ source: String, _ direction: Direction) throws -> PageLayout {
    try Self.layouts.value(of: "\(direction) \(source)") {
      try PageLayout(Example.story(source), options(direction), .animation)
    }
  }

  private func options(_ direction: Direction) -> PictureOptions {
    var options = PictureOptions()
    options.direction = direction
    return options
  }

  @Test(arguments: sampled(Example.all, oneIn: 3), isThorough ? Direction.allCases : [.leftToRight, .topToBottom])
  func everythingIsOnThePage(_ source: String, _ direction: Direction) throws {
    let layout = try layout(source, direction)
    let page = layout.canvas
    let (margin, top) = (Metrics.smallerMargin * layout.unit, layout.heading.height * layout.unit)
    let bottom = try #require(layout.regions.card).minY * layout.unit
    for box in layout.graph.boxes {
      let (low, high) = (layout.place(Point(x: box.minX, y: box.minY)), layout.place(Point(x: box.maxX, y: box.maxY)))
      #expect(low.x >= margin - 1 && high.x <= page.width - margin + 1)
      #expect(low.y >= top - 1 && high.y <= bottom)
    }
    for point in layout.graph.edges.flatMap(\.curve).map(layout.place) {
      #expect(point.x >= 0 && point.x <= page.width && point.y >= top - 1 && point.y <= bottom)
    }
  }

  @Test(arguments: Example.all, isThorough ? Direction.allCases : [.leftToRight, .topToBottom])
  func textsAtANodeFitTheRoomKeptForIt(_ source: String, _ direction: Direction) throws {
    let layout = try layout(source, direction)
    for (index, texts) in layout.texts.nodes.enumerated() {
      let box = layout.graph.boxes[index].outset(by: 0.01)
      let centre = layout.graph.nodes[index]
      #expect(texts.label.line.width < texts.outline.size.width)
      for room in texts.values.map(\.bounds) + [texts.name?.bounds, texts.gradient].compactMap(\.self) {
        #expect(box.contains(Point(x: centre.x + room.minX, y: centre.y + room.minY)))
        #expect(box.contains(Point(x: centre.x + room.maxX, y: centre.y + room.maxY)))
      }
    }
  }

  @Test(
    arguments: sampled(
      [
        "f(x, y, z) = 1/(1 + 1/(1 + x/(y + 1/(z + 1/x)))) at (1.5, 2.5, 3.5)",
        "f(x, y) = (x/y)^(x/y)^(x/y)^(x/y)/((x/y)^(x/y)^(x/y)) at (1.5, 2.5)",
        "# \(String(repeating: "A title that goes on and on. ", count: 300))\nf(x) = x^2 at 2",
        "# \(String(repeating: "a", count: 900))\nf(x) = x^2 at 2",
      ], oneIn: 2))
  func linesOfAHeadingStandBeneathEachOther(_ source: String) throws {
    for layout in try [
      PageLayout(Example.story(source), PictureOptions(), .graph),
      PageLayout(Example.story(source), PictureOptions(), .animation),
    ] {
      let lines = layout.heading.title + layout.heading.subtitle
      #expect(lines.count >= 2)
      #expect(layout.heading.title.count <= 3)
      var bottom = 0.0
      for line in lines {
        #expect(line.baseline - line.line.ascent * line.scale > bottom)
        #expect(line.line.width * line.scale <= layout.regions.page.width - 2 * Metrics.margin + 1)
        #expect(line.scale > 0.3)
        bottom = line.baseline + line.line.descent * line.scale
      }
      #expect(bottom < layout.heading.height)
    }
  }

  @Test func wideGraphIsComposedForItsPage() throws {
    let links = (1...12).map { "v\($0) = sin(\($0 == 1 ? "x" : "v\($0 - 1)"))" }
    let layout = try PageLayout(Example.story("x = 1\n" + links.joined(separator: "\n")), PictureOptions(), .animation)
    #expect(layout.regions.page.width == Metrics.page.width)
    #expect(layout.regions.page.height == Metrics.page.height)
    #expect(layout.legibility.textHeight >= 16)
  }

  @Test func graphOfTwoNodesIsDrawnLarger() throws {
    let small = try PageLayout(Example.story("f(x) = sin(x) at 1"), PictureOptions(), .animation)
    let large = try PageLayout(Example.story(Example.dense), PictureOptions(), .animation)
    #expect(small.texts.sizes.label > 1.25 * large.texts.sizes.label)
    #expect(small.graph.size.width <= Metrics.page.width - 2 * Metrics.margin)
  }

  @Test(arguments: sampled([(1920.0, 1080.0), (1000.0, 1000.0), (600.0, 900.0), (2000.0, 500.0)], oneIn: 2))
  func pictureOfAChosenSizeHoldsTheWholePage(_ width: Double, _ height: Double) throws {
    var options = PictureOptions()
    options.size = Size(width: width, height: height)
    for source in Example.some {
      let renderer = try FrameRenderer(Example.story(source), options: options)
      let frame = try SVGParser.parse(renderer.svg(0))
      #expect(frame.number("width") == width && frame.number("height") == height)
      let box = try #require(frame.attributes["viewBox"]).split(separator: " ").compactMap { Double($0) }
      #expect(abs(box[2] / box[3] - width / height) < 0.01)
      #expect(box[2] * box[3] >= 1280 * 719)
      #expect(try SVGParser.parse(GraphRenderer.svg(Example.story(source), options: options)).number("width") == width)
    }
  }

  @Test func longCaptionIsBrokenAndStaysOnItsCard() throws {
    let name = String(repeating: "abcdefghij", count: 4)
    let layout = try PageLayout(Example.story("\(name) = 2\nf = \(name) * \(name)"), PictureOptions(), .animation)
    let (caption, grid) = try #require(layout.caption(1))
    #expect(caption.rowCount > 2)
    let card = try #require(layout.regions.card).size
    for row in caption.statements.flatMap(\.rows) {
      #expect(abs(row.x) * caption.scale <= card.width / 2)
      #expect((row.x + row.line.width) * caption.scale <= card.width / 2)
    }
    #expect(grid.height(of: caption) <= card.height + 1)
  }
}
