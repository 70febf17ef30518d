import Formulas
import Tensors

/// An operation that puts the elements of one array into another order or shape, each at most once.
///
/// Such an operation is linear, and its vector-Jacobian product puts them back.
protocol Rearrangement: OperationRule {
  func rearranged(_ x: Tensor) throws(TensorError) -> Tensor
  func restored<A: ArrayQuantity>(_ adjoint: A, to shape: Shape) throws(TensorError) -> A
}

extension Rearrangement {
  var arity: ClosedRange<Int> { 1...1 }
  var domain: [ClosedRange<Double>] { [-3...3] }
  func evaluate(_ operands: Operands<Tensor>) throws(TensorError) -> Tensor { try rearranged(operands[0]) }
  func local(_ operand: Int, _ operands: Operands<Tensor>, _ result: Tensor) -> Tensor? { nil }
  func localFormula(_ operand: Int, _ operands: Operands<Formula>, _ result: Formula) -> Formula? { nil }
  func formula(_ operands: Operands<Formula>) -> Formula { .named(name, [operands[0]]) }

  func pullBack<A: ArrayQuantity>(
    _ adjoint: A, to operand: Int, _ operands: Operands<A>, _ result: A
  ) throws(TensorError) -> A {
    try restored(adjoint, to: operands[0].shape)
  }

  func pushForward(
    _ tangent: Tensor, from operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    try rearranged(tangent)
  }

  func pullBackFormula(
    _ adjoint: Formula, to operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    .named("reshape", [adjoint])
  }
}
