import Formulas
import Tensors

/// The mean over some axes or all; its adjoint is shared out equally along them.
final class Mean: Reduction {
  let axes: [Int]?
  let keepDims: Bool

  init(axes: [Int]?, keepDims: Bool) {
    self.axes = axes
    self.keepDims = keepDims
  }

  var name: String { "mean" }

  func read(_ attributes: [String: Attribute], for operation: Operation) -> Operation? {
    ReductionAttributes(attributes).map { .mean(axes: $0.axes, keepDims: $0.keepDims) }
  }

  func evaluate(_ operands: Operands<Tensor>) throws(TensorError) -> Tensor {
    try operands[0].mean(axes: axes, keepDims: keepDims)
  }

  func pullBack<A: ArrayQuantity>(
    _ adjoint: A, to operand: Int, _ operands: Operands<A>, _ result: A
  ) throws(TensorError) -> A {
    let shape = operands[0].shape
    let count = adjoint.filled(try shape.extent(of: axes, for: name))
    return try adjoint.divided(by: count).repeated(alongSummed: axes, of: shape)
  }

  func pushForward(
    _ tangent: Tensor, from operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    try tangent.mean(axes: axes, keepDims: keepDims)
  }

  func pullBackFormula(
    _ adjoint: Formula, to operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    .fraction(.named("broadcast", [adjoint]), .symbol(Symbol("n")))
  }
}
