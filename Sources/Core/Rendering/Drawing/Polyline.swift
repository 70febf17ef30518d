import GraphLayout

/// A curve as points close to each other, with the way to each along the curve.
struct Polyline: Sendable {
  /// The points, at least one.
  let points: [Point]
  /// The length of the curve up to each point.
  private let lengths: [Double]

  /// Follows a curve, a start and three points for every cubic Bézier after it.
  init(_ curve: [Point]) {
    var points = [curve.first ?? Point(x: 0, y: 0)]
    for position in stride(from: 1, to: curve.count - 2, by: 3) {
      let (a, b, c, d) = (curve[position - 1], curve[position], curve[position + 1], curve[position + 2])
      let extent = max(abs(d.x - a.x), abs(d.y - a.y), abs(c.x - b.x), abs(c.y - b.y))
      let count = max(4, min(64, Int(max(0, min(extent, 1e6)) / 6)))
      for step in 1...count { points.append(Polyline.point(a, b, c, d, Double(step) / Double(count))) }
    }
    var lengths = [0.0]
    for (a, b) in zip(points, points.dropFirst()) {
      lengths.append((lengths.last ?? 0) + ((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)).squareRoot())
    }
    (self.points, self.lengths) = (points, lengths)
  }

  private static func point(_ a: Point, _ b: Point, _ c: Point, _ d: Point, _ t: Double) -> Point {
    let u = 1 - t
    let (i, j, k, l) = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
    return Point(x: i * a.x + j * b.x + k * c.x + l * d.x, y: i * a.y + j * b.y + k * c.y + l * d.y)
  }

  /// The length of the whole.
  var length: Double { lengths.last ?? 0 }

  /// The point that is so far from the start along the curve; an end where that is beyond it.
  func point(at length: Double) -> Point {
    guard let next = lengths.firstIndex(where: { $0 > length }) else { return points[points.count - 1] }
    guard next > 0 else { return points[0] }
    let (a, b) = (points[next - 1], points[next])
    let share = max(0, (length - lengths[next - 1]) / max(lengths[next] - lengths[next - 1], 1e-9))
    return Point(x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share)
  }

  /// Some of the points, so that no other is farther than a distance from the line through them.
  func simplified(within distance: Double) -> [Point] {
    var kept = [points[0]]
    var start = 0
    while start < points.count - 1 {
      // As far ahead as all between stays near the line.
      var end = start + 1
      while end + 1 < points.count, isNear(from: start, to: end + 1, distance) { end += 1 }
      kept.append(points[end])
      start = end
    }
    return kept
  }

  private func isNear(from start: Int, to end: Int, _ distance: Double) -> Bool {
    let (a, b) = (points[start], points[end])
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let length = (dx * dx + dy * dy).squareRoot()
    guard length > distance else { return false }
    return points[start...end].allSatisfy { abs((($0.x - a.x) * dy - ($0.y - a.y) * dx) / length) <= distance }
  }

  /// The point there, also before the start, where the curve goes straight on.
  func point(beyond length: Double) -> Point {
    guard length < 0 else { return point(at: length) }
    let (start, direction) = (points[0], direction(at: 0))
    return Point(x: start.x + direction.x * length, y: start.y + direction.y * length)
  }

  /// The direction of the curve there, of length 1.
  func direction(at length: Double) -> (x: Double, y: Double) {
    let (a, b) = (point(at: length - 3), point(at: length + 3))
    let distance = ((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)).squareRoot()
    return distance > 0 ? ((b.x - a.x) / distance, (b.y - a.y) / distance) : (1, 0)
  }
}
