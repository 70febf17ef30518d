import Formulas
import Tensors

/// The smallest element over some axes or all; ties share the adjoint equally.
struct SmallestElement: Reduction {
  let axes: [Int]?
  let keepDims: Bool

  var name: String { "min" }
  var kink: String? { "ties share the adjoint equally, along the reduced axes" }

  func evaluate(_ operands: Operands<Tensor>) throws(TensorError) -> Tensor {
    try operands[0].min(axes: axes, keepDims: keepDims)
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
