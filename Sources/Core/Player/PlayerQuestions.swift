import Autodiff
import Formulas
import Mistakes
import Storyboard

/// The questions of a player, for its script, which has the words around the formulas.
package struct PlayerQuestions: Sendable {
  /// The questions as JSON: `terms`, the formulas as markup and in words, and `asked`.
  ///
  /// Of a question there is the place of its step, then what is asked: `n`, the node with its name, those that wait and
  /// those that are ready; or `l` or `s`, with the number, as it is shown, the least distance, the places of terms (the
  /// derivative that is asked for, what comes in, the local one), the ids of operation and operand, whether something
  /// was there before, the element, and the wrong answers: a number, a letter for its cause, and what the sentence needs.
  package let json: JSON

  /// The questions of a story; nil where it has none.
  package init?(_ input: PlayerInput) {
    let questions = input.story.questions
    guard !questions.isEmpty else { return nil }
    var terms = Terms(numbers: input.numbers)
    let asked = questions.map { JSON.list([.integer($0.place)] + terms.json($0.subject)) }
    json = .object(["terms": .list(terms.all.map { $0.json }), "asked": .list(asked)])
  }
}

/// The formulas that questions refer to, each once.
private struct Terms {
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
      [
        .text("n"), .integer(node), .list(waiting.map { .integer($0) }), .list(ready.map { .integer($0) }),
      ]
    case .local(let equation, let answer): [.text("l")] + value(answer, equation, asked: equation.local, hasEarlier: false)
    case .sum(let equation, let answer, let hasEarlier):
      [.text("s")] + value(answer, equation, asked: equation.adjoint, hasEarlier: hasEarlier)
    }
  }

  private mutating func value(
    _ answer: StepAnswer, _ equation: StoryEquation, asked: Formula, hasEarlier: Bool
  ) -> [JSON] {
    let element = equation.element.map { $0.map { String($0) }.joined(separator: ", ") } ?? ""
    return [
      .number(answer.right), shown(answer.right), .number(answer.floor), place(asked), place(equation.upstream),
      place(equation.local), .integer(equation.operation), .integer(equation.operand), .integer(hasEarlier ? 1 : 0),
      .text(element), .list(answer.wrong.map { .list([.number($0.value)] + cause($0.cause, equation)) }),
    ]
  }

  private mutating func cause(_ cause: WrongAnswer.Cause, _ equation: StoryEquation) -> [JSON] {
    switch cause {
    case .overwritten(let earlier, let contribution): [.text("overwrite"), shown(earlier), shown(contribution)]
    case .notAdded: [.text("notAdded")]
    case .withoutUpstream(let upstream): [.text("noUpstream"), shown(upstream)]
    case .upstreamAlone: [.text("upstreamAlone")]
    case .incompleteUpstream(let arrived, let expected): [.text("ungated"), .integer(arrived), .integer(expected)]
    case .handedOnAgain: [.text("again")]
    case .notSummed: [.text("noUnbroadcast")]
    case .notZeroed(let gradient): [.text("noZeroing"), shown(gradient)]
    case .sign: [.text("sign")]
    case .contribution: [.text("contribution")]
    case .otherOperand(let place):
      equation.locals.indices.contains(place) ? [.text("other"), self.place(equation.locals[place])] : [.text("sign")]
    case .valueOfResult: [.text("ofResult")]
    case .valueOfOperand: [.text("ofOperand")]
    }
  }
}
