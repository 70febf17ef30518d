import Autodiff
import Formulas
import Mistakes
import Storyboard

/// The questions of a player, for its script.
package struct PlayerQuestions: Sendable {
  /// The questions as JSON: `words`, the sentences; `terms`, the formulas as markup and in words; and `asked`.
  ///
  /// A question is a list: the place of its step, and what is asked. For `n` follow the node, those that wait and those
  /// that are ready. For `l` and `s`, the local derivative and the sum, follow the number, as it is shown, the least
  /// distance, five terms (what is asked for, the adjoint that comes in, the local derivative, the operation and the
  /// operand), the sentence for an answer of no known cause, and the wrong answers: number, cause, and what it adds.
  package let json: JSON

  /// The questions of a story; nil where it has none.
  package init?(_ input: PlayerInput) {
    let questions = input.story.questions
    guard !questions.isEmpty else { return nil }
    var terms = QuestionTerms(numbers: input.numbers)
    let asked = questions.map { JSON.list([.integer($0.place)] + terms.json($0.subject)) }
    json = .object([
      "asked": .list(asked), "terms": .list(terms.all.map { $0.json }),
      "words": .object(Words.questions.mapValues { .text($0) }),
    ])
  }
}

/// The formulas that questions refer to, each once.
private struct QuestionTerms {
  let numbers: NumberStyle
  private(set) var all: [MathMarkup] = []
  private var places: [Formula: Int] = [:]

  init(numbers: NumberStyle) { self.numbers = numbers }

  private mutating func place(_ formula: Formula) -> JSON {
    if let known = places[formula] { return .integer(known) }
    all.append(MathMarkup(formula, numbers))
    places[formula] = all.count - 1
    return .integer(all.count - 1)
  }

  private func shown(_ value: Double) -> JSON { .text(numbers.text(value)) }

  /// What is asked, as a list.
  mutating func json(_ subject: StoryQuestion.Subject) -> [JSON] {
    switch subject {
    case .next(let node, let waiting, let ready):
      [.text("n"), .integer(node), .list(waiting.map { .integer($0) }), .list(ready.map { .integer($0) })]
    case .local(let equation, let answer): value("l", answer, equation, asked: equation.local, "differentiate")
    case .sum(let equation, let answer, let hasEarlier):
      value(
        "s", answer, equation,
        asked: equation.element.map { .phrase([.words(Words.element($0)), equation.adjoint]) } ?? equation.adjoint,
        equation.element == nil ? hasEarlier ? "add" : "multiply" : hasEarlier ? "addElement" : "element")
    }
  }

  private mutating func value(
    _ kind: String, _ answer: StepAnswer, _ equation: StoryEquation, asked: Formula, _ otherwise: String
  ) -> [JSON] {
    [
      .text(kind), .number(answer.right.inSixDigits), shown(answer.right), .number(answer.floor.inSixDigits),
      place(asked), place(equation.upstream), place(equation.local), place(equation.operation),
      place(equation.operand), .text(otherwise),
      // The script knows about signs.
      .list(
        answer.wrong.filter { $0.cause != .sign }.map { other in
          .list([.number(other.value.inSixDigits)] + cause(other.cause, equation))
        }),
    ]
  }

  private mutating func cause(_ cause: WrongAnswer.Cause, _ equation: StoryEquation) -> [JSON] {
    switch cause {
    case .overwritten(let earlier, let contribution):
      [.text("overwrite"), .text(Words.sum(numbers.text(earlier), numbers.text(contribution)))]
    case .notAdded: [.text("notAdded")]
    case .withoutUpstream(let upstream): [.text("noUpstream"), shown(upstream)]
    case .upstreamAlone: [.text("upstreamAlone")]
    case .incompleteUpstream(let arrived, let expected):
      [.text("ungated"), .text(Words.arrived(arrived, of: expected))]
    case .handedOnAgain: [.text("again")]
    case .notSummed: [.text("noUnbroadcast")]
    case .notZeroed: [.text("noZeroing")]
    case .sign: [.text("sign")]
    case .contribution: [.text("contribution")]
    case .otherOperand(let place): [.text("other"), self.place(equation.locals[place])]
    case .valueOfResult: [.text("ofResult")]
    case .valueOfOperand: [.text("ofOperand")]
    }
  }
}

extension Double {
  /// The number to six significant digits: answers are compared within 1 %.
  fileprivate var inSixDigits: Double {
    guard isFinite, (1e-200...1e200).contains(magnitude) else { return self }
    var power = 1.0
    while magnitude * power < 1e5 { power *= 10 }
    while magnitude * power >= 1e6 { power /= 10 }
    return (self * power).rounded() / power
  }
}
