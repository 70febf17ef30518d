/// The answer to a question about one step of a right pass, and the wrong answers whose cause is known.
package struct StepAnswer: Hashable, Sendable {
  /// The right answer, which is finite.
  package let right: Double
  /// The least distance at which numbers count as the same, a millionth of what the answer is computed from.
  package let floor: Double
  /// The position, in row-major order, of the element that is asked for; nil for a number.
  package let element: Int?
  /// Wrong answers, none that passes as the right one or as one before it, the likeliest first.
  package let wrong: [WrongAnswer]

  init?(right: Double, element: Int? = nil, from terms: [Double], wrong: [WrongAnswer]) {
    guard right.isFinite else { return nil }
    let scale = terms.reduce(0) { max($0, $1.isFinite ? $1.magnitude : 0) }
    let floor = 1e-6 * min(1, scale)
    func isNear(_ answer: Double, _ value: Double, _ factor: Double = 1) -> Bool {
      (answer - value).magnitude <= factor * max(value.magnitude / 100, floor)
    }
    (self.right, self.floor, self.element) = (right, floor, element)
    var kept: [WrongAnswer] = []
    for answer in wrong + [WrongAnswer(value: -right, cause: .sign)]
    where answer.value.isFinite && !isNear(answer.value, right, 2) {
      if !kept.contains(where: { isNear(answer.value, $0.value) }) { kept.append(answer) }
    }
    self.wrong = kept
  }

  /// Whether an answer is right: within 1 %, near 0 within ``floor``.
  package func accepts(_ answer: Double) -> Bool { (answer - right).magnitude <= max(right.magnitude / 100, floor) }

  /// The cause of a wrong answer; nil where none is known.
  package func cause(of answer: Double) -> WrongAnswer.Cause? {
    wrong.first { (answer - $0.value).magnitude <= max($0.value.magnitude / 100, floor) }?.cause
  }
}

/// A wrong answer and where it comes from.
package struct WrongAnswer: Hashable, Sendable {
  /// What the answer would be.
  package let value: Double
  /// The one thing that is done wrong.
  package let cause: Cause

  /// What is done wrong in one step, all else being right.
  package enum Cause: Hashable, Sendable {
    /// ``Mistake/overwrite``: the contribution stands in the place of what was there.
    case overwritten(earlier: Double, contribution: Double)
    /// What was there, without the contribution.
    case notAdded
    /// ``Mistake/noUpstream``: the local derivative is not multiplied by the adjoint that comes in.
    case withoutUpstream(Double)
    /// The adjoint that comes in is not multiplied by the local derivative.
    case upstreamAlone
    /// ``Mistake/ungated``: the adjoint that comes in is taken as it was before it was complete.
    case incompleteUpstream(arrived: Int, expected: Int)
    /// ``Mistake/ungated``: the adjoint that comes in is handed on each time that it grows.
    case handedOnAgain
    /// ``Mistake/noUnbroadcast``: one element of what comes back is not added up with the others.
    case notSummed
    /// ``Mistake/noZeroing``: the gradient of a pass before is still there.
    case notZeroed(Double)
    /// The sign is the other one.
    case sign
    /// The local derivative is multiplied by the adjoint that comes in already.
    case contribution
    /// The local derivative with respect to the operand at another place.
    case otherOperand(Int)
    /// The value of the operation.
    case valueOfResult
    /// The value of the operand.
    case valueOfOperand
  }
}
