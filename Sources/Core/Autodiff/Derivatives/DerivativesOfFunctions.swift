import Tensors

// Derivatives of Swift functions.

/// A value with its derivatives.
public struct ValueWithGradient: Sendable {
  /// The value.
  public let value: Tensor
  /// The derivatives.
  public let gradients: Gradients
}

/// The value of a node with its derivatives.
///
/// - Parameter output: the node to differentiate; where it is not a scalar, the sum of its elements.
/// - Returns: its value and its derivatives with respect to every variable it was computed from.
/// - Throws: ``TensorError`` where a result would exceed the limits of a tensor.
public func valueWithGradient(of output: Node) throws(TensorError) -> ValueWithGradient {
  ValueWithGradient(value: output.value, gradients: try gradient(of: output))
}

/// The gradient of a function of one array as a function, by reverse mode.
///
/// ```swift
/// let slope = gradient { x in sum(sin(x) * x) }
/// try slope([1, 2])
/// ```
///
/// - Parameter function: is called with a variable each time the gradient is asked for.
/// - Returns: a function that takes a point and returns the derivative there in its shape; of a result that is not a
///   scalar, that of the sum of its elements. It throws what `function` throws, and ``TensorError`` where a result would
///   exceed the limits of a tensor.
public func gradient(
  of function: @escaping (Node) throws(TensorError) -> Node
) -> (Tensor) throws(TensorError) -> Tensor {
  { (x) throws(TensorError) in
    let x = variable(x)
    return try gradient(of: function(x))[x]
  }
}

/// The gradient of a function of two arrays as a function, by reverse mode.
///
/// - Parameter function: is called with variables each time the gradient is asked for.
/// - Returns: a function that takes a point and returns the derivatives there, as that of a function of one array.
public func gradient(
  of function: @escaping (Node, Node) throws(TensorError) -> Node
) -> (Tensor, Tensor) throws(TensorError) -> (Tensor, Tensor) {
  { (x, y) throws(TensorError) in
    let (x, y) = (variable(x), variable(y))
    let gradients = try gradient(of: function(x, y))
    return (gradients[x], gradients[y])
  }
}

/// The gradient of a function of three arrays as a function, by reverse mode.
///
/// - Parameter function: is called with variables each time the gradient is asked for.
/// - Returns: a function that takes a point and returns the derivatives there, as that of a function of one array.
public func gradient(
  of function: @escaping (Node, Node, Node) throws(TensorError) -> Node
) -> (Tensor, Tensor, Tensor) throws(TensorError) -> (Tensor, Tensor, Tensor) {
  { (x, y, z) throws(TensorError) in
    let (x, y, z) = (variable(x), variable(y), variable(z))
    let gradients = try gradient(of: function(x, y, z))
    return (gradients[x], gradients[y], gradients[z])
  }
}

/// The derivative of a function as a function of nodes, so that derivatives can be nested.
///
/// ```swift
/// let second = derivative { x in derivative { y in sin(y) * y }(x) }
/// ```
///
/// The function is called with a variable of its own, for which the node is put in afterwards: what it has outside of it
/// stays as it is, also where that is the same node.
///
/// - Parameter function: a function of one number or array; of a result that is not a scalar, the sum of its elements is
///   differentiated.
/// - Returns: a function that takes a node and returns the derivative there as a node, in its shape. What goes wrong stops
///   the program, as it does in the functions on nodes.
@_disfavoredOverload
public func derivative(of function: @escaping (Node) -> Node) -> (Node) -> Node {
  { x in
    .trusting { () throws(TensorError) in
      let inner = variable(x.value)
      return try gradientGraph(of: function(inner))[inner].replacing(inner, with: x)
    }
  }
}

extension Node {
  /// The graph with another node, of the same value, in the place of one of its nodes.
  ///
  /// - Complexity: O(*n* + *e*) for *n* nodes and *e* operand edges.
  func replacing(_ old: Node, with new: Node) throws(TensorError) -> Node {
    var results: [ObjectIdentifier: Node] = [ObjectIdentifier(old): new]
    for node in operandsFirst() where node !== old {
      let operands = node.operands
      let others = operands.map { results[ObjectIdentifier($0)] ?? $0 }
      guard let operation = node.operation, operands.indices.contains(where: { operands[$0] !== others[$0] }) else {
        continue
      }
      let result = try Node.applying(operation, to: others)
      results[ObjectIdentifier(node)] = node.name.map { result.named($0) } ?? result
    }
    return results[ObjectIdentifier(self)] ?? self
  }
}
