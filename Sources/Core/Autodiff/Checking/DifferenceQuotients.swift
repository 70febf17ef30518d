/// The difference quotients of a function at a point, from its values at both sides over ever smaller steps.
struct DifferenceQuotients {
  /// Between both sides.
  private(set) var central = Extrapolation(.even)
  /// To the left alone.
  private(set) var left = Extrapolation(.all)
  /// To the right alone.
  private(set) var right = Extrapolation(.all)
  /// The function at the point.
  let value: Double
  /// The largest magnitude of a slope between the point and any step, as far as it exceeds rounding.
  private(set) var steepest = 0.0
  /// Whether it has a value on the left and on the right, at any step.
  private(set) var isDefined = (left: false, right: false)
  /// The estimate that is nearest to the slope that was expected, once it is near.
  private(set) var confirmation: Extrapolation.Estimate?

  /// A slope that was computed in another way.
  struct Expectation {
    /// The slope.
    var slope: Double
    /// The distance within which an estimate confirms it.
    var tolerance: Double
    /// Whether the slopes to the left and to the right must confirm it too.
    var isOneSided: Bool
  }

  /// Takes the slopes of a function of one number at a point, and ends early where the expected slope is confirmed.
  ///
  /// The steps are chosen from the `size` of what moves: the magnitude of the point, or of an array's elements. The
  /// `weight` is what the roundings inside the function are proportional to; see ``Tape/weights()``.
  init<Failure: Error>(
    at point: Double, size: Double, weight: Double, expecting expected: Expectation,
    of function: (Double) throws(Failure) -> Double
  ) throws(Failure) {
    value = try function(point)
    let ulp = Double.ulpOfOne
    var worsened = 0
    for scale in Self.scales(size) {
      var step = scale.first
      for _ in 0..<scale.count {
        defer { step /= 2 }
        let (above, below) = (point + step, point - step)
        guard above > point, below < point else { break }
        let (high, low) = (try function(above), try function(below))
        isDefined = (isDefined.left || low.isFinite, isDefined.right || high.isFinite)
        let reach = max(high.magnitude, low.magnitude)
        let noise = ulp * max(reach, weight, .leastNormalMagnitude) / step
        let natural = max(reach, weight) / max(size, step)
        let (before, behind) = ((value - low) / (point - below), (high - value) / (above - point))
        central.append((high - low) / (above - below), step: step, noise: noise, reach: reach, scale: natural)
        left.append(before, step: step, noise: noise, reach: reach, scale: natural)
        right.append(behind, step: step, noise: noise, reach: reach, scale: natural)
        for slope in [before, behind] where slope.isFinite {
          steepest = max(steepest, slope.magnitude - 10 * noise)
        }
        // A few steps more give more digits.
        if confirms(expected) { worsened = 0 } else if confirmation != nil { worsened += 1 }
        if worsened == 2 || confirmation.map({ $0.scatter <= 1e-13 * expected.slope.magnitude }) == true { return }
      }
      central.interrupt()
      left.interrupt()
      right.interrupt()
    }
  }

  /// Takes the last estimate for the confirmation, where it is better than what was known.
  private mutating func confirms(_ expected: Expectation) -> Bool {
    guard let last = central.last, isNear(last, expected),
      !expected.isOneSided || (isNear(left.last, expected) && isNear(right.last, expected)),
      confirmation.map({ last.scatter < $0.scatter }) ?? true
    else { return false }
    confirmation = last
    return true
  }

  private func isNear(_ estimate: Extrapolation.Estimate?, _ expected: Expectation) -> Bool {
    guard let estimate else { return false }
    return (estimate.value - expected.slope).magnitude <= expected.tolerance && estimate.scatter <= expected.tolerance
  }

  /// Steps from an eighth of 1, or of the size where that is larger, on; where the size is tiny also from it on.
  private static func scales(_ size: Double) -> [(first: Double, count: Int)] {
    var scales = [(first: 0.125 * max(1, size), count: 35)]
    if size > 0, size < 0x1p-20 { scales.append((0.25 * size, 28)) }
    return scales
  }
}
