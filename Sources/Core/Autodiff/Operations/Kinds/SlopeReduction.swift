import Formulas
import Tensors

/// A reduction whose result moves with each element by a slope of its own.
protocol SlopeReduction: Reduction {
  /// The derivative of the result with respect to each element, in the operand's shape.
  func slope<A: ArrayQuantity>(_ x: A, _ result: A) throws(TensorError) -> A
  /// The same as mathematics; the result is written so that it broadcasts to the operand's shape.
  func slope(_ x: Formula, _ result: Formula) -> Formula
}

extension SlopeReduction {
  func pullBack<A: ArrayQuantity>(
    _ adjoint: A, to operand: Int, _ operands: Operands<A>, _ result: A
  ) throws(TensorError) -> A {
    try adjoint.repeated(alongSummed: axes, of: operands[0].shape).multiplied(by: slope(operands[0], result))
  }

  func pushForward(
    _ tangent: Tensor, from operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    try tangent.multiplied(by: slope(operands[0], result)).sum(axes: axes, keepDims: keepDims)
  }

  func reach(
    _ moves: Tensor, from operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    // Every element may move the result, also where its slope happens to be 0.
    try moves.sum(axes: axes, keepDims: keepDims).compared(.notEqual, to: moves.filled(0))
  }

  func formula(_ operands: Operands<Formula>) -> Formula { .named(name, [operands[0]] + arguments) }

  func pullBackFormula(
    _ adjoint: Formula, to operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    let x = operands[0]
    guard let axes else { return .dot(adjoint, slope(x, result)) }
    let kept = keepDims ? result : Formula.named(name, [x] + Formula.axes(axes) + [.keepDims])
    return .elementwise(.named("broadcast", [adjoint]), slope(x, kept))
  }

  func pushForwardFormula(
    _ tangent: Formula, from operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    let x = operands[0]
    let kept = axes == nil || keepDims ? result : Formula.named(name, [x] + Formula.axes(axes) + [.keepDims])
    return .named("sum", [.elementwise(slope(x, kept), tangent)] + arguments)
  }

  /// The mean that the slope of a moment is written with.
  func mean(_ x: Formula) -> Formula {
    .named("mean", [x] + (axes == nil ? [] : Formula.axes(axes) + [.keepDims]))
  }
}
