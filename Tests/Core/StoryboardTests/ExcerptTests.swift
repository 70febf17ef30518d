import Autodiff
import Expressions
import Formulas
import Storyboard
import Testing

@Suite("Parts of a story") struct ExcerptTests {
  @Test("frames of an excerpt are those of the whole, with their numbers", arguments: manySources)
  func steps(_ source: String) throws {
    let trace = try Program(source).trace()
    let whole = Storyboard(trace)
    for excerpt in [Excerpt(steps: 2...4), Excerpt(every: 3), Excerpt(steps: 1...Int.max, every: 2)] {
      let story = Storyboard(trace, excerpt: excerpt)
      #expect(story.frames.steps == excerpt.steps(of: trace))
      #expect(story.stepCount == whole.stepCount && story.nodes == whole.nodes && story.edges == whole.edges)
      for (index, frame) in story.frames.enumerated() {
        let same = whole.frames[frame.step]
        #expect(frame.index == index)
        #expect(frame.nodes == same.nodes && frame.queue == same.queue)
        // In words, as what is not a number is not even itself.
        #expect(frame.caption.spoken == same.caption.spoken)
        #expect(frame.gradients.mapValues { $0.statement.text() } == same.gradients.mapValues { $0.statement.text() })
        #expect(frame.gradients.mapValues(\.isGrowing) == same.gradients.mapValues(\.isGrowing))
        #expect(frame.edges.map(\.isCurrent) == same.edges.map(\.isCurrent))
        #expect(frame.edges.map(\.isWalked) == same.edges.map(\.isWalked))
        #expect(frame.edges.map(\.showsAdjoint) == same.edges.map(\.showsAdjoint))
      }
    }
  }

  @Test("every n-th step, and the last") func every() throws {
    let trace = try Program(Article.threeVariables).trace()
    #expect(Excerpt(every: 5).steps(of: trace) == [0, 5, 10, 12])
    #expect(Excerpt(steps: 3...9, every: 3).steps(of: trace) == [3, 6, 9])
    #expect(Excerpt(steps: 40...50).steps(of: trace) == [])
    // What came between two frames is new in the second.
    let story = Storyboard(trace, excerpt: Excerpt(every: 5))
    let news = story.frames.map { frame in frame.edges.map(\.isAdjointNew) }
    for edge in story.edges.indices { #expect(news.count { $0[edge] } <= 1) }
    #expect(story.edges.indices.allSatisfy { edge in news.contains { $0[edge] } })
  }

  @Test("around a node: its neighbours, the edges between them, and the steps about them") func around() throws {
    let trace = try Program("x = 2; a = 3; u = x * a; v = sin(u); w = exp(v); f = w * a").trace()
    let sine = try #require(trace.nodes.first { $0.name == "v" }).id
    let nodes = trace.neighborhood(of: sine, radius: 1)
    #expect(Set(nodes.map { trace.nodes[$0].name }) == ["u", "v", "w"])
    let story = Storyboard(trace, excerpt: Excerpt(nodes: nodes))
    #expect(story.nodes.count == 3 && story.wholeCount == 6 && story.edges.count == 2)
    #expect(story.subtitle?.text() == "3 of 6 nodes")
    let whole = Storyboard(trace)
    #expect(story.nodes.allSatisfy { $0 == whole.node($0.id) })
    #expect(story.frames.steps.first == 0)
    #expect(story.frames.dropFirst().allSatisfy { frame in frame.edges.contains { $0.isCurrent } })
    #expect(story.stepCount == whole.stepCount)
  }

  @Test("a leaf that both use does not make two operations neighbours") func leaves() throws {
    let trace = try Program("x = 2; a = 3; f = sin(a * x) + (a + 1)").trace()
    let product = try #require(trace.nodes.first { $0.operation == "mul" }).id
    let near = trace.neighborhood(of: product, radius: 2).map { trace.nodes[$0].label }
    #expect(Set(near).isSuperset(of: ["a", "x", "sin"]) && !near.contains("1"))
    let leaf = try #require(trace.nodes.first { $0.name == "a" }).id
    #expect(trace.neighborhood(of: leaf, radius: 1).count == 3)
    #expect(trace.neighborhood(of: leaf, radius: .max).count == trace.nodes.count)
    #expect(trace.neighborhood(of: -1, radius: 1).isEmpty)
  }
}
