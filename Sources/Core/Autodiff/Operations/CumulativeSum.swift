import Formulas
import Tensors

/// The sums of the elements up to each along an axis, NumPy's `cumsum`, or from each to the end.
final class CumulativeSum: OperationRule {
  let axis: Int
  let isReversed: Bool

  init(axis: Int, isReversed: Bool) {
    self.axis = axis
    self.isReversed = isReversed
  }

  var name: String { "cumsum" }
  var arity: ClosedRange<Int> { 1...1 }
  var domain: [ClosedRange<Double>] { [-3...3] }
  var remark: String? { "the adjoint is summed up from the end" }

  var attributes: [String: Attribute] {
    var attributes: [String: Attribute] = ["axis": .integers([axis])]
    if isReversed { attributes["reverse"] = .flag(true) }
    return attributes
  }

  func read(_ attributes: [String: Attribute], for operation: Operation) -> Operation? {
    guard let axis = attributes.joiningAxis, case .flag(let isReversed) = attributes["reverse"] ?? .flag(false) else {
      return nil
    }
    return .cumulativeSum(axis: axis, isReversed: isReversed)
  }

  func evaluate(_ operands: Operands<Tensor>) throws(TensorError) -> Tensor {
    try operands[0].cumulativeSum(axis: axis, reversed: isReversed)
  }

  func local(_ operand: Int, _ operands: Operands<Tensor>, _ result: Tensor) -> Tensor? { nil }

  func pullBack<A: ArrayQuantity>(
    _ adjoint: A, to operand: Int, _ operands: Operands<A>, _ result: A
  ) throws(TensorError) -> A {
    try adjoint.broadcast(to: result.shape).cumulativeSum(axis: axis, reversed: !isReversed)
  }

  func pushForward(
    _ tangent: Tensor, from operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    try tangent.cumulativeSum(axis: axis, reversed: isReversed)
  }

  func formula(_ operands: Operands<Formula>) -> Formula { formula(operands[0], isReversed) }
  func localFormula(_ operand: Int, _ operands: Operands<Formula>, _ result: Formula) -> Formula? { nil }

  func pullBackFormula(
    _ adjoint: Formula, to operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    formula(adjoint, !isReversed)
  }

  private func formula(_ x: Formula, _ isReversed: Bool) -> Formula {
    .named(name, [x] + Formula.axes([axis]) + (isReversed ? [.reversed] : []))
  }
}

extension Formula {
  /// The argument `reverse`, where it is true.
  fileprivate static let reversed = Formula.keyword("reverse", .symbol(Symbol("true", face: .upright)))
}
