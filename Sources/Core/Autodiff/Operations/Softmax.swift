import Tensors

// Composed of other operations, whose rules are all it needs: it has no derivative of its own.
extension Node {
  /// The softmax over some axes, `eˣ/Σeˣ`, shifted by the largest element so that nothing overflows.
  ///
  /// - Throws: ``TensorError/axisOutOfRange(operation:axis:_:)``, ``TensorError/repeatedAxis(operation:axis:_:)``,
  ///   ``TensorError/emptyReduction(operation:_:)`` where there is nothing to sum over.
  public static func softmax(_ x: Node, axes: [Int]) throws(TensorError) -> Node {
    _ = try x.value.shape.extent(of: axes, for: "softmax")
    let top: Node
    do {
      top = try applying(.max(axes: axes, keepDims: true), to: Operands(x))
    } catch {
      guard case .emptyReduction(_, let shape) = error else { throw error }
      throw .emptyReduction(operation: "softmax", shape)
    }
    let powers = try applying(.exp, to: Operands(applying(.sub, to: Operands(x, top))))
    return try applying(
      .div, to: Operands(powers, applying(.sum(axes: axes, keepDims: true), to: Operands(powers))))
  }
}
