import Formulas
import Tensors

/// The sum over some axes or all; its adjoint is repeated along them.
struct Sum: OperationRule {
  /// The axes summed over, all of them for nil.
  let axes: [Int]?
  /// Whether the summed axes stay, with size 1.
  let keepDims: Bool

  var name: String { "sum" }
  var arity: ClosedRange<Int> { 1...1 }
  var domain: [ClosedRange<Double>] { [-3...3] }

  var attributes: [String: Attribute] {
    ["axis": axes.map(Attribute.integers) ?? .none, "keepdims": .flag(keepDims)]
  }

  func evaluate(_ operands: Operands<Tensor>) throws(TensorError) -> Tensor {
    try operands[0].sum(axes: axes, keepDims: keepDims)
  }

  func local(_ operand: Int, _ operands: Operands<Tensor>, _ result: Tensor) -> Tensor? { nil }

  func pullBack(
    _ adjoint: Tensor, to operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    try adjoint.repeated(alongSummed: axes, of: operands[0].shape)
  }

  func pushForward(
    _ tangent: Tensor, from operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    try tangent.sum(axes: axes, keepDims: keepDims)
  }

  func formula(_ operands: Operands<Formula>) -> Formula { .total(operands[0]) }
  func localFormula(_ operand: Int, _ operands: Operands<Formula>, _ result: Formula) -> Formula? { nil }

  func pullBackFormula(
    _ adjoint: Formula, to operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    adjoint
  }
}
