import Tensors

// Composed of other operations, whose rules are all it needs: it has no derivative of its own.
extension Node {
  /// The logarithm of the softmax over some axes, the array less its log-sum-exp: without overflow, and never −∞ where a
  /// power rounds to 0.
  ///
  /// - Throws: ``TensorError/axisOutOfRange(operation:axis:_:)``, ``TensorError/repeatedAxis(operation:axis:_:)``,
  ///   ``TensorError/emptyReduction(operation:_:)`` where there is nothing to sum over.
  public static func logSoftmax(_ x: Node, axes: [Int]) throws(TensorError) -> Node {
    try applying(.sub, to: Operands(x, applying(.logSumExp(axes: axes, keepDims: true), to: Operands(x))))
  }
}
