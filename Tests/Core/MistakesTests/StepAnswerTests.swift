import Autodiff
import Expressions
import Mistakes
import TestSupport
import Testing

@Suite("What can be asked before a step, and what gives wrong answers") struct StepAnswerTests {
  /// The propagations of a pass with their positions.
  private func steps(_ trace: Trace) -> [(position: Int, step: TraceEvent.Propagation)] {
    trace.events.enumerated().compactMap { position, event in
      if case .propagate(let step) = event { (position, step) } else { nil }
    }
  }

  private func wrong(_ program: Program, _ mistake: Mistake) throws -> Trace {
    try Trace(of: program.output, making: mistake, variables: program.variables)
  }

  @Test("the answer of a sum is the recorded adjoint, that of a local derivative the recorded one")
  func rightAnswers() throws {
    var programs = RandomPrograms(seed: 20)
    for _ in 0..<40 * repetitions {
      let trace = try Program(programs.scalars()).trace()
      let answers = StepAnswers(trace)
      for (position, step) in steps(trace) {
        #expect(answers.sums[position]?.right == step.adjoint.scalar.flatMap { $0.isFinite ? $0 : nil })
        #expect(answers.locals[position]?.right == step.local?.scalar.flatMap { $0.isFinite ? $0 : nil })
        for answer in [answers.sums[position], answers.locals[position]].compactMap({ $0 }) {
          #expect(answer.accepts(answer.right) && answer.accepts(answer.right * 1.009))
          for other in answer.wrong { #expect(!answer.accepts(other.value) && answer.cause(of: other.value) != nil) }
        }
      }
    }
  }

  /// The passes with mistakes are walked by code of their own: the first adjoint at which one departs from the right pass
  /// is the answer that is told as this mistake.
  @Test(
    "the first wrong adjoint of a pass with a mistake is known as that mistake",
    arguments: [
      ("x = 3\nf = x + x", Mistake.overwrite), ("x = 2\nf = x^2 + 5x", .overwrite),
      ("v = [1, 2]\nf = sum(v + v*v)", .overwrite), ("x = 2\nf = 3*sin(x^2)", .noUpstream),
      ("x = 0.5\na = 2x\nf = a*exp(sin(a))", .noUpstream), ("v = [1, 2]\nf = sum(tanh(v)*3)", .noUpstream),
      ("X = [[1, 2], [3, 4]]\nb = [1, 2]\nf = sum(X + b)", .noUnbroadcast),
    ])
  func mistakesOfGatedPasses(_ text: String, _ mistake: Mistake) throws {
    let program = try Program(text)
    let (right, wrong) = (try program.trace(), try wrong(program, mistake))
    let answers = StepAnswers(right)
    let pair = try #require(
      zip(steps(right), steps(wrong)).first { right, wrong in right.step.adjoint != wrong.step.adjoint })
    let answer = try #require(answers.sums[pair.0.position])
    let value: Double = try #require(
      pair.1.step.adjoint.elements.flatMap { elements in
        pair.1.step.adjoint.shape == pair.0.step.adjoint.shape ? elements[answer.element ?? 0] : elements.first
      })
    switch (mistake, answer.cause(of: value)) {
    case (.overwrite, .overwritten?), (.noUpstream, .withoutUpstream?), (.noUnbroadcast, .notSummed?): break
    case (_, let cause): Issue.record("\(text): \(value) is told as \(String(describing: cause))")
    }
  }

  @Test("a second pass over the gradients of the first") func notZeroed() throws {
    let program = try Program("x = 2\nf = 3*x^2")
    let (right, wrong) = (try program.trace(), try wrong(program, .noZeroing))
    let position = try #require(steps(right).last).position
    let second = try #require(steps(wrong).last?.step.adjoint.scalar)
    #expect(second == 24)
    #expect(StepAnswers(right).sums[position]?.cause(of: second) == .notZeroed(12))
  }

  @Test("an adjoint that is handed on before it is complete") func ungated() throws {
    let program = try Program("x = 0.5\na = 2x\nf = a*exp(sin(a))")
    let (right, wrong) = (try program.trace(), try wrong(program, .ungated))
    let last = try #require(steps(right).last)
    let answer = try #require(StepAnswers(right).sums[last.position])
    // What x gets when a is visited for the first time, and in the end.
    let reached = steps(wrong).map(\.step).filter { $0.to == last.step.to }.compactMap { $0.adjoint.scalar }
    #expect(reached.count > 1)
    #expect(answer.cause(of: try #require(reached.first)) == .incompleteUpstream(arrived: 1, expected: 2))
    #expect(answer.cause(of: try #require(reached.last)) == .handedOnAgain)
    #expect((try #require(reached.last) - 11.7859).magnitude < 1e-4)
  }

  @Test("numbers near 0 are compared by what they are computed from") func nearZero() throws {
    let trace = try Program("x = pi/2\nf = sin(x)").trace()
    let answers = StepAnswers(trace)
    let answer = try #require(steps(trace).first.flatMap { answers.locals[$0.position] })
    #expect(answer.accepts(0) && !answer.accepts(0.001))
  }

  @Test("nothing is asked of forward mode, of a mistake, and of numbers that are not finite") func noAnswers() throws {
    let program = try Program("x = 0\nf = 1/x")
    #expect(StepAnswers(try program.trace()).sums.isEmpty)
    let wrong = try wrong(Program("x = 3\nf = x*x"), .overwrite)
    #expect(StepAnswers(wrong).sums.isEmpty && StepAnswers(wrong).locals.isEmpty)
  }
}
