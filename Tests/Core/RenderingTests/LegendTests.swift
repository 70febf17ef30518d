import Expressions
import Storyboard
import Testing

@testable import Rendering

/// The legend lists what occurs, and no others; what it lists is drawn.
@Suite struct LegendTests {
  private func legend(_ source: String, _ excerpt: Excerpt = Excerpt(), inside: Bool = false) throws -> [Legend.Sample]
  {
    let story = Storyboard(try Program(source).trace(), excerpt: excerpt, literalsInside: inside)
    return Legend(story, PictureOptions(), .animation).items.map(\.sample)
  }

  @Test func legendOfAnAnimationListsKindsAndStates() throws {
    let all: [Legend.Sample] = [
      .kind(.variable), .kind(.constant), .kind(.operation), .current, .waiting, .done, .wayBack, .growing,
    ]
    #expect(try legend("x = 3; f = x * 2") == all)
    #expect(try legend("x = 3; f = x * 2", inside: true) == all.filter { $0 != .kind(.constant) })
    #expect(try legend("x = 3; f = x * x").contains(.arrived))
    #expect(try legend("x = 0; f = ln(x)").contains(.flaw))
    #expect(try legend("const c = 3; f = c * 2").contains { $0 == .wayBack || $0 == .growing } == false)
    #expect(try legend("x = 2") == [.kind(.variable), .waiting, .done])
  }

  @Test func legendOfAGraphListsKindsAlone() throws {
    let story = Storyboard(try Program("x = 3; f = x * x").trace(), tellsSteps: false)
    #expect(Legend(story, PictureOptions(), .graph).items.map(\.sample) == [.kind(.variable), .kind(.operation)])
  }

  @Test func legendOfAnExcerptListsWhatItShows() throws {
    let start = try legend("x = 3; f = x * 2", Excerpt(steps: 0...0))
    #expect(start == [.kind(.variable), .kind(.constant), .kind(.operation), .waiting])
    let trace = try Program("x = 1; a = sin(x); b = cos(a); f = exp(b)").trace()
    let part = Excerpt(nodes: trace.neighborhood(of: 2, radius: 1))
    #expect(try legend("x = 1; a = sin(x); b = cos(a); f = exp(b)", part).contains(.cut))
  }

  @Test func firstNumberThatIsNotFiniteIsMarkedWhereTheWarningNamesIt() throws {
    // Forward at ln; on the way back at the edge from y to sqrt.
    let source = "x = 0; y = -1; f = x*log(x) + sqrt(y) + exp(1000 + x)/exp(1000)"
    let trace = try Program(source).trace()
    #expect(trace.warnings.count == 2)
    let story = Storyboard(trace)
    let node = try #require(story.nodes.first { $0.label.text() == "ln" })
    let root = try #require(story.nodes.first { $0.label.text() == "sqrt" })
    let frames = try Example.frames(source)
    for (frame, state) in zip(frames, story.frames) {
      let marks = frame.having("class", "flaw").compactMap(\.parent)
      #expect(marks.filter { $0.attributes["data-node"] != nil }.map { $0.attributes["data-node"] } == ["\(node.id)"])
      let edges = marks.filter { $0.attributes["data-edge"] != nil }.map { $0.attributes["data-edge"] }
      let edge = try #require(story.edges.firstIndex { $0.to == root.id })
      // From the step on that walks it.
      let isWalked = state.edges[edge].isWalked || state.edges[edge].isCurrent
      #expect(edges == (isWalked ? ["\(root.id).0"] : []))
    }
    #expect(try Example.frames(Example.dense).allSatisfy { $0.having("class", "flaw").isEmpty })
  }

  @Test func edgesThatAnExcerptCutsEndInDots() throws {
    let trace = try Program("x = 1; a = sin(x); b = cos(a); c = b * b; f = exp(c) + a").trace()
    let id = try #require(trace.nodes.first { $0.name == "b" }).id
    let story = Storyboard(trace, excerpt: Excerpt(nodes: trace.neighborhood(of: id, radius: 1)))
    // b with a and c: x lies before a, and after a and c the rest.
    let cuts = story.cutEdges.map { [$0.operands, $0.uses] }
    #expect(cuts == [[1, 1], [0, 0], [0, 1]])
    let frame = try SVGParser.parse(FrameRenderer(story).svg(0))
    let drawn = story.nodes.map { node in
      frame.having("data-node", "\(node.id)").flatMap(\.children).count { $0.attributes["class"] == "cut" }
    }
    #expect(drawn == [2, 0, 1])
    #expect(try Example.frames(Example.dense)[0].having("class", "cut").isEmpty)
  }

  @Test func lastPictureHasNoRing() throws {
    for source in [Example.threeVariables, Example.twoPaths, Example.named] {
      let frames = try Example.frames(source)
      let last = try #require(frames.last)
      #expect(last.having("class", "ring").isEmpty && frames[frames.count - 2].having("class", "ring").count == 1)
      #expect(last.having("class", "current").isEmpty && last.having("class", "growing").isEmpty)
    }
  }
}
