import Autodiff
import Formulas

/// An operation as captions write it, with operands that can be told apart.
struct OperationText {
  let id: Int
  let node: TraceNode
  let rule: (any OperationRule)?
  /// The operands as they stand in formulas.
  let operands: Operands<Formula>
  /// The symbols of the operands, marked where the name alone would mean two things.
  private let symbols: [Symbol]
  private let words: Vocabulary
  /// The number that `n` stands for, and the letter it is written with.
  let count: (letter: Symbol, count: ReductionCount)?

  /// An operation of a trace; `isMarked` says whether the name of the operand at a place needs a mark.
  init(_ id: Int, _ trace: Trace, _ words: Vocabulary, counting letter: Symbol, isMarked: (Int) -> Bool) {
    self.id = id
    self.words = words
    let node = trace.nodes[id]
    self.node = node
    rule = trace.rule(of: id)
    symbols = node.operands.enumerated().map { place, operand in
      let symbol = words.symbol(operand)
      return isMarked(place) ? symbol.asOperand(place + 1) : symbol
    }
    operands = Operands(
      all: zip(node.operands, symbols).map { operand, symbol in
        let isMarked = symbol.operand != nil && trace.nodes[operand].kind != .constant
        return isMarked ? .symbol(symbol) : words.operand(operand)
      })
    count = rule == nil ? nil : trace.count(of: id).map { (letter, $0) }
  }

  /// The name of the result.
  var result: Formula { .symbol(words.symbol(id)) }

  /// The operation as an equation, `mul = x × y`.
  var definition: Formula? { rule.map { .equality(result, $0.formula(operands)) } }

  /// The local derivative by name, `∂mul/∂x`.
  func local(_ place: Int) -> Formula { .partial(words.symbol(id), symbols[place]) }

  /// The step with its local derivative, where that is a value of the trace.
  ///
  /// A product with a number is elementwise, whatever its name is.
  func withLocal(_ step: TraceEvent.Propagation, _ trace: Trace) -> TraceEvent.Propagation {
    guard step.local == nil, rule?.name == "mul", node.operands.count == 2, node.operands.indices.contains(step.operand)
    else { return step }
    var step = step
    step.local = trace.nodes[node.operands[1 - step.operand]].value
    return step
  }

  /// The local derivative as mathematics; nil where the operation is not elementwise.
  func localFormula(_ place: Int) -> Formula? { rule?.localFormula(place, operands, result) }

  /// The contribution of an adjoint to that of an operand, as a formula.
  func share(_ adjoint: Formula, to place: Int, _ operands: Operands<Formula>? = nil) -> Formula? {
    guard let share = rule?.pullBackFormula(adjoint, to: place, operands ?? self.operands, result) else { return nil }
    return count.map { share.replacing(Symbol("n"), by: $0.letter) } ?? share
  }

  /// The contribution of an operand's tangent to that of the result, as a formula.
  func pushForward(_ tangent: Formula, from place: Int) -> Formula? {
    guard let share = rule?.pushForwardFormula(tangent, from: place, operands, result) else { return nil }
    return count.map { share.replacing(Symbol("n"), by: $0.letter) } ?? share
  }

  /// `n = 4, the number of elements averaged`.
  var countStatement: Formula? {
    guard let (letter, count) = count else { return nil }
    guard let value = count.value, words.arrays.writes(value.shape) else {
      return .phrase(Words.meaning(.symbol(letter), count.meaning))
    }
    return .phrase(Words.meaningOfValue(.equality(.symbol(letter), words.value(value)), count.meaning))
  }
}
