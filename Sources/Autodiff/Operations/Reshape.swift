import Tensors

/// The same elements in another shape; one size may be −1, the one that follows from the others.
struct Reshape: Rearrangement {
  let sizes: [Int]

  var name: String { "reshape" }
  var attributes: [String: Attribute] { ["shape": .integers(sizes)] }

  func rearranged(_ x: Tensor) throws(TensorError) -> Tensor { try x.reshaped(to: x.shape.reshaped(to: sizes)) }
  func restored(_ adjoint: Tensor, to shape: Shape) throws(TensorError) -> Tensor { try adjoint.reshaped(to: shape) }
}
