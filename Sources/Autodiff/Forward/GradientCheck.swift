import Tensors

/// One variable's gradient, computed in three independent ways.
public struct GradientCheck: Sendable {
  /// The variable.
  public let variable: Node
  /// By the backward pass.
  public let reverse: Tensor
  /// By dual numbers, one element at a time.
  public let forward: Tensor
  /// By central differences.
  public let difference: Tensor
  /// Whether the three are equal within what each can resolve.
  public let agrees: Bool
}

/// Compares the gradients of a node by reverse mode, forward mode and central differences.
///
/// The differences are extrapolated to step zero (C. J. F. Ridders, "Accurate computation of F'(x) and
/// F'(x)F''(x)", Advances in Engineering Software 4 (1982) 75–76), which also estimates their error.
///
/// - Parameters:
///   - output: the node to differentiate; where it is not a scalar, the sum of its elements.
///   - variables: further variables, on which the output need not depend.
/// - Returns: a comparison for each variable.
/// - Throws: ``TensorError``.
/// - Complexity: some 25 computations of the graph for each element of each variable.
public func checkGradient(of output: Node, variables: [Node] = []) throws -> [GradientCheck] {
  let gradients = try gradient(of: output)
  let graph = Recorded(output)
  let reached = graph.variables.map { graph.nodes[$0] }
  let checks = try graph.variables.map { try check($0, of: graph, gradients[graph.nodes[$0]]) }
  let unreached = variables.filter { variable in !reached.contains { $0 === variable } }
  return checks
    + unreached.map { variable in
      let zeros = Tensor.zeros(like: variable.value)
      return GradientCheck(variable: variable, reverse: zeros, forward: zeros, difference: zeros, agrees: true)
    }
}

private func check(_ leaf: Int, of graph: Recorded, _ reverse: Tensor) throws(TensorError) -> GradientCheck {
  let variable = graph.nodes[leaf]
  let shape = variable.value.shape
  let elements = variable.value.elements
  func tensor(_ values: [Double]) throws(TensorError) -> Tensor {
    try Tensor(values, shape: shape, dtype: variable.value.dtype)
  }
  let forward = try graph.tangents(moving: leaf).map { (tangent) throws(TensorError) in
    try tangent.sum().elements[0]
  }
  var difference: [Double] = []
  var agrees = true
  for (position, backward) in reverse.elements.enumerated() {
    let estimate = try Ridders.derivative(at: elements[position]) { (x) throws(TensorError) in
      var moved = elements
      moved[position] = x
      // Differences in float64 whatever the variable's type: single precision leaves them no digits.
      return try graph.value(replacing: leaf, by: Tensor(moved, shape: shape)).sum().elements[0]
    }
    difference.append(estimate.value)
    let scale = max(1, backward.magnitude)
    let rounding = variable.value.dtype == .float32 ? 1e-4 : 1e-9
    let tolerance = max(1e-6, rounding) * scale + min(10 * estimate.error, 1e-3 * scale)
    agrees =
      agrees && isClose(backward, forward[position], within: rounding * scale)
      && isClose(backward, estimate.value, within: tolerance)
  }
  return GradientCheck(
    variable: variable, reverse: reverse, forward: try tensor(forward), difference: try tensor(difference),
    agrees: agrees)
}

private func isClose(_ a: Double, _ b: Double, within tolerance: Double) -> Bool {
  a == b || (a.isNaN && b.isNaN) || (a - b).magnitude <= tolerance
}

/// Central differences with ever smaller steps, extrapolated to step zero.
enum Ridders {
  static func derivative<Failure: Error>(
    at x: Double, of function: (Double) throws(Failure) -> Double
  ) throws(Failure) -> (value: Double, error: Double) {
    // Once with steps of the order of the point, which may be tiny, and once of the order of 1.
    let far = try derivative(at: x, startingWith: 0.1 * max(1, x.magnitude), of: function)
    guard x != 0, x.magnitude < 1 else { return far }
    let near = try derivative(at: x, startingWith: 0.1 * x.magnitude, of: function)
    return near.error <= far.error ? near : far
  }

  private static func derivative<Failure: Error>(
    at x: Double, startingWith first: Double, of function: (Double) throws(Failure) -> Double
  ) throws(Failure) -> (value: Double, error: Double) {
    let shrink = 1.6
    var step = first
    var rows = 0
    var previous: [Double] = []
    var best = (value: Double.nan, error: Double.infinity)
    for _ in 0..<60 where rows < 14 {
      let (above, below) = (try function(x + step), try function(x - step))
      var row = [(above - below) / ((x + step) - (x - step))]
      // What the values themselves cannot resolve.
      let rounding = max(above.magnitude, below.magnitude).ulp / step
      var factor = shrink * shrink
      for (column, old) in previous.enumerated() {
        let value = (row[column] * factor - old) / (factor - 1)
        let error = max((value - row[column]).magnitude, (value - old).magnitude, rounding)
        row.append(value)
        if error <= best.error { best = (value, error) }
        factor *= shrink * shrink
      }
      // A step that left the function's domain says nothing; begin again with the next.
      previous = row[0].isFinite ? row : []
      if row[0].isFinite { rows += 1 }
      step /= shrink
    }
    return best
  }
}
