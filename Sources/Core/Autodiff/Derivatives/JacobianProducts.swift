import Tensors

/// The vector-Jacobian product of a node: the gradients for an adjoint of one's own in place of ones.
///
/// - Parameters:
///   - output: the node to differentiate.
///   - adjoint: what the pass starts from at the output, broadcast to its shape.
/// - Returns: the products, in the shapes of the variables.
/// - Throws: ``TensorError/shapesDoNotBroadcast(operation:_:_:)`` where the adjoint does not fit the output, and
///   ``TensorError`` where a result would exceed the limits of a tensor.
/// - Complexity: one backward pass.
public func vjp(of output: Node, adjoint: Tensor) throws(TensorError) -> Gradients {
  let seed = try adjoint.converted(to: output.value.dtype).broadcast(to: output.value.shape)
  return try BackwardPass(from: output, seed: seed).run()
}

/// The Jacobian-vector product of a node: how it moves when some of its variables move.
///
/// ```swift
/// try jvp(of: x * y, along: [x: 1, y: 2])  // y + 2x
/// ```
///
/// - Parameters:
///   - output: the node to differentiate.
///   - directions: how each node moves, broadcast to its shape; variables that are not named stay.
/// - Returns: the movement of the output, in its shape.
/// - Throws: ``TensorError/shapesDoNotBroadcast(operation:_:_:)`` where a direction does not fit, and ``TensorError``
///   where a result would exceed the limits of a tensor.
/// - Complexity: a forward pass for each direction.
public func jvp(of output: Node, along directions: KeyValuePairs<Node, Tensor>) throws(TensorError) -> Tensor {
  let graph = Tape(output)
  var sum = Tensor.zeros(like: output.value)
  for (node, direction) in directions {
    let along = try direction.converted(to: node.value.dtype).broadcast(to: node.value.shape)
    for position in graph.positions(of: node) {
      sum = try sum.adding(graph.tangent(moving: position, along: along))
    }
  }
  return sum
}

/// The Jacobian of a node with respect to another one, by the mode that takes fewer passes.
///
/// - Parameters:
///   - output: the node to differentiate, of any shape.
///   - input: a variable, or any node the output was computed from.
/// - Returns: the derivative of each element of the output with respect to each of the input: the output's axes first,
///   then the input's. Two scalars give a scalar; zeros where the output does not depend on the input.
/// - Throws: ``TensorError`` where the result would exceed the limits of a tensor.
/// - Complexity: as many passes as the smaller of the two has elements.
public func jacobian(of output: Node, withRespectTo input: Node) throws(TensorError) -> Tensor {
  let (rows, columns) = (output.value.shape, input.value.shape)
  guard rows.count < columns.count else { return try derivative(of: output, withRespectTo: input) }
  let shape = try Shape(rows.sizes + columns.sizes)
  var elements: [Double] = []
  elements.reserveCapacity(shape.count)
  var seed = Array(repeating: 0.0, count: rows.count)
  for row in seed.indices {
    seed[row] = 1
    let adjoint = try Tensor(seed, shape: rows, dtype: output.value.dtype)
    elements += try gradient(of: output, withRespectTo: input, adjoint: adjoint).elements
    seed[row] = 0
  }
  return try Tensor(elements, shape: shape, dtype: output.value.dtype)
}

/// The derivative of a node with respect to any node beneath it, a variable or an operation.
///
/// - Parameters:
///   - output: the node to differentiate; where it is not a scalar, the sum of its elements.
///   - node: the node; a copy made by ``Node/named(_:)`` that is not in the graph stands for what it is a copy of.
/// - Returns: the derivative in the node's shape; zeros where the output does not depend on it.
/// - Throws: ``TensorError`` where a result would exceed the limits of a tensor.
/// - Complexity: one backward pass.
public func gradient(of output: Node, withRespectTo node: Node) throws(TensorError) -> Tensor {
  try gradient(of: output, withRespectTo: node, adjoint: .ones(like: output.value))
}

/// The same for an adjoint of the output that need not be ones.
func gradient(of output: Node, withRespectTo node: Node, adjoint: Tensor) throws(TensorError) -> Tensor {
  var own: Tensor?
  var copies: [Tensor] = []
  _ = try BackwardPass(from: output, seed: adjoint) { event in
    guard case .visit(let visited, let adjoint?) = event, visited.origin === node.origin else { return }
    if visited === node { own = adjoint } else { copies.append(adjoint) }
  }.run()
  guard own == nil, var sum = copies.first else { return own ?? .zeros(like: node.value) }
  for copy in copies.dropFirst() { sum = try sum.adding(copy) }
  return sum
}
