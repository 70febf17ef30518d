import Formulas
import Tensors

/// The same elements in another shape; one size may be −1, the one that follows from the others.
final class Reshape: Rearrangement {
  let sizes: [Int]

  init(sizes: [Int]) { self.sizes = sizes }

  var name: String { "reshape" }
  var attributes: [String: Attribute] { ["shape": .integers(sizes)] }

  func read(_ attributes: [String: Attribute], for operation: Operation) -> Operation? {
    if case .integers(let sizes)? = attributes["shape"] { .reshape(sizes: sizes) } else { nil }
  }

  func formula(_ operands: Operands<Formula>) -> Formula {
    .named(name, [operands[0], .tuple(sizes.map { .literal(Double($0)) })])
  }

  func rearranged(_ x: Tensor) throws(TensorError) -> Tensor { try x.reshaped(to: x.shape.reshaped(to: sizes)) }
  func restored<A: ArrayQuantity>(_ adjoint: A, to shape: Shape) throws(TensorError) -> A {
    try adjoint.reshaped(to: shape)
  }
}
