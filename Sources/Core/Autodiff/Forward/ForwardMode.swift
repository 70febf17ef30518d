import Tensors

/// The direction in which derivatives travel through a graph.
public enum DifferentiationMode: Hashable, Sendable, CaseIterable {
  /// From the output back, by vector-Jacobian products: one pass, however many variables there are.
  case reverse
  /// From a variable on, by Jacobian-vector products, with dual numbers: a pass for each element of each variable.
  case forward
}

/// The derivatives of a node with respect to every variable it was computed from, by the mode that is asked for.
///
/// Both give the same up to rounding; ``gradient(of:listener:)`` is the reverse one.
///
/// - Parameters:
///   - output: the node to differentiate; where it is not a scalar, the sum of its elements.
///   - mode: which way derivatives travel.
/// - Returns: the derivatives, in the shapes of the variables.
/// - Throws: ``TensorError`` where a result would exceed the limits of a tensor.
/// - Complexity: in forward mode, a pass over the graph for each element of each variable, which is what reverse mode
///   spares (article, "Starting from the End").
public func gradient(of output: Node, mode: DifferentiationMode) throws(TensorError) -> Gradients {
  guard mode == .forward else { return try gradient(of: output) }
  let graph = Tape(output)
  let variables = graph.variables
  let seed = Tensor.ones(like: output.value)
  var gradients = Gradients(of: output, seed: seed, capacity: variables.count)
  for position in variables {
    let variable = graph.nodes[position]
    let sums = try graph.tangents(moving: position).map { (tangent) throws(TensorError) in
      try tangent.sum().elements[0]
    }
    gradients.insert(
      variable, try Tensor(sums, shape: variable.value.shape, dtype: variable.value.dtype))
  }
  return gradients
}

/// The Jacobian of a node with respect to another one beneath it, by forward mode.
///
/// Each element of the input moves alone, and its dual number travels through the graph to the output (article,
/// part 1).
///
/// - Parameters:
///   - output: the node to differentiate, of any shape.
///   - input: a variable, or any node the output was computed from, which then counts as one; a copy made by
///     ``Node/named(_:)`` that is not in the graph stands for what it is a copy of.
/// - Returns: the derivative of each element of the output with respect to each of the input: the output's axes first,
///   then the input's. Two scalars give a scalar; zeros where the output does not depend on the input.
/// - Throws: ``TensorError`` where the result would exceed the limits of a tensor.
/// - Complexity: a pass over the graph for each element of the input.
public func derivative(of output: Node, withRespectTo input: Node) throws(TensorError) -> Tensor {
  let (rows, columns) = (output.value.shape, input.value.shape)
  let shape = try Shape(rows.sizes + columns.sizes)
  let graph = Tape(output)
  var elements = Array(repeating: 0.0, count: shape.count)
  for position in graph.positions(of: input) {
    for (column, tangent) in try graph.tangents(moving: position).enumerated() {
      for (row, element) in tangent.elements.enumerated() { elements[row * columns.count + column] += element }
    }
  }
  return try Tensor(elements, shape: shape, dtype: output.value.dtype)
}

/// The derivative of a function as a function, by forward mode.
///
/// ```swift
/// let slope = derivative { x in sin(x) * x }
/// try slope(2)  // sin 2 + 2 cos 2
/// ```
///
/// - Parameter function: is called with a variable each time the derivative is asked for.
/// - Returns: a function that takes a point and returns the Jacobian there, as ``derivative(of:withRespectTo:)-(_,Node)``; it throws
///   what `function` throws, and ``TensorError`` where the result would exceed the limits of a tensor.
public func derivative(
  of function: @escaping (Node) throws(TensorError) -> Node
) -> (Tensor) throws(TensorError) -> Tensor {
  { (point) throws(TensorError) in
    let input = variable(point)
    return try derivative(of: function(input), withRespectTo: input)
  }
}
