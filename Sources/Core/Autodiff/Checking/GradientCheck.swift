import Formulas
import Tensors

/// One variable's gradient, computed in three independent ways.
public struct GradientCheck: Sendable {
  /// The result of the comparison.
  public enum Verdict: Hashable, Sendable {
    /// The three are equal within what each can resolve.
    case agrees
    /// They are not, or the differences show another slope than the two modes.
    case disagrees
    /// Reverse and forward mode return a convention where the slopes on two sides differ; the sentence says which.
    case atKink(String)
    /// Differences cannot tell; the sentence says why.
    case notDecided(String)

    /// Why it is neither agreement nor disagreement; nil where it is one of the two.
    public var reason: String? {
      switch self {
      case .agrees, .disagrees: nil
      case .atKink(let reason), .notDecided(let reason): reason
      }
    }
  }

  /// The variable.
  public let variable: Node
  /// By the backward pass.
  ///
  /// In the shape of the variable or, where ``directions`` is not 0, a number for each direction.
  public let reverse: Tensor
  /// By dual numbers, in the same shape.
  public let forward: Tensor
  /// By differences, in the same shape; NaN where they do not settle.
  public let difference: Tensor
  /// Along how many random directions the variable was moved; 0 where each of its elements was moved alone.
  public let directions: Int
  /// The result of the comparison, over all elements or directions.
  public let verdict: Verdict

  /// Whether the three are equal within what each can resolve; false also where that cannot be decided.
  public var agrees: Bool { verdict == .agrees }

  /// The most elements of a variable that are moved one by one, unless another number is given.
  public static let elementLimit = 256
  /// Along how many random directions a larger variable is moved.
  static let directionCount = 4
}

/// Compares the gradients of a node by reverse mode, forward mode and central differences.
///
/// The differences are taken over steps of every size and extrapolated to step zero, which also estimates their error.
/// They agree where they confirm a derivative to six digits, or to as many as they can resolve. Where they cannot resolve
/// it, or where the two modes return a convention, the verdict says so. A graph of float32 is checked in double
/// precision, and its gradient held beside that.
///
/// Where a variable has many elements it is moved along random directions instead, the same in every run.
///
/// - Parameters:
///   - output: the node to differentiate; where it is not a scalar, the sum of its elements.
///   - variables: further variables, on which the output need not depend.
///   - elementLimit: the most elements of a variable that are moved one by one.
///   - progress: is told the share that is done, from 0 to 1.
/// - Returns: a comparison for each variable.
/// - Throws: ``TensorError``.
/// - Complexity: for each element or direction from some 10 to 126 computations of what depends on the variable, two
///   for each size of step.
public func checkGradient(
  of output: Node, variables: [Node] = [], elementLimit: Int = GradientCheck.elementLimit,
  progress: ((Double) -> Void)? = nil
) throws(TensorError) -> [GradientCheck] {
  let gradients = try gradient(of: output)
  return try checkGradient(
    of: output, variables: variables, elementLimit: elementLimit, progress: progress,
    reverse: { gradients[$0] }, forward: nil)
}

// The same for gradients that may be wrong, as a test has them; what is nil is computed.
package func checkGradient(
  of output: Node, variables: [Node] = [], elementLimit: Int = GradientCheck.elementLimit,
  progress: ((Double) -> Void)? = nil, reverse: (Node) -> Tensor, forward: ((Node) -> Tensor)?
) throws(TensorError) -> [GradientCheck] {
  let checker = try Checker(output, elementLimit: elementLimit, progress: progress)
  let reached = Set(checker.original.variables.map { ObjectIdentifier(checker.original.nodes[$0]) })
  let checks = try checker.checks(reverse, forward)
  let unreached = variables.filter { !reached.contains(ObjectIdentifier($0)) }
  return checks
    + unreached.map { variable in
      let zeros = Tensor.zeros(like: variable.value)
      return GradientCheck(
        variable: variable, reverse: zeros, forward: zeros, difference: zeros, directions: 0, verdict: .agrees)
    }
}

/// Checks the gradients of one output.
private struct Checker {
  let original: Tape
  /// The same in double precision: single precision leaves differences no digits.
  private let graph: Tape
  private let weights: [Double]
  private let precision: SinglePrecision?
  private let elementLimit: Int
  private let progress: ((Double) -> Void)?

  init(_ output: Node, elementLimit: Int, progress: ((Double) -> Void)?) throws(TensorError) {
    original = Tape(output)
    precision = original.isDouble ? nil : try SinglePrecision(original)
    graph = precision?.graph ?? original
    weights = try graph.weights()
    self.elementLimit = elementLimit
    self.progress = progress
  }

  func checks(_ reverse: (Node) -> Tensor, _ forward: ((Node) -> Tensor)?) throws(TensorError) -> [GradientCheck] {
    let leaves = original.variables
    let parts = leaves.map { count(of: original.nodes[$0]) }
    let total = Double(max(1, parts.reduce(0, +)))
    var checks: [GradientCheck] = []
    var done = 0
    for (leaf, count) in zip(leaves, parts) {
      let variable = original.nodes[leaf]
      checks.append(
        try check(leaf, reverse(variable), forward?(variable)) { progress?(Double(done + $0) / total) })
      done += count
    }
    return checks
  }

