import Autodiff
import Expressions
import TestSupport
import Testing

/// The steps of the article's three videos, read off `reference/*.png`.
@Suite("The article's functions are walked in the article's order")
struct ArticleStepsTests {
  @Test("sin(2 ln x), six steps")
  func introduction() throws {
    let trace = try Program("x = 2\nf = sin(2 ln(x))").trace()
    #expect(trace.steps == ["sin→mul", "mul→2 ⊘", "mul→log", "2 •", "log→x", "x •"])
    let slope = try #require(trace.gradients["x"]?.scalar)
    #expect(isClose(slope, 0.18345697474330167684))
  }

  @Test("x² + 2ˣ with one node for both twos, eight steps")
  func twoPaths() throws {
    let trace = try Program("x = 4\nconst 2\nf = x^2 + 2^x").trace()
    #expect(
      trace.steps == [
        "add→pow_0", "add→pow_1", "pow_0→x", "pow_0→2 ⊘", "pow_1→2 ⊘", "pow_1→x", "x •", "2 •",
      ])
    let slope = try #require(trace.gradients["x"]?.scalar)
    #expect(isClose(slope, 19.090354888959124951))
    #expect(trace.nodes.filter { $0.kind == .constant }.count == 1)
  }

  @Test("sin(x + y) + (xy)ᶻ, twelve steps")
  func threeVariables() throws {
    let trace = try Program("f(x, y, z) = sin(x + y) + (x * y)^z at (1, 2, 3)").trace()
    #expect(
      trace.steps == [
        "add_1→sin", "add_1→pow", "sin→add_0", "pow→mul", "pow→z", "add_0→x", "add_0→y", "mul→x", "mul→y",
        "z •", "x •", "y •",
      ])
    let gradients = trace.gradients
    #expect(isClose(try #require(gradients["x"]?.scalar), 23.010007503399554543))
    #expect(isClose(try #require(gradients["y"]?.scalar), 11.010007503399554543))
    #expect(isClose(try #require(gradients["z"]?.scalar), 5.5451774444795624753))
  }

  @Test("the queue while sin(x + y) + (xy)ᶻ is walked: who waits behind whom")
  func queue() throws {
    let trace = try Program("f(x, y, z) = sin(x + y) + (x * y)^z at (1, 2, 3)").trace()
    let label = trace.nodes.map(\.label)
    var queue = TraceQueue()
    let visits = trace.events.compactMap { event -> String? in
      queue.follow(event)
      guard case .visit(let node, _) = event else { return nil }
      return "\(label[node]): " + queue.nodes.map { label[$0] }.joined(separator: " ")
    }
    #expect(
      visits == [
        "add_1: ", "sin: pow", "pow: add_0", "add_0: mul z", "mul: z x y", "z: x y", "x: y", "y: ",
      ])
  }

  @Test("a leaf seen early waits for the longer path")
  func longerPath() throws {
    let trace = try Program("x = 0.5; f = x * exp(sin(x))").trace()
    #expect(trace.steps == ["mul→x", "mul→exp", "exp→sin", "sin→x", "x •"])
  }
}
