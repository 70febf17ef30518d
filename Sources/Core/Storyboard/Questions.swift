import Autodiff
import Formulas
import Mistakes

/// A question that can be asked before a step, with its answer.
package struct StoryQuestion: Sendable {
  /// The place in ``Storyboard/frames`` of the step that it is about; it is asked while the one before is seen.
  package let place: Int
  /// What is asked.
  package let subject: Subject

  /// What is asked.
  package enum Subject: Sendable {
    /// The node that is visited next, by its id; `waiting` and `ready` are the others in the queue.
    case next(node: Int, waiting: [Int], ready: [Int])
    /// The local derivative of a use of the chain rule.
    case local(StoryEquation, StepAnswer)
    /// The adjoint after a use of the chain rule, the sum of what was there and the contribution.
    case sum(StoryEquation, StepAnswer, hasEarlier: Bool)
  }
}

/// The names in the equation of one use of the chain rule, `∂f/∂x += ∂f/∂mul · ∂mul/∂x`.
package struct StoryEquation: Sendable {
  /// The names of the operation and of the operand, as captions have them.
  package let operation: Formula, operand: Formula
  /// The adjoint that grows.
  package let adjoint: Formula
  /// The adjoint that comes in.
  package let upstream: Formula
  /// The local derivatives by the place of the operand, and which place it is.
  package let locals: [Formula], place: Int
  /// The indices of the element that is asked for; nil for a number.
  package let element: [Int]?

  /// The local derivative.
  package var local: Formula { locals[place] }
}

extension Storyboard {
  /// The most nodes of a graph that is asked about.
  package static let mostAskedNodes = 200

  /// The questions before the steps of a right backward pass, in their order: which node is next where another is
  /// visited, the local derivative where it is a number, and the adjoint after each use of the chain rule.
  ///
  /// Of an array whose numbers are shown one element is asked for, of a larger one nothing but the node.
  ///
  /// - Returns: none for forward mode, a mistake, closed groups, several graphs, an excerpt and more than
  ///   ``mostAskedNodes`` nodes.
  /// - Complexity: that of ``StepAnswers``, and O(*n*²) for *n* nodes and steps.
  package var questions: [StoryQuestion] {
    let trace = source.trace
    guard isWhole, !frames.isEmpty, trace.walk == nil, trace.input == nil, trace.contraction == nil,
      nodes.count <= Storyboard.mostAskedNodes
    else { return [] }
    let answers = StepAnswers(trace)
    let words = Vocabulary(trace, ArrayStyle(elementsUpTo: elementsUpTo))
    let captions = Captions(trace, words, source.numbers)
    var questions: [StoryQuestion] = []
    var reached: Set<Int> = []
    for place in frames.indices.dropFirst() {
      let (last, event) = (frames.event(place - 1), frames.event(place))
      if last < event, let node = trace.visited(after: last, upTo: event) {
        let others = frames[place - 1].queue.filter { $0.node != node }
        questions.append(
          StoryQuestion(
            place: place,
            subject: .next(
              node: node, waiting: others.filter { $0.isWaiting }.map { $0.node },
              ready: others.filter { !$0.isWaiting }.map { $0.node })))
      }
      guard trace.events.indices.contains(event), case .propagate(let step) = trace.events[event] else { continue }
      let text = captions.text(step.from)
      func equation(_ answer: StepAnswer) -> StoryEquation {
        StoryEquation(
          operation: .symbol(words.symbol(step.from)), operand: .symbol(words.symbol(step.to)),
          adjoint: words.adjoint(step.to), upstream: words.adjoint(step.from),
          locals: text.node.operands.indices.map { text.local($0) }, place: step.operand,
          element: answer.element.map { $0.indices(in: step.adjoint.shape) })
      }
      if let answer = answers.locals[event] {
        questions.append(StoryQuestion(place: place, subject: .local(equation(answer), answer)))
      }
      let hasEarlier = !reached.insert(step.to).inserted
      if let answer = answers.sums[event], words.arrays.writes(step.adjoint.shape) {
        questions.append(
          StoryQuestion(place: place, subject: .sum(equation(answer), answer, hasEarlier: hasEarlier)))
      }
    }
    return questions
  }
}

extension Trace {
  /// The node of the last visit after one event and up to another; nil where there is none.
  fileprivate func visited(after first: Int, upTo last: Int) -> Int? {
    for position in stride(from: last, to: first, by: -1) {
      if case .visit(let node, _) = events[position] { return node }
    }
    return nil
  }
}
