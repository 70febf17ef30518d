import Adviz
import TestSupport
import Testing

/// Passes with a mistake are drawn like others: a node may be visited again, an adjoint may have a wrong shape.
@Suite struct MistakeDrawingTests {
  @Test("Every step of a pass with a mistake is a picture: random programs")
  func drawn() throws {
    var (drawn, revisited, misshapen) = (0, 0, 0)
    for seed in 300..<UInt64(300 + 12 * repetitions) {
      var dice = RandomPrograms(seed: seed)
      let program = try ExpressionProgram(seed.isMultiple(of: 2) ? dice.scalars() : dice.arrays())
      for mistake in [Mistake.ungated, .noUnbroadcast, .noZeroing] {
        let trace = try Trace(of: program.output, making: mistake, variables: program.variables)
        if case .ungated = mistake {
          let visits = trace.events.filter { if case .visit = $0 { true } else { false } }.count
          if visits > trace.nodes.count { revisited += 1 }
        }
        for case .propagate(let step) in trace.events where step.adjoint.shape != trace.nodes[step.to].shape {
          misshapen += 1
        }
        let renderer = try FrameRenderer(Storyboard(trace))
        for step in Set([0, renderer.count / 2, renderer.count - 1]) { #expect(!renderer.svg(step).isEmpty) }
        drawn += 1
      }
    }
    #expect(drawn > 30 && revisited > 0 && misshapen > 0, "\(drawn) \(revisited) \(misshapen)")
  }
}
