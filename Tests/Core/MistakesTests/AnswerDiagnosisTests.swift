import Autodiff
import Expressions
import Mistakes
import Testing

@Suite("Where an answer could come from") struct AnswerDiagnosisTests {
  private func diagnosis(_ text: String, _ name: String, _ answer: Double) throws -> (AnswerDiagnosis, Trace) {
    let program = try Program(text)
    let right = try program.trace()
    let wrong = try Mistake.allCases.map { mistake in
      try Trace(of: program.output, making: mistake, variables: program.variables)
    }
    let node = try #require(right.nodes.first { $0.name == name })
    let diagnosis = AnswerDiagnosis(of: node.id, right: right, wrong: wrong) { value in
      value.scalar.map { ($0 - answer).magnitude < 1e-9 } ?? false
    }
    return (diagnosis, right)
  }

  @Test(
    "the mistakes that give it",
    arguments: [
      ("x = 3\nf = x + x", "x", 1, [Mistake.overwrite]), ("x = 3\nf = x*x", "x", 12, [.noZeroing]),
      ("x = 2\nf = 3*x^2", "x", 4, [.noUpstream]),
      ("x = 2\nf = 3*x^2", "x", 12, [.overwrite, .ungated, .noUnbroadcast]),
      ("x = 3\nf = x + x", "x", 17, []),
    ] as [(String, String, Double, [Mistake])])
  func mistakes(_ text: String, _ name: String, _ answer: Double, _ mistakes: [Mistake]) throws {
    #expect(try diagnosis(text, name, answer).0.mistakes == mistakes)
  }

  @Test(
    "the first step from which it could come",
    arguments: [
      // Steps: f hands h 12 and c nothing, h hands x 3·12 and is handed, and so on.
      ("x = 2\nf = x^2 + 5x", "x", 4, "it is ∂f/∂x after step 3, when 1 of 2 contributions has arrived"),
      ("x = 2\nf = x^2 + 5x", "x", 5, "it is what mul hands to x in step 6, one contribution of several"),
      ("x = 2\nf = 3*x^2", "x", 4, "it is the local derivative ∂pow/∂x of step 4"),
      ("x = 2\nf = 3*x^2", "x", 3, "it is ∂f/∂pow after step 2"),
    ])
  func steps(_ text: String, _ name: String, _ answer: Double, _ sentence: String) throws {
    let (diagnosis, trace) = try diagnosis(text, name, answer)
    #expect(diagnosis.step?.sentence(in: trace) == sentence)
  }

  @Test("nothing gives it")
  func nothing() throws {
    let (diagnosis, _) = try diagnosis("x = 2\nf = x^2", "x", 17)
    #expect(diagnosis.mistakes.isEmpty && diagnosis.step == nil)
  }
}
