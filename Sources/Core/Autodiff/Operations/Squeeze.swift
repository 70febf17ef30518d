import Formulas
import Tensors

/// The array without axes of size 1: those named, or all.
final class Squeeze: Rearrangement {
  let axes: [Int]?

  init(axes: [Int]?) { self.axes = axes }

  var name: String { "squeeze" }
  var attributes: [String: Attribute] { ["axis": axes.map(Attribute.integers) ?? .none] }

  func read(_ attributes: [String: Attribute], for operation: Operation) -> Operation? {
    Attribute.axes(attributes["axis"]).map { .squeeze(axes: $0) }
  }

  func formula(_ operands: Operands<Formula>) -> Formula { .named(name, [operands[0]] + Formula.axes(axes)) }

  func rearranged(_ x: Tensor) throws(TensorError) -> Tensor { try x.reshaped(to: x.shape.squeezed(axes: axes)) }
  func restored<A: ArrayQuantity>(_ adjoint: A, to shape: Shape) throws(TensorError) -> A {
    try adjoint.reshaped(to: shape)
  }
}
