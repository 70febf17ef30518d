import Formulas
import Tensors

/// The sum over some axes or all; its adjoint is repeated along them.
final class Sum: Reduction {
  let axes: [Int]?
  let keepDims: Bool

  init(axes: [Int]?, keepDims: Bool) {
    self.axes = axes
    self.keepDims = keepDims
  }

  var name: String { "sum" }

  func read(_ attributes: [String: Attribute], for operation: Operation) -> Operation? {
    ReductionAttributes(attributes).map { .sum(axes: $0.axes, keepDims: $0.keepDims) }
  }

  func evaluate(_ operands: Operands<Tensor>) throws(TensorError) -> Tensor {
    try operands[0].sum(axes: axes, keepDims: keepDims)
  }

  func pullBack<A: ArrayQuantity>(
    _ adjoint: A, to operand: Int, _ operands: Operands<A>, _ result: A
  ) throws(TensorError) -> A {
    try adjoint.repeated(alongSummed: axes, of: operands[0].shape)
  }

  func pushForward(
    _ tangent: Tensor, from operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    try tangent.sum(axes: axes, keepDims: keepDims)
  }

  func formula(_ operands: Operands<Formula>) -> Formula {
    switch axes {
    case nil where !keepDims: .total(operands[0])
    case []: operands[0]
    default: .named(name, [operands[0]] + arguments)
    }
  }

  func pullBackFormula(
    _ adjoint: Formula, to operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    .named("broadcast", [adjoint])
  }
}
