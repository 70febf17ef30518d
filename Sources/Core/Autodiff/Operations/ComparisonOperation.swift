import Formulas
import Tensors

/// A comparison, 1 where it holds and 0 where not; it has no derivative and serves as a condition.
final class ComparisonOperation: OperationRule {
  static let less = ComparisonOperation(.less)
  static let lessEqual = ComparisonOperation(.lessEqual)
  static let greater = ComparisonOperation(.greater)
  static let greaterEqual = ComparisonOperation(.greaterEqual)
  static let equal = ComparisonOperation(.equal)
  static let notEqual = ComparisonOperation(.notEqual)

  let comparison: Tensor.Comparison

  init(_ comparison: Tensor.Comparison) {
    self.comparison = comparison
  }

  var name: String { comparison.rawValue }
  var arity: ClosedRange<Int> { 2...2 }
  var domain: [ClosedRange<Double>] { [-3...3, -3...3] }
  var remark: String? { "a condition has no derivative" }

  func evaluate(_ operands: Operands<Tensor>) throws(TensorError) -> Tensor {
    try operands[0].compared(comparison, to: operands[1])
  }

  func isAtKink(_ operands: Operands<Tensor>, _ result: Tensor) throws(TensorError) -> Bool {
    try operands[0].compared(.equal, to: operands[1]).elements.contains(1)
  }

  func elementCountIfGrowing(_ operands: Operands<Tensor>) -> Int { operands.broadcastCount }
  func isDifferentiable(in operand: Int) -> Bool { false }
  func local(_ operand: Int, _ operands: Operands<Tensor>, _ result: Tensor) -> Tensor? { nil }

  // Asked by nobody, since no operand is differentiable; a step function's derivative is 0 almost everywhere.
  func pullBack<A: ArrayQuantity>(
    _ adjoint: A, to operand: Int, _ operands: Operands<A>, _ result: A
  ) throws(TensorError) -> A {
    try result.filled(0).broadcast(to: result.shape)
  }

  func pushForward(
    _ tangent: Tensor, from operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    Tensor(repeating: 0, shape: result.shape, dtype: result.dtype)
  }

  func formula(_ operands: Operands<Formula>) -> Formula {
    // Of a comparison `≠ 0` says the same again.
    if sign == .notEqual, case .comparison = operands[0], operands[1].isZero { return operands[0] }
    return .comparison(sign, operands[0], operands[1])
  }

  func localFormula(_ operand: Int, _ operands: Operands<Formula>, _ result: Formula) -> Formula? { nil }

  func pullBackFormula(
    _ adjoint: Formula, to operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    .number(0)
  }

  func pushForwardFormula(
    _ tangent: Formula, from operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    .number(0)
  }

  private var sign: Formula.Comparison {
    switch comparison {
    case .less: .less
    case .lessEqual: .lessEqual
    case .greater: .greater
    case .greaterEqual: .greaterEqual
    case .equal: .equal
    case .notEqual: .notEqual
    }
  }
}
