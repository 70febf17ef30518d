import Formulas
import Tensors

/// What the largest and the smallest element have in common: they pass derivatives to the elements they are equal to.
enum Extreme {
  static func pullBack(
    _ adjoint: Tensor, _ axes: [Int]?, _ x: Tensor, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    try adjoint.repeated(alongSummed: axes, of: x.shape).multiplied(by: x.shares(inExtreme: result, axes: axes))
  }

  static func pushForward(
    _ tangent: Tensor, _ axes: [Int]?, _ keepDims: Bool, _ x: Tensor, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    try tangent.multiplied(by: x.shares(inExtreme: result, axes: axes)).sum(axes: axes, keepDims: keepDims)
  }

  static func pullBackFormula(_ adjoint: Formula, _ x: Formula, _ result: Formula) -> Formula {
    .piecewise(
      .fraction(adjoint, .symbol(Symbol("n"))), condition: .comparison(.equal, x, result), otherwise: .number(0))
  }
}
