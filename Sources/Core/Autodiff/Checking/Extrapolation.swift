/// The limit of difference quotients at step zero, from steps that halve.
///
/// Neighbouring quotients are extrapolated to step zero by Neville's scheme, which also estimates the error
/// (C. J. F. Ridders, "Accurate computation of F'(x) and F'(x)F''(x)", Advances in Engineering Software 4 (1982)
/// 75–76). Every scale is looked at: where the steps are large the quotients are not yet near the limit, where they are
/// tiny rounding spoils them, and in between they settle.
struct Extrapolation {
  /// The powers of the step in the error of a quotient.
  enum Powers {
    /// 2, 4, 6, …, as a difference between both sides has.
    case even
    /// 1, 2, 3, …, as a difference to one side has.
    case all

    var first: Double { self == .even ? 4 : 2 }
  }

  /// An estimate from a few neighbouring steps.
  struct Estimate {
    /// The extrapolated quotient.
    var value: Double
    /// The scatter of its neighbours.
    var scatter: Double
    /// A bound of the error by rounding.
    var noise: Double
    /// A bound of the error by both.
    var error: Double
    /// The smallest step it is made of.
    var step: Double
    /// The largest magnitude of the function at that step.
    var reach: Double
    /// The scale beside which an error is small: a slope that would change the function by itself over the point's own size.
    var scale: Double
  }

  private let powers: Powers
  private var quotients: [Double] = []
  /// By step, the largest first; nil where the function has no values.
  private var estimates: [Estimate?] = []

  init(_ powers: Powers) {
    self.powers = powers
  }

  /// The extrapolation from the steps so far; nil where these are too few.
  var last: Estimate? { estimates.last ?? nil }

  /// Takes the quotient of the next step, half as large as the one before; nil where there is none.
  mutating func append(_ quotient: Double?, step: Double, noise: Double, reach: Double, scale: Double) {
    guard let quotient, quotient.isFinite else { return interrupt() }
    quotients.append(quotient)
    if quotients.count > 5 { quotients.removeFirst() }
    guard quotients.count >= 3 else { return estimates.append(nil) }
    let (value, scatter) = neville()
    estimates.append(
      Estimate(
        value: value, scatter: scatter, noise: noise, error: max(scatter, noise), step: step, reach: reach,
        scale: scale))
  }

  /// Begins anew: the next step is not half of the one before.
  mutating func interrupt() {
    quotients = []
    estimates.append(nil)
  }

  /// The entry of the last row of Neville's table that differs least from its neighbours.
  private func neville() -> (value: Double, error: Double) {
    var before: [Double] = []
    var best = (value: Double.nan, error: Double.infinity)
    for (index, quotient) in quotients.enumerated() {
      var row = [quotient]
      var factor = powers.first
      for old in before {
        row.append((row[row.count - 1] * factor - old) / (factor - 1))
        factor *= powers.first
      }
      if index == quotients.count - 1 {
        for column in 1..<row.count {
          let error = max((row[column] - row[column - 1]).magnitude, (row[column] - before[column - 1]).magnitude)
          if error <= best.error { best = (row[column], error) }
        }
      }
      before = row
    }
    return best
  }

  /// The limit: of the steps at which two neighbouring estimates have settled on one value the smallest, and the best
  /// estimate among those next to them; nil where nothing settles.
  var limit: Estimate? {
    var best: Estimate?
    for index in estimates.indices.dropFirst().reversed() {
      guard let left = estimates[index - 1], let right = estimates[index], Self.haveSettled(left, right) else {
        if best != nil { break }
        continue
      }
      let better = left.error <= right.error ? left : right
      guard let known = best else {
        best = better
        best?.step = right.step
        best?.reach = right.reach
        continue
      }
      if better.error < known.error { best?.value = better.value; best?.error = better.error }
    }
    return best
  }

  /// The estimate with the smallest error among those that a slope is compatible with.
  func narrowest(around slope: Double) -> Estimate? {
    estimates.compactMap { $0 }.filter { ($0.value - slope).magnitude <= 10 * $0.error }
      .min { $0.error < $1.error }
  }

  /// Whether the estimates at smaller steps leave a limit by more than rounding explains.
  ///
  /// Then the function changes within smaller distances than the one at which its quotients settled.
  func isLeft(_ limit: Estimate) -> Bool {
    estimates.contains { estimate in
      guard let estimate, estimate.step < limit.step else { return false }
      let distance = (estimate.value - limit.value).magnitude
      return distance > 100 * estimate.noise + 20 * limit.error
    }
  }

  private static func haveSettled(_ a: Estimate, _ b: Estimate) -> Bool {
    let (better, worse) = a.error <= b.error ? (a, b) : (b, a)
    return (a.value - b.value).magnitude <= 10 * (a.error + b.error)
      && worse.error <= max(0.01 * better.value.magnitude, 1e-6 * better.scale)
  }
}
