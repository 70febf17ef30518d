/// The curve of an edge in the layout's coordinates: a smooth function from `x` to `y` through points, monotone between
/// them.
///
/// Since it is a function that stays between the `y` of two knots, it can be told exactly which rectangles it meets.
struct Curve {
  /// The points it goes through, from left to right.
  private(set) var knots: [Point]
  /// dy/dx at every knot.
  private(set) var slopes: [Double]
  /// The smallest rectangle around it.
  let bounds: Rectangle
  /// The first knot and the last, which every height asks for.
  let start, end: Point

  /// Makes the curve through some points; the slopes at its ends are chosen freely unless given.
  ///
  /// Monotone cubic interpolation (Fritsch and Butland, 1984): no overshoot, and level where it turns.
  init(through points: [Point], startSlope: Double? = nil, endSlope: Double? = nil) {
    var knots: [Point] = []
    for point in points where knots.last.map({ point.x > $0.x }) ?? true { knots.append(point) }
    self.knots = knots
    (start, end) = (knots.first ?? Point(x: 0, y: 0), knots.last ?? Point(x: 0, y: 0))
    let heights = knots.map { $0.y }
    bounds = Rectangle(minX: start.x, minY: heights.min() ?? 0, maxX: end.x, maxY: heights.max() ?? 0)
    let secants = zip(knots, knots.dropFirst()).map { ($1.y - $0.y) / ($1.x - $0.x) }
    slopes = Array(repeating: secants.first ?? 0, count: knots.count)
    guard let first = secants.first, let last = secants.last else { return }
    for index in knots.indices.dropFirst().dropLast() {
      let (a, b) = (secants[index - 1], secants[index])
      let (h, k) = (knots[index].x - knots[index - 1].x, knots[index + 1].x - knots[index].x)
      slopes[index] = a * b > 0 ? 3 * (h + k) / ((2 * k + h) / a + (k + 2 * h) / b) : 0
    }
    let final = knots.count - 1
    if final > 1 {
      slopes[0] = Self.monotone((3 * first - slopes[1]) / 2, first)
      slopes[final] = Self.monotone((3 * last - slopes[final - 1]) / 2, last)
    }
    if let startSlope { slopes[0] = Self.monotone(startSlope, first) }
    if let endSlope { slopes[final] = Self.monotone(endSlope, last) }
  }

  /// The nearest slope to another with which a piece stays monotone.
  private static func monotone(_ slope: Double, _ secant: Double) -> Double {
    secant >= 0 ? max(0, min(slope, 3 * secant)) : min(0, max(slope, 3 * secant))
  }

  var startSlope: Double { slopes.first ?? 0 }
  var endSlope: Double { slopes.last ?? 0 }

  /// The height of the curve; beyond its ends that of the end.
  func y(at x: Double) -> Double {
    guard x > start.x else { return start.y }
    guard x < end.x else { return end.y }
    var piece = 0
    while knots[piece + 1].x < x { piece += 1 }
    let (a, b) = (knots[piece], knots[piece + 1])
    let width = b.x - a.x
    let t = (x - a.x) / width
    let u = 1 - t
    return u * u * (1 + 2 * t) * a.y + t * t * (3 - 2 * t) * b.y
      + u * t * width * (u * slopes[piece] - t * slopes[piece + 1])
  }

  /// The lowest and the highest `y` over a stretch of `x`, or nil where the curve is not above it.
  func range(from minX: Double, to maxX: Double) -> ClosedRange<Double>? {
    let (left, right) = (max(minX, start.x), min(maxX, end.x))
    guard left <= right else { return nil }
    let (a, b) = (y(at: left), y(at: right))
    var (low, high) = (min(a, b), max(a, b))
    for knot in knots where left < knot.x && knot.x < right {
      low = min(low, knot.y)
      high = max(high, knot.y)
    }
    return low...high
  }

  /// The same curve without the knots in the middle of level stretches.
  var withoutLevelKnots: Curve {
    let kept = knots.indices.filter { index in
      index == 0 || index == knots.count - 1 || knots[index - 1].y != knots[index].y
        || knots[index].y != knots[index + 1].y
    }
    return kept.count == knots.count ? self : Curve(through: kept.map { knots[$0] })
  }

  /// The curve without the knots it can do without.
  ///
  /// - Parameters:
  ///   - point: a point that stays a knot.
  ///   - isAllowed: whether a curve may be taken.
  /// - Returns: the last curve that was allowed, or this one.
  func simplified(keeping point: Point?, where isAllowed: (Curve) -> Bool) -> Curve {
    var best = self
    var knots = knots
    if let point, let next = knots.firstIndex(where: { $0.x > point.x }) { knots.insert(point, at: next) }
    var index = 1
    while index < knots.count - 1 {
      var fewer = knots
      fewer.remove(at: index)
      let simpler = Curve(through: fewer)
      if knots[index] != point && isAllowed(simpler) {
        best = simpler
        knots = fewer
      } else {
        index += 1
      }
    }
    return best
  }

  /// The curve as cubic Béziers: a start and three points for each.
  var bezier: [Point] {
    var points = [start]
    for (piece, (a, b)) in zip(knots, knots.dropFirst()).enumerated() {
      let third = (b.x - a.x) / 3
      points.append(Point(x: a.x + third, y: a.y + third * slopes[piece]))
      points.append(Point(x: b.x - third, y: b.y - third * slopes[piece + 1]))
      points.append(b)
    }
    return points
  }
}
