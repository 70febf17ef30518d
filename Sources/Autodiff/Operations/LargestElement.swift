import Formulas
import Tensors

/// The largest element over some axes or all; ties share the adjoint equally.
struct LargestElement: Reduction {
  let axes: [Int]?
  let keepDims: Bool

  var name: String { "max" }
  var kink: String? { "ties share the adjoint equally, along the reduced axes" }

  func evaluate(_ operands: Operands<Tensor>) throws(TensorError) -> Tensor {
    try operands[0].max(axes: axes, keepDims: keepDims)
  }

  func pullBack(
    _ adjoint: Tensor, to operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    try Extreme.pullBack(adjoint, axes, operands[0], result)
  }

  func pushForward(
    _ tangent: Tensor, from operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    try Extreme.pushForward(tangent, axes, keepDims, operands[0], result)
  }

  func pullBackFormula(
    _ adjoint: Formula, to operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    Extreme.pullBackFormula(adjoint, operands[0], result)
  }
}
