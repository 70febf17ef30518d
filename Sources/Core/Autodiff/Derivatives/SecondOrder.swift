import Tensors

/// The second derivatives of one output with respect to its variables.
public struct Hessian: Sendable {
  private let gradients: GradientGraph

  init(of output: Node) throws(TensorError) {
    gradients = try gradientGraph(of: output)
  }

  /// The variables the output depends on, in the order in which a backward pass reaches them.
  public var variables: [Node] { gradients.variables }

  /// The block `∂²f/∂x∂y`: the axes of the first node, then those of the second.
  ///
  /// - Throws: ``TensorError`` where the result would exceed the limits of a tensor.
  /// - Complexity: a pass over the graph of the gradient for each element of the second node.
  public func block(_ x: Node, _ y: Node) throws(TensorError) -> Tensor {
    try derivative(of: gradients[x], withRespectTo: y)
  }
}

/// The second derivatives of a node with respect to its variables, by forward mode over the graph of its gradient.
///
/// - Parameter output: the node to differentiate; where it is not a scalar, the sum of its elements.
/// - Returns: the blocks of the Hessian, computed when they are asked for.
/// - Throws: ``TensorError`` where the graph of the gradient would exceed the limits of a tensor.
public func hessian(of output: Node) throws(TensorError) -> Hessian { try Hessian(of: output) }

/// The second derivatives of a node with respect to one variable, or any node beneath it.
///
/// - Parameters:
///   - output: the node to differentiate; where it is not a scalar, the sum of its elements.
///   - node: a variable, or any node the output was computed from.
/// - Returns: the Hessian: the axes of the node twice; a scalar for a scalar.
/// - Throws: ``TensorError`` where the result would exceed the limits of a tensor.
/// - Complexity: a pass over the graph of the gradient for each element of the node.
public func hessian(of output: Node, withRespectTo node: Node) throws(TensorError) -> Tensor {
  try hessian(of: output).block(node, node)
}

/// The product of the Hessian with a vector, without the Hessian itself: the gradient's derivative along a direction.
///
/// - Parameters:
///   - output: the node to differentiate; where it is not a scalar, the sum of its elements.
///   - node: a variable, or any node the output was computed from.
///   - direction: a vector in the shape of the node, to which it is broadcast.
/// - Returns: the product, in the shape of the node.
/// - Throws: ``TensorError`` where the direction does not fit.
/// - Complexity: a pass over the graph of the gradient (B. A. Pearlmutter, "Fast exact multiplication by the Hessian",
///   Neural Computation 6 (1994) 147–160).
public func hessianVectorProduct(
  of output: Node, withRespectTo node: Node, along direction: Tensor
) throws(TensorError) -> Tensor {
  try jvp(of: gradientGraph(of: output)[node], along: [node: direction])
}
