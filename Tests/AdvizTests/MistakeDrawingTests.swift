import Adviz
import TestSupport
import Testing

/// Passes with a mistake are drawn like others: a node may be visited again, an adjoint may have a wrong shape.
@Suite struct MistakeDrawingTests {
  @Test(
    "The steps of a pass with a mistake are pictures",
    arguments: [
      ("x = 0.5\na = 2x\nf = a*exp(sin(a))", Mistake.ungated),
      ("W = [[1, -2], [0.5, 1]]\nv = [0.5, 0.25]\nh = W @ v\nf = sum(h*exp(tanh(h)))", .ungated),
      ("X = [[1, 2], [3, 4]]\nb = [1, 2]\nf = sum((X + b)^2)", .noUnbroadcast),
      ("W = [[1, -2], [0.5, 1]]\nv = [0.5, 0.25]\nf = sum([[1, 2], [3, 4], [5, 6]] * (W @ v))", .noUnbroadcast),
      ("x = 3\nf = x*sin(x)", .noZeroing),
    ])
  func drawn(_ text: String, _ mistake: Mistake) throws {
    let program = try ExpressionProgram(text)
    let trace = try Trace(of: program.output, making: mistake, variables: program.variables)
    let steps = trace.events.filter { event in
      switch event {
      case .propagate, .blocked, .finish: true
      default: false
      }
    }
    let renderer = try FrameRenderer(Storyboard(trace))
    // A second pass begins with a picture of its own.
    #expect(renderer.count > steps.count)
    for step in isThorough ? Array(0..<renderer.count) : [renderer.count - 1] {
      #expect(!renderer.svg(step).isEmpty)
    }
  }
}
