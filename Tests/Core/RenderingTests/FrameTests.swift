import Rendering
import Storyboard
import TestSupport
import Testing

@Suite struct FrameTests {
  @Test(arguments: sampled(Example.all, oneIn: 3)) func everyElementIsThere(_ source: String) throws {
    let story = try Example.story(source)
    let frames = try Example.frames(source)
    #expect(frames.count == story.frames.count)
    for (frame, state) in zip(frames, story.frames) {
      // A graph that needs more room has smaller units.
      #expect(frame.number("width") == 1280 && frame.number("height") == 720)
      let box = try #require(frame.attributes["viewBox"]).split(separator: " ").compactMap { Double($0) }
      #expect(abs(box[2] / box[3] - 1280.0 / 720) < 0.001 && box[2] >= 1280)
      #expect(frame.having("data-node").map { $0.attributes["data-node"] } == story.nodes.map { "\($0.id)" })
      #expect(
        Set(frame.having("data-edge").map { $0.attributes["data-edge"] })
          == Set(story.edges.map { "\($0.to).\($0.operand)" }))
      #expect(frame.having("data-gradient").count == story.nodes.filter { $0.kind == .variable }.count)
      #expect(frame.having("data-chip").map { $0.attributes["data-chip"] } == state.queue.map { "\($0.node)" })
      for part in ["heading", "progress", "caption", "queue", "legend", "background"] {
        #expect(frame.having("class", part).count == 1, "\(part)")
      }
      #expect(try #require(frame.first("desc")).text == story.spoken(state))
      #expect(story.spoken(state).contains(state.caption.spoken))
      #expect(try #require(frame.first("title")).text.hasSuffix("step \(state.step) of \(story.stepCount)"))
    }
  }

  @Test func frameIsAsLargeAsASlide() throws {
    let frame = try #require(Example.frames(Example.threeVariables).first)
    #expect(frame.number("width") == 1280)
    #expect(frame.number("height") == 720)
  }

  @Test func kindsHaveTheirColoursAndShapes() throws {
    let frame = try #require(Example.frames(Example.twoPaths).first)
    func outline(_ kind: String) throws -> Element {
      try #require(frame.having("data-kind", kind).first?.children.first)
    }
    #expect(try outline("variable").attributes["fill"] == "#add8e6")
    #expect(try outline("variable").attributes["rx"] != nil)
    #expect(try outline("constant").attributes["fill"] == "#ffa500")
    #expect(try outline("constant").attributes["rx"] == nil)
    #expect(try outline("operation").attributes["fill"] == "#d5a6f9")
    #expect(try outline("operation").name == "circle")
  }

  @Test func currentNodeAndEdgeAreThickAndGreen() throws {
    let frames = try Example.frames(Example.threeVariables)
    // Step 8 is mul → x: operation 4, operand 0.
    let step = frames[8]
    #expect(step.having("class", "ring").compactMap { $0.parent?.attributes["data-node"] } == ["4"])
    let edge = try #require(step.having("class", "current").first { $0.attributes["data-edge"] != nil })
    #expect(edge.attributes["data-edge"] == "4.0")
    #expect(edge.children.first?.attributes["stroke"] == "#45a325")
    #expect(try #require(edge.children.first?.number("stroke-width")) > 4)
    #expect(frames[0].having("class", "ring").isEmpty)
    // A leaf that is reached has the ring and no current edge.
    #expect(frames[10].having("class", "ring").compactMap { $0.parent?.attributes["data-node"] } == ["5"])
    #expect(frames[10].having("class", "current").filter { $0.attributes["data-edge"] != nil }.isEmpty)
  }

  @Test func derivativesAppearOnEdgesOnceTheyAreComplete() throws {
    let frames = try Example.frames(Example.threeVariables)
    func numbered(_ frame: Element) -> Set<String> {
      Set(
        frame.having("data-edge").filter { !$0.having("aria-label").isEmpty }.compactMap { $0.attributes["data-edge"] })
    }
    #expect(numbered(frames[0]) == ["7.0", "7.1"])
    #expect(numbered(frames[1]) == ["7.0", "7.1"])
    // sin has its adjoint from the first step on: it is written from the second on.
    #expect(numbered(frames[2]) == ["7.0", "7.1", "3.0"])
    #expect(numbered(frames[12]).count == 9)
  }

  @Test func sourcesMayBeNamedLikeMarkup() throws {
    let story = try Example.story("# <script>alert('x')</script> & \"]]>\\\nx = 1\nf = x * 2")
    let renderer = try FrameRenderer(story)
    let frame = try SVGParser.parse(renderer.svg(0))
    #expect(frame.first("script") == nil)
    #expect(try #require(frame.first("title")).text.hasPrefix("<script>alert('x')</script> & \"]]>\\"))
  }

  @Test func derivativeThatIsNoNumberIsWritten() throws {
    let frames = try Example.frames("x = 0; f = 1/x + sqrt(x)")
    let labels = try #require(frames.last).having("data-gradient").flatMap { $0.having("aria-label") }
    #expect(labels.compactMap { $0.attributes["aria-label"] }.first?.contains("equals not a number") == true)
  }

  @Test func pageGrowsUnderATallCaption() throws {
    let renderer = try FrameRenderer(
      Example.story(
        "X = ones(2, 4); W = full((4, 3), 0.12345); V = ones(4, 4); L = sum(tanh(X @ W) * (X @ W)) + sum(V @ V * V)"))
    #expect(renderer.count > 10)
    for number in sampled(0..<renderer.count, oneIn: 8) {
      #expect(try SVGParser.parse(renderer.svg(number)).number("width") == 1280)
    }
  }

  @Test func titleWithoutGlyphsFallsBackToText() throws {
    let story = try Example.story("# 反向传播 ok\nx = 1\nf = x * 2")
    let frame = try SVGParser.parse(FrameRenderer(story).svg(0))
    #expect(frame.all.filter { $0.name == "text" }.map(\.text).joined() == "反向传播")
  }

  @Test func sameInputGivesTheSameBytes() throws {
    for source in Example.some {
      let first = try Example.renderer(source)
      let second = try FrameRenderer(Example.story(source))
      for frame in 0..<first.count { #expect(first.svg(frame) == second.svg(frame)) }
    }
  }

  @Test func partsCanBeLeftOutAndThePageStaysASlide() throws {
    let story = try Example.story(Example.threeVariables)
    let parts: [(String, WritableKeyPath<PictureOptions, Bool>)] = [
      ("queue", \.showsQueue), ("legend", \.showsLegend), ("caption", \.showsCaption), ("background", \.hasBackground),
    ]
    for (part, path) in parts {
      var options = PictureOptions()
      options[keyPath: path] = false
      let frame = try SVGParser.parse(FrameRenderer(story, options: options).svg(8))
      #expect(frame.having("class", part).isEmpty)
      #expect(frame.number("height") == 720)
      for (other, _) in parts where other != part { #expect(!frame.having("class", other).isEmpty) }
    }
  }

  @Test func changesOfAStepDifferFromEarlierOnes() throws {
    let frames = try Example.frames(Example.threeVariables)
    func classes(_ frame: Element, _ attribute: String) -> [String: String] {
      Dictionary(
        frame.having(attribute).map { ($0.attributes[attribute] ?? "", $0.attributes["class"] ?? "") },
        uniquingKeysWith: { first, _ in first })
    }
    // Step 8: mul is handled and hands x its share; y was reached before, sin and pow are done, z waits.
    let nodes = classes(frames[8], "data-node")
    #expect(
      nodes == [
        "0": "node queued", "1": "node queued", "2": "node visited", "3": "node visited", "4": "node current",
        "5": "node queued", "6": "node visited", "7": "node visited",
      ])
    #expect(classes(frames[1], "data-node")["0"] == "node unseen")
    #expect(classes(frames[8], "data-gradient") == ["0": "growing", "1": "resting", "5": "resting"])
    #expect(classes(frames[8], "data-edge")["4.1"] == "edge idle")
    #expect(classes(frames[8], "data-edge")["2.0"] == "edge walked")

    /// How an outline is drawn besides its colours: what a grey print keeps.
    func line(_ frame: Element, _ node: String) -> [String?] {
      let outline = frame.having("data-node", node).first?.children.first
      return [outline?.attributes["stroke-width"], outline?.attributes["stroke-dasharray"]]
    }
    let (unseen, queued, visited) = (line(frames[1], "0"), line(frames[8], "0"), line(frames[8], "2"))
    #expect(Set([unseen, queued, visited]).count == 3)
  }

  @Test func derivativeOnAnEdgeIsFramedWhenItIsNew() throws {
    let frames = try Example.frames(Example.threeVariables)
    func framed(_ frame: Element) -> Set<String?> {
      let grounds = frame.having("data-edge").flatMap(\.children).filter { $0.name == "rect" }
      return Set(grounds.filter { $0.attributes["stroke"] != nil }.map { $0.parent?.attributes["data-edge"] })
    }
    #expect(framed(frames[0]) == ["7.0", "7.1"])
    #expect(framed(frames[1]).isEmpty)
    #expect(framed(frames[2]) == ["3.0"])
  }

  @Test func valuesCanBeLeftOut() throws {
    let story = try Example.story(Example.threeVariables)
    let with = try SVGParser.parse(FrameRenderer(story).svg(0))
    var options = PictureOptions()
    options.showsValues = false
    let without = try SVGParser.parse(FrameRenderer(story, options: options).svg(0))
    func glyphs(_ frame: Element) -> Int {
      frame.having("data-node").flatMap(\.all).filter { $0.name == "use" }.count
    }
    #expect(glyphs(without) < glyphs(with))
  }
}
