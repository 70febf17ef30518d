import Formulas
import Tensors

/// The elements repeated along new and stretched axes, NumPy's `broadcast_to`; its adjoint is summed along them.
final class BroadcastTo: OperationRule {
  let sizes: [Int]

  init(sizes: [Int]) { self.sizes = sizes }

  var name: String { "broadcast_to" }
  var arity: ClosedRange<Int> { 1...1 }
  var domain: [ClosedRange<Double>] { [-3...3] }
  var attributes: [String: Attribute] { ["shape": .integers(sizes)] }

  func read(_ attributes: [String: Attribute], for operation: Operation) -> Operation? {
    if case .integers(let sizes)? = attributes["shape"] { .broadcast(sizes: sizes) } else { nil }
  }

  func elementCountIfGrowing(_ operands: Operands<Tensor>) -> Int { (try? Shape(sizes).count) ?? 0 }

  func evaluate(_ operands: Operands<Tensor>) throws(TensorError) -> Tensor {
    try operands[0].broadcast(to: Shape(sizes))
  }

  func local(_ operand: Int, _ operands: Operands<Tensor>, _ result: Tensor) -> Tensor? { nil }

  // The sum to the operand's shape is the backward pass's.
  func pullBack<A: ArrayQuantity>(_ adjoint: A, to operand: Int, _ operands: Operands<A>, _ result: A) -> A { adjoint }

  func pushForward(
    _ tangent: Tensor, from operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    try tangent.broadcast(to: result.shape)
  }

  func formula(_ operands: Operands<Formula>) -> Formula {
    .named(name, [operands[0], .tuple(sizes.map { .literal(Double($0)) })])
  }

  func localFormula(_ operand: Int, _ operands: Operands<Formula>, _ result: Formula) -> Formula? { nil }

  func pullBackFormula(
    _ adjoint: Formula, to operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    adjoint
  }
}
