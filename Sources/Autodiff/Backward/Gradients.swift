import Tensors

/// The derivatives of one output with respect to the variables it was computed from.
public struct Gradients: Sendable {
  private var positions: [ObjectIdentifier: Int] = [:]
  /// The variables the output depends on, in the order in which the pass finished them.
  public private(set) var variables: [Node] = []
  private var tensors: [Tensor] = []

  /// Room for the derivatives with respect to so many variables.
  init(capacity: Int) {
    positions.reserveCapacity(capacity)
    variables.reserveCapacity(capacity)
    tensors.reserveCapacity(capacity)
  }

  mutating func insert(_ variable: Node, _ gradient: Tensor) {
    positions[ObjectIdentifier(variable)] = variables.count
    variables.append(variable)
    tensors.append(gradient)
  }

  /// The derivative with respect to a node, in the node's shape; zeros where the output does not depend on it.
  public subscript(node: Node) -> Tensor {
    positions[ObjectIdentifier(node)].map { tensors[$0] } ?? .zeros(like: node.value)
  }

  /// The derivative with respect to the variable of a name; nil where no variable, or more than one, has it.
  public subscript(name: String) -> Tensor? {
    let matches = variables.indices.filter { variables[$0].name == name }
    return matches.count == 1 ? tensors[matches[0]] : nil
  }
}

/// The derivatives of a node with respect to every variable it was computed from, by one backward pass.
///
/// A node that is not a scalar is differentiated as the sum of its elements (its adjoint starts as ones).
///
/// - Parameters:
///   - output: the node to differentiate.
///   - listener: is told of each step; the result is the same to the bit with and without.
/// - Returns: the derivatives, in the shapes of the variables.
/// - Throws: ``TensorError`` where a result would exceed the limits of a tensor.
/// - Complexity: O((*n* + *e*) log *n*) for *n* nodes and *e* operand edges, besides the operations' own work.
public func gradient(of output: Node, listener: ((BackwardEvent) -> Void)? = nil) throws -> Gradients {
  try BackwardPass(from: output, listener: listener).run()
}
