import GraphLayout
import Storyboard
import Testing

@testable import Rendering

/// Nothing is cut off, and what must not touch does not.
@Suite struct RoomTests {
  @Test(arguments: Example.all) func everythingIsOnThePage(_ source: String) throws {
    let sheet = try Sheet(Example.story(source), PictureOptions(), .animation)
    for box in sheet.graph.boxes {
      let (low, high) = (sheet.place(Point(x: box.minX, y: box.minY)), sheet.place(Point(x: box.maxX, y: box.maxY)))
      #expect(low.x >= Metrics.margin - 1 && high.x <= sheet.size.width - Metrics.margin + 1)
      #expect(low.y >= Metrics.graphTop - 1 && high.y <= Metrics.card.top + sheet.extraHeight)
    }
    for point in sheet.graph.edges.flatMap(\.curve).map(sheet.place) {
      #expect(point.x >= 0 && point.x <= sheet.size.width && point.y >= 0 && point.y <= sheet.size.height)
    }
  }

  @Test(arguments: Example.all) func textsAtANodeFitTheRoomKeptForIt(_ source: String) throws {
    let sheet = try Sheet(Example.story(source), PictureOptions(), .animation)
    for (index, texts) in sheet.nodes.enumerated() {
      let box = sheet.graph.boxes[index]
      let centre = sheet.graph.nodes[index]
      #expect(texts.label.width < texts.outline.size.width)
      for line in [texts.value, texts.name].compactMap(\.self) {
        #expect(centre.x - line.width / 2 >= box.minX - 0.01 && centre.x + line.width / 2 <= box.maxX + 0.01)
      }
      #expect(centre.x - texts.outline.size.width / 2 - texts.gradientWidth >= box.minX - 0.01)
    }
  }

  @Test(arguments: Example.all) func boxesAndNumbersDoNotMeet(_ source: String) throws {
    let sheet = try Sheet(Example.story(source), PictureOptions(), .animation)
    var rooms = sheet.graph.boxes
    for (edge, number) in zip(sheet.graph.edges, sheet.numbers) {
      guard let number, let centre = edge.numberCentre else { continue }
      rooms.append(Rectangle(centre: centre, size: Sheet.ground(of: number)))
    }
    for (index, room) in rooms.enumerated() {
      for other in rooms[(index + 1)...] { #expect(!room.intersects(other)) }
    }
  }

  @Test(arguments: [
    "f(x, y, z) = 1/(1 + 1/(1 + x/(y + 1/(z + 1/x)))) at (1.5, 2.5, 3.5)",
    "f(x, y) = (x/y)^(x/y)^(x/y)^(x/y)/((x/y)^(x/y)^(x/y)) at (1.5, 2.5)",
    "# \(String(repeating: "A title that goes on and on. ", count: 300))\nf(x) = x^2 at 2",
  ])
  func theHeadingStaysInItsLines(_ source: String) throws {
    let story = try Example.story(source)
    let options = PictureOptions()
    let heading = try #require(SVGParser.parse(GraphRenderer.svg(story)).having("class", "heading").first)
    let scales = heading.children.compactMap { line -> Double in
      let parts = line.attributes["transform"]?.split(separator: "scale(").dropFirst().first?.dropLast()
      return parts.flatMap { Double($0) } ?? 1
    }
    let title = Heading.title(story, options)
    let subtitle = try #require(Heading.subtitle(story, options))
    #expect(scales.count == 2)
    if case .words = story.title {
      #expect(scales[0] >= 0.59)
    } else {
      #expect(Metrics.titleBaseline - title.ascent * scales[0] >= 0)
      #expect(
        Metrics.titleBaseline + title.descent * scales[0] <= Metrics.subtitleBaseline - subtitle.ascent * scales[1])
    }
  }

  @Test func aWideGraphGetsAWiderPage() throws {
    let links = (1...12).map { "v\($0) = sin(\($0 == 1 ? "x" : "v\($0 - 1)"))" }
    let sheet = try Sheet(Example.story("x = 1\n" + links.joined(separator: "\n")), PictureOptions(), .animation)
    #expect(sheet.size.width > Metrics.page.width)
    #expect(sheet.size.height == Metrics.page.height)
  }

  @Test func aLongCaptionIsSetSmallerInsteadOfLeavingTheCard() throws {
    let name = String(repeating: "abcdefghij", count: 6)
    let story = try Example.story("\(name) = 2\nf = \(name) * \(name)")
    let renderer = try FrameRenderer(story)
    let frame = try SVGParser.parse(renderer.svg(1))
    let card = try #require(frame.having("class", "caption").first)
    #expect(card.having("transform").contains { $0.attributes["transform"]?.contains(") scale(0.") == true })
  }
}
