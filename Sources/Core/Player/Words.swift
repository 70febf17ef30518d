import Formulas

extension Words {
  /// What the player says of its questions: a name in braces stands for a formula, or for `a`, what a cause adds.
  static let questions = [
    "askNext": "Which node is next in the walk? Choose it in the graph, or type its name.",
    "askLocal": "What is {asked}, the local derivative?",
    "askSum": "{operation} hands on to {operand}. What is {asked} then?",
    "right": "Right: ", "wrong": "Not quite. ",
    "next": "{node} is next.", "amount": "{asked} is {number}.",
    "score": "Question {number} of {all}, {right} right", "end": "{right} of {all} right.",
    "noNode": "No node has this name. Names stand in the graph.",
    "noNumber": "Write a number or a calculation, such as 12, 3*4, 1/2, 2^3 or cos(3).",
    // What is wrong with a node.
    "visited": "{node} has been visited already.", "unseen": "Nothing has reached {node} yet.",
    "later": "{node} is ready, but another node joined the queue before it.",
    "waits": "{node} still waits: {a} contributions have arrived.",
    "waitsForUses": "{node} still waits for others that use it.",
    // What is wrong with a number where no cause is known.
    "differentiate": "Differentiate {operation} with respect to {operand} alone.",
    "multiply": "It is {upstream} times {local}.", "add": "It is what was there plus {upstream} times {local}.",
    "element": "It is what {operation} hands on to this element.",
    "addElement": "It is what was there plus what {operation} hands on to this element.",
    // Where a cause is known.
    "overwrite": "That is the new contribution alone, without what was there: {a}.",
    "notAdded": "That is what was there: the new contribution is to be added.",
    "noUpstream": "That is not multiplied by what comes in: {upstream} is {a}.",
    "upstreamAlone": "That is {upstream} alone: it is multiplied by {local}.",
    "ungated": "That takes {upstream} as it was when {a} contributions had arrived.",
    "again": "{operation} hands on once, when all has arrived.",
    "noUnbroadcast": "{operand} was broadcast: what comes back to its copies is added up.",
    "noZeroing": "That still holds the gradient of an earlier pass: a pass begins with 0.",
    "sign": "The sign is the other one.",
    "contribution": "That is multiplied by {upstream} already: the local derivative is that of {operation} alone.",
    "other": "That is {a}, for the other operand.",
    "ofResult": "That is the value of {operation}.", "ofOperand": "That is the value of {operand}.",
  ]

  /// A sum of what was there and a contribution, before they are added.
  static func sum(_ earlier: String, _ contribution: String) -> String {
    contribution.first == "−" ? "\(earlier) − \(contribution.dropFirst())" : "\(earlier) + \(contribution)"
  }

  /// How many contributions have arrived.
  static func arrived(_ count: Int, of expected: Int) -> String { "\(count) of \(expected)" }

  /// One element of what is asked for.
  static func element(_ indices: [Int]) -> String {
    "element [\(indices.map { String($0) }.joined(separator: ", "))] of "
  }
}
