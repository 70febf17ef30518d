import Autodiff
import Expressions
import Formulas
import Storyboard
import Testing

@Suite("Literals inside their operations") struct LiteralTests {
  private func inside(_ source: String, nodes: Set<Int>? = nil) throws -> Storyboard {
    Storyboard(try Program(source).trace(), excerpt: Excerpt(nodes: nodes), literalsInside: true)
  }

  @Test(
    "the label of the operation is what the literal does, set and spoken",
    arguments: [
      ("f = x * 2", "× 2", "times 2"), ("f = 2x", "× 2", "times 2"), ("f = x + 1", "+ 1", "plus 1"),
      ("f = x - 1", "− 1", "minus 1"), ("f = 1 - x", "1 −", "1 minus"), ("f = x / 2", "/ 2", "divided by 2"),
      ("f = 10 / x", "10 / ·", "10 over the operand"), ("f = x^2", "(·)^2", "the operand squared"),
      ("f = 2^x", "2^(·)", "2 to the power the operand"),
      ("f = maximum(x, 0)", "maximum(·, 0)", "the maximum of the operand and 0"),
      ("f = x * (-2)", "× (−2)", "times minus 2"), ("f = 1e300 * x", "× 10^300", "times 10 to the power 300"),
    ])
  func label(_ source: String, _ label: String, _ spoken: String) throws {
    let story = try inside("x = 3; " + source)
    #expect(story.nodes.map(\.kind) == [.variable, .operation])
    let operation = try #require(story.nodes.last)
    #expect(operation.label.text() == label)
    #expect(operation.spoken.contains(", \(spoken), value"))
    // The captions call it by the name beside it.
    let name = try #require(operation.name?.text().split(separator: " ").last)
    #expect(story.frames.dropFirst().contains { $0.caption.text(NumberStyle()).contains("\(name) = ") })
  }

  @Test("an operation keeps the nodes of its literals where it has no other operand, and names stay nodes")
  func kept() throws {
    #expect(try inside("x = 1; f = x + 2 * 3").nodes.map { $0.label.text() } == ["x", "2", "3", "mul", "add"])
    #expect(try inside("x = 1; const c = 2; f = c * x").nodes.count == 3)
    #expect(try inside("x = 1; f = sin(2) * x").nodes.contains { $0.label.text() == "2" })
    // Used twice, and an array.
    #expect(try inside("x = 4; const 2; f = x^2 + 2^x").nodes.contains { $0.label.text() == "2" })
    #expect(try inside("x = [1, 2]; f = sum(x * [3, 4])").nodes.count { $0.kind == .constant } == 1)
    // Of a drawn part that is a literal alone.
    let trace = try Program("x = 4; f = x * 2").trace()
    let two = try #require(trace.nodes.first { $0.label == "2" }).id
    #expect(try inside("x = 4; f = x * 2", nodes: [two]).nodes.count == 1)
  }

  @Test("steps are those of the nodes that are drawn, without gaps, and tell the same", arguments: manySources)
  func steps(_ source: String) throws {
    let trace = try Program(source).trace()
    let (whole, story) = (Storyboard(trace), try inside(source))
    #expect(story.frames.map(\.step) == Array(0...story.stepCount))
    #expect(story.frames.steps == Excerpt().steps(of: trace, literalsInside: true))
    let drawn = Set(story.nodes.map(\.id))
    for edge in story.edges { #expect(drawn.contains(edge.from) && drawn.contains(edge.to)) }
    for node in story.nodes where node.kind == .operation { #expect(story.edges.contains { $0.to == node.id }) }
    for frame in story.frames { #expect(frame.queue.allSatisfy { drawn.contains($0.node) }) }
    // What is left out are steps about literals, and the others keep their order and their words.
    let hidden = whole.stepCount - story.stepCount
    #expect(hidden == 2 * (whole.nodes.count - story.nodes.count))
    var rest = whole.frames.map { $0.caption.spoken }[...]
    for frame in story.frames {
      let place = try #require(rest.firstIndex(of: frame.caption.spoken))
      rest = rest[(place + 1)...]
    }
    for (last, other) in zip(whole.frames.suffix(1), story.frames.suffix(1)) {
      #expect(last.gradients.mapValues { $0.statement.text() } == other.gradients.mapValues { $0.statement.text() })
    }
  }

  @Test("the article's functions keep their steps where literals are nodes, and lose those of literals inside")
  func article() throws {
    #expect(try Article.all.map { try story($0).stepCount } == [6, 8, 12])
    #expect(try Article.all.map { try inside($0).stepCount } == [4, 8, 12])
  }
}
