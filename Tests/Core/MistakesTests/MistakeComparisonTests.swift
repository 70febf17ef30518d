import Autodiff
import Expressions
import Mistakes
import Testing

@Suite("A pass with a mistake beside the right one") struct MistakeComparisonTests {
  private func comparison(_ text: String, _ mistake: Mistake) throws -> (MistakeComparison, Trace) {
    let program = try Program(text)
    let wrong = try Trace(
      of: program.output, making: mistake, variables: program.variables, outputName: program.outputName,
      groups: program.groups)
    return (try #require(MistakeComparison(right: program.trace(), wrong: wrong)), wrong)
  }

  private static let notFinite = "x = 0\ny = -1\nf = x*log(x) + sqrt(y)"

  @Test(
    "the caption: what came out instead of the contributions",
    arguments: [
      ("x = 3\nf = x + x", Mistake.overwrite, "1 instead of 1 + 1"),
      ("x = 1\nh = 3x\nf = h - 5h", .overwrite, "−5 instead of 1 + (−5)"),
      ("x = 0.5\na = 2x\nf = a*exp(sin(a))", .ungated, "11.79 instead of 7.146"),
      ("x = 2\nf = 3*x^2", .noUpstream, "4 instead of 12"),
      ("x = 3\nf = x*x", .noZeroing, "12 instead of 3 + 3"),
      ("X = [[1, 2], [3, 4]]\nb = [1, 2]\nf = sum(X + b)", .noUnbroadcast, "shape (2, 2) instead of (2,)"),
      ("v = [1, 2]\nf = sum(v + v*v)", .overwrite, "1 instead of 1 + 1 + 1 at [0]"),
      ("x = 2\nf = x*x*x*x*x*x", .overwrite, "32 instead of 192"),
    ])
  func caption(_ text: String, _ mistake: Mistake, _ caption: String) throws {
    #expect(try comparison(text, mistake).0.caption?.text() == caption)
  }

  @Test("the first wrong adjoint is no event that merely differs, and what it spoils is followed")
  func firstAndInfected() throws {
    // a is wrong at its second contribution, and x is computed from it; y is not.
    let (overwrite, trace) = try comparison("x = 0.5\ny = 2\na = 2x\nf = a*exp(sin(a)) + y", .overwrite)
    let first = try #require(overwrite.first)
    #expect(trace.nodes[first.node].name == "a")
    guard case .propagate(let step) = trace.events[first.event] else { return #expect(Bool(false)) }
    #expect(step.to == first.node && step.arrived == 2)
    #expect(overwrite.infected.map { trace.nodes[$0].name } == ["x"])
    #expect(overwrite.wrong.map { trace.nodes[$0.node].name } == ["a", "x"])
    #expect(try #require(overwrite.infectedSince.values.first) > first.event)
    #expect(overwrite.partial == "∂f/∂a")

    // Ungated, a is visited too early and ends right; x is the first that does not.
    let (ungated, walk) = try comparison("x = 0.5\na = 2x\nf = a*exp(sin(a))", .ungated)
    #expect(ungated.wrong.map { walk.nodes[$0.node].name } == ["x"])
    #expect(ungated.infected.isEmpty)

    // A local derivative alone spoils nothing: the next is as wrong by itself.
    let (upstream, _) = try comparison("x = 2\nf = 3*sin(x^2)", .noUpstream)
    #expect(upstream.wrong.count == 2 && upstream.infected.isEmpty)
  }

  @Test(
    "why a mistake does not matter",
    arguments: [
      ("x = 3\nf = x*x*x*x", Mistake.ungated, "only leaves are visited again (x), and they hand nothing on"),
      ("x = 3\nf = sin(x)*2", .ungated, "no node is visited before all its contributions have arrived"),
      ("x = 3\nf = sin(x)*2", .overwrite, "no node has more than one contribution, so nothing is overwritten"),
      ("x = 0\ny = 1\nh = y*3\nf = h*1 + x*h", .overwrite, nil),
      ("x = 0\nf = x*x", .overwrite, "what is overwritten adds up to 0"),
      ("x = 3\nf = x + x", .noUpstream, "every adjoint that is handed on is 1"),
      ("x = 0\nf = 2*x^2", .noUpstream, "the adjoints that are left out meet derivatives of 0"),
      ("x = [1, 2]\nf = sum(x)", .noUnbroadcast, "nothing that has a derivative is broadcast"),
      ("x = 0\nf = x^2", .noZeroing, "all gradients are 0, and twice 0 is 0"),
      ("f = 3 + 4", .overwrite, "nothing is handed on at all"),
      (notFinite, .overwrite, "what is not finite stays so, whatever is added to it or left out"),
      (notFinite, .noUpstream, "what is not finite stays so, whatever is added to it or left out"),
      (notFinite, .noZeroing, "what is not finite stays so, whatever is added to it or left out"),
    ] as [(String, Mistake, String?)])
  func harmless(_ text: String, _ mistake: Mistake, _ reason: String?) throws {
    let (comparison, _) = try comparison(text, mistake)
    #expect(comparison.harmless == reason)
    #expect((reason == nil) == (comparison.first != nil))
    if let reason { #expect(comparison.sentence() == "it makes no difference here: \(reason)") }
  }

  @Test("traces of two graphs, and two right ones, are not compared")
  func foreign() throws {
    let (right, other) = (try Program("x = 3\nf = x + x").trace(), try Program("x = 3\nf = x*x"))
    #expect(MistakeComparison(right: right, wrong: right) == nil)
    #expect(MistakeComparison(right: right, wrong: try Trace(of: other.output, making: .overwrite)) == nil)
  }
}
