import Formulas
import Tensors

/// Compares the slopes of a graph of float64 along directions of one variable: by both modes and by differences.
struct SlopeComparison {
  /// The direction in which a variable moves.
  enum Direction {
    /// One element alone.
    case element(Int, of: Int)
    /// All of them, by so much each.
    case all([Double])

    /// All elements, each by a number of magnitude ½ to 1½ with a random sign.
    static func random(_ count: Int, _ bits: inout RandomBits) -> Direction {
      .all(
        (0..<count).map { _ in
          let random = bits.next()
          let magnitude = 0.5 + Double(random >> 11) * 0x1p-53
          return random & 1 == 0 ? magnitude : -magnitude
        })
    }

    /// The slope along this direction of what has such a gradient.
    func slope(of gradient: [Double]) -> Double {
      switch self {
      case .element(let position, _): gradient.indices.contains(position) ? gradient[position] : .nan
      case .all(let numbers): zip(numbers, gradient).reduce(0) { $0 + $1.0 * $1.1 }
      }
    }

    fileprivate var elements: [Double] {
      switch self {
      case .element(let position, let count): (0..<count).map { $0 == position ? 1 : 0 }
      case .all(let numbers): numbers
      }
    }
  }

  private let graph: Tape
  private let leaf: Int
  private let variable: Tensor
  private let elements: [Double]
  private let function: (Tensor) throws(TensorError) -> Tensor
  /// The magnitudes to which rounding errors are proportional: inside the function, and of the moved elements.
  private let (weight, leafWeight): (Double, Double)
  /// Whether the graph stands at a corner that its operations know.
  private let isAtKink: Bool

  init(_ graph: Tape, _ leaf: Int, _ weights: [Double]) throws(TensorError) {
    self.graph = graph
    self.leaf = leaf
    variable = graph.nodes[leaf].value
    elements = variable.elements
    function = graph.function(of: leaf)
    let dependents = graph.dependents(of: leaf)
    (weight, leafWeight) = (dependents.reduce(0) { $0 + weights[$1] }, weights[leaf])
    isAtKink = try graph.isAtKink(dependents)
  }

  /// The slope by forward mode.
  func tangent(along direction: Direction) throws(TensorError) -> Double {
    let along = try Tensor(direction.elements, shape: variable.shape)
    return try graph.tangent(moving: leaf, along: along).sum().elements[0]
  }

  /// Compares two slopes with differences.
  ///
  /// - Returns: the verdict, and the slope by differences, NaN where these do not settle.
  func compare(
    _ reverse: Double, _ forward: Double, along direction: Direction
  ) throws(TensorError) -> (verdict: GradientCheck.Verdict, difference: Double) {
    let tolerance = tolerance(reverse)
    let slopes = try slopes(
      along: direction, expecting: .init(slope: reverse, tolerance: tolerance, isOneSided: isAtKink))
    let found =
      slopes.confirmation ?? (isAtKink ? slopes.commonLimit(near: reverse, within: tolerance) : nil)
      ?? slopes.central.limit
    let difference = found?.value ?? .nan
    guard reverse.isFinite, forward.isFinite else {
      // Each mode multiplies in its own order, and 0·∞ may come up in one of them alone.
      let (back, ahead) = (NumberStyle().text(reverse), NumberStyle().text(forward))
      return (
        .notDecided(
          back == ahead
            ? "reverse and forward mode both give \(back)" : "reverse mode gives \(back) and forward mode \(ahead)"),
        difference
      )
    }
    let rounding = max(10 * (found?.error ?? 0), 1e-9 * natural(reverse, along: direction))
    guard (reverse - forward).magnitude <= rounding else { return (.disagrees, difference) }
    return (slopes.confirmation != nil ? .agrees : verdict(on: reverse, slopes, tolerance), difference)
  }