  /// The number of elements or directions of a variable that are moved.
  private func count(of variable: Node) -> Int {
    let count = variable.value.shape.count
    return count <= elementLimit ? count : GradientCheck.directionCount
  }

  private func check(
    _ leaf: Int, _ reverse: Tensor, _ forward: Tensor?, progress: (Int) -> Void
  ) throws(TensorError) -> GradientCheck {
    let variable = original.nodes[leaf]
    let shape = variable.value.shape
    let isProjected = shape.count > elementLimit
    let comparison = try SlopeComparison(graph, leaf, weights)
    var bits = RandomBits(seed: 1)
    var (slopes, tangents, differences): ([Double], [Double], [Double]) = ([], [], [])
    var verdict = GradientCheck.Verdict.agrees
    for part in 0..<count(of: variable) {
      let direction =
        isProjected ? SlopeComparison.Direction.random(shape.count, &bits) : .element(part, of: shape.count)
      let slope = direction.slope(of: reverse.elements)
      let given = forward.map { direction.slope(of: $0.elements) }
      let tangent = if let given { given } else { try comparison.tangent(along: direction) }
      let exact = precision.map { direction.slope(of: $0.elements(leaf)) } ?? slope
      var (found, estimate) = try comparison.compare(exact, tangent, along: direction)
      if found == .agrees, let precision {
        found = precision.verdict(
          slope, leaf, along: direction, natural: comparison.natural(exact, along: direction))
      }
      let place = part.indices(in: shape.sizes)
      verdict = verdict.joined(
        with: found, at: isProjected ? "direction \(part)" : place.isEmpty ? nil : "element \(place)")
      slopes.append(slope)
      tangents.append(tangent)
      differences.append(estimate)
      progress(part + 1)
    }
    func tensor(_ values: [Double]) throws(TensorError) -> Tensor {
      try Tensor(values, shape: isProjected ? Shape([values.count]) : shape, dtype: variable.value.dtype)
    }
    return GradientCheck(
      variable: variable, reverse: isProjected ? try tensor(slopes) : reverse, forward: try tensor(tangents),
      difference: try tensor(differences), directions: isProjected ? slopes.count : 0, verdict: verdict)
  }
}

/// The gradients of a graph of float32 in double precision, beside which its own are held.
private struct SinglePrecision {
  /// The graph in double precision.
  let graph: Tape
  private let gradients: [[Double]]
  /// The same where every leaf is off by a unit in the last place of a float32.
  private let nearby: [[Double]]

  init(_ original: Tape) throws(TensorError) {
    func gradients(_ nodes: [Node]) throws(TensorError) -> [[Double]] {
      guard let output = nodes.last else { return [] }
      let found = try gradient(of: output)
      return nodes.map { $0.kind == .variable ? found[$0].elements : [] }
    }
    let nodes = try original.inDouble()
    graph = Tape(operandsFirst: nodes)
    self.gradients = try gradients(nodes)
    nearby = try gradients(original.inDouble(stretchedBy: 1 + Double(Float.ulpOfOne)))
  }

  func elements(_ leaf: Int) -> [Double] { gradients[leaf] }

  /// Whether a slope in single precision is the one in double precision, as far as rounding lets it be.
  ///
  /// What may have cancelled has the magnitude `natural`. A larger difference is no disagreement: a comparison may have
  /// come out otherwise in single precision. A wrong rule is found in double precision.
  func verdict(
    _ slope: Double, _ leaf: Int, along direction: SlopeComparison.Direction, natural: Double
  ) -> GradientCheck.Verdict {
    let exact = direction.slope(of: gradients[leaf])
    let spread = (direction.slope(of: nearby[leaf]) - exact).magnitude
    let tolerance = 2e-4 * exact.magnitude + 20 * spread + 4e-6 * natural
    let distance = (slope - exact).magnitude
    if distance <= tolerance { return .agrees }
    let style = NumberStyle()
    return .notDecided(
      "single precision leaves too few digits: reverse mode gives \(style.text(slope)), in double precision"
        + " \(style.text(exact))")
  }
}

extension GradientCheck.Verdict {
  /// The verdict on this and one more part of an array: the worst of the two, the first of the worst.
  fileprivate func joined(with other: Self, at place: String?) -> Self {
    guard other.severity > severity else { return self }
    let start = place.map { "\($0): " } ?? ""
    return switch other {
    case .agrees, .disagrees: other
    case .atKink(let reason): .atKink(start + reason)
    case .notDecided(let reason): .notDecided(start + reason)
    }
  }

  private var severity: Int {
    switch self {
    case .agrees: 0
    case .atKink: 1
    case .notDecided: 2
    case .disagrees: 3
    }
  }
}
