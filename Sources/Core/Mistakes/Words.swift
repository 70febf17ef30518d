import Formulas

// What is said of a backward pass with a mistake.

extension Words {
  /// What each mistake is, for a list of them.
  package static let overwrite = "'=' for '+=': a contribution replaces what had arrived"
  package static let ungated = "a node is visited before all has arrived, and again later, with its whole adjoint"
  package static let noUpstream = "the local derivative alone is added, without the adjoint that comes in"
  package static let noUnbroadcast = "contributions keep the shape of the result: broadcasts are not undone"
  package static let noZeroing = "a second pass adds to the gradients of the first"

  /// Between what came out and what is right.
  static let insteadOf = " instead of "

  /// Shapes in place of numbers.
  static func shape(_ shape: String) -> String { "shape \(shape)" }

  /// Where in an array.
  static func element(_ indices: [Int]) -> String { " at \(indices)" }

  /// What stands for an array that is too large.
  static func norm(_ norm: String) -> String { "norm \(norm)" }

  /// What stands in the finding between the derivative, what came out, and why.
  static let firstWrong = " is "
  static func because(_ explanation: String) -> String { ": \(explanation)" }
  static func harmless(_ reason: String) -> String { "it makes no difference here: \(reason)" }
  static func cutOff(_ reason: String) -> String { "the pass was cut off \(reason)" }

  /// Why a mistake does not matter.
  static let nothingHandedOn = "nothing is handed on at all"
  static let nothingOverwritten = "no node has more than one contribution, so nothing is overwritten"
  static let overwrittenIsZero = "what is overwritten adds up to 0"
  static let nothingVisitedAgain = "no node is visited before all its contributions have arrived"
  static let handedOnTwiceIsZero = "what is handed on twice adds up to 0"
  static let upstreamIsOne = "every adjoint that is handed on is 1"
  static let upstreamMeetsZero = "the adjoints that are left out meet derivatives of 0"
  static let nothingBroadcast = "nothing that has a derivative is broadcast"
  static let notFiniteStays = "what is not finite stays so, whatever is added to it or left out"
  static let gradientsAreZero = "all gradients are 0, and twice 0 is 0"
  static func leavesVisitedAgain(_ names: [String]) -> String {
    "only leaves are visited again (\(names.prefix(4).joined(separator: ", "))\(names.count > 4 ? ", …" : "")), and "
      + "they hand nothing on"
  }

  /// What went wrong.
  static func overwritten(_ node: String, count: Int) -> String {
    "the last of \(count) contributions replaced the others at \(node)"
  }
  static func handedOnAgain(_ node: String, visits: Int) -> String {
    "\(node) was visited \(visits) times, and each time handed on all that had arrived"
  }
  static func handedOnEarly(_ node: String) -> String {
    "what arrived at \(node) was handed on before it was complete"
  }
  static func withoutUpstream(_ node: String) -> String {
    "the local derivative was added at \(node) without the adjoint that came in"
  }
  static func withoutUnbroadcast(_ node: String) -> String {
    "\(node) was broadcast, and what comes back was not summed to its shape"
  }
  static func withoutZeroing(_ node: String) -> String {
    "the gradient of \(node) still held that of the first pass"
  }

  /// Where an answer could come from.
  static func incompleteAdjoint(
    _ function: String, _ node: String, arrived: Int, of expected: Int, _ step: Int
  ) -> String {
    "it is ∂\(function)/∂\(node) after step \(step), when \(arrived) of \(expected) contributions "
      + "\(arrived == 1 ? "has" : "have") arrived"
  }
  static func oneContribution(_ giver: String, to node: String, _ step: Int) -> String {
    "it is what \(giver) hands to \(node) in step \(step), one contribution of several"
  }
  static func localDerivative(_ operation: String, _ operand: String, _ step: Int) -> String {
    "it is the local derivative ∂\(operation)/∂\(operand) of step \(step)"
  }
  static func otherAdjoint(_ function: String, _ node: String, _ step: Int) -> String {
    "it is ∂\(function)/∂\(node) after step \(step)"
  }
}