  /// The verdict where the differences did not confirm a slope at once.
  private func verdict(on slope: Double, _ slopes: DifferenceQuotients, _ tolerance: Double) -> GradientCheck.Verdict {
    let corner = Corner(slopes)
    if isAtKink {
      if let corner { return .atKink(corner.sentence(on: slope)) }
      if slopes.commonLimit(near: slope, within: tolerance) != nil { return .agrees }
    }
    guard let found = slopes.central.limit else { return .notDecided(slopes.obstacle) }
    let distance = (found.value - slope).magnitude
    if distance <= max(10 * found.error, tolerance) {
      // A constant that is added enlarges the scale, but no slope nearby.
      let small = min(1e-7 * found.scale, 1e-5 * slopes.steepest)
      let error = min(found.error, slopes.central.narrowest(around: slope)?.error ?? found.error)
      // By both the function does not move: what a saturated function still has for a slope is less than a rounding.
      if slopes.steepest == 0, slope.magnitude <= min(10 * error, 1e-12) { return .agrees }
      let isResolved = 10 * error <= max(2e-3 * slope.magnitude, small)
      let width = NumberStyle(precision: 1).text(10 * error)
      return isResolved ? .agrees : .notDecided("the differences tell the slope only to ±\(width)")
    }
    // A slope that exceeds what the function does over the smallest step may show at still smaller ones.
    guard distance > 20 * found.error, slope.magnitude * found.step <= 2 * found.reach else {
      return .notDecided(DifferenceQuotients.unsettled)
    }
    if isAtKink { return .atKink(Corner(left: found.value, right: found.value).sentence(on: slope)) }
    if let corner, corner.range.contains(slope) { return .notDecided(DifferenceQuotients.nearKink) }
    return slopes.central.isLeft(found) ? .notDecided(DifferenceQuotients.unsettled) : .disagrees
  }

  /// The distance within which differences confirm a slope.
  private func tolerance(_ slope: Double) -> Double { slope.isFinite ? 1e-6 * slope.magnitude : 0 }

  /// The magnitude of a slope or, where it is larger, of the parts that may have cancelled in it.
  func natural(_ slope: Double, along direction: Direction) -> Double {
    max(slope.magnitude, (weight + leafWeight) / max(1, size(along: direction)))
  }

  /// The magnitude of what moves.
  private func size(along direction: Direction) -> Double {
    switch direction {
    case .element(let position, _): elements[position].magnitude
    case .all: elements.reduce(0) { max($0, $1.magnitude) }
    }
  }

  private func slopes(
    along direction: Direction, expecting expected: DifferenceQuotients.Expectation
  ) throws(TensorError) -> DifferenceQuotients {
    var moved = elements
    func value() throws(TensorError) -> Double {
      try function(Tensor(moved, shape: variable.shape)).sum().elements[0]
    }
    let size = size(along: direction)
    switch direction {
    case .element(let position, _):
      return try DifferenceQuotients(at: elements[position], size: size, weight: weight, expecting: expected) {
        (x) throws(TensorError) in
        moved[position] = x
        return try value()
      }
    case .all(let numbers):
      return try DifferenceQuotients(at: 0, size: size, weight: weight + leafWeight, expecting: expected) {
        (x) throws(TensorError) in
        for position in moved.indices { moved[position] = elements[position] + x * numbers[position] }
        return try value()
      }
    }
  }
}

/// Slopes to the left and to the right of a point that are not the same.
private struct Corner {
  let left: Double
  let right: Double

  init(left: Double, right: Double) {
    (self.left, self.right) = (left, right)
  }

  /// Nil where the slopes are the same, or not known.
  init?(_ slopes: DifferenceQuotients) {
    guard let left = slopes.left.limit, let right = slopes.right.limit else { return nil }
    let apart = max(20 * (left.error + right.error), 1e-5 * max(left.value.magnitude, right.value.magnitude))
    guard (left.value - right.value).magnitude > apart else { return nil }
    self.init(left: left.value, right: right.value)
  }

  /// The slopes between those of the two sides, their own included.
  var range: ClosedRange<Double> {
    let margin = 1e-5 * max(left.magnitude, right.magnitude)
    return (min(left, right) - margin)...(max(left, right) + margin)
  }

  func sentence(on slope: Double) -> String {
    let style = NumberStyle()
    return "at a kink: adviz returns \(style.text(slope)); the slopes to the left and to the right are"
      + " \(style.text(left)) and \(style.text(right))"
  }
}

extension DifferenceQuotients {
  static let unsettled =
    "the differences settle at no step: the function changes too fast, or its values have too few digits"

  static let nearKink = "a kink is nearer than the differences can tell"

  /// The better of the limits to the left and to the right, where a slope is both of them; else nil.
  fileprivate func commonLimit(near slope: Double, within tolerance: Double) -> Extrapolation.Estimate? {
    guard Corner(self) == nil, let left = left.limit, let right = right.limit,
      [left, right].allSatisfy({ ($0.value - slope).magnitude <= max(tolerance, 10 * $0.error) })
    else { return nil }
    return left.error <= right.error ? left : right
  }

  /// Why there is no limit.
  fileprivate var obstacle: String {
    if !value.isFinite { return "the value is \(NumberStyle().text(value)) here" }
    switch (isDefined.left, isDefined.right) {
    case (true, false), (false, true): return "the function has a value on one side of the point only"
    case (false, false): return "the function has no finite value nearby"
    case (true, true): return Self.unsettled
    }
  }
}
