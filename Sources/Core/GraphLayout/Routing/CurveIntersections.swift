extension Curve {
  /// Tells whether the curve meets the inside of a rectangle.
  func meets(_ rectangle: Rectangle) -> Bool {
    guard rectangle.minY < bounds.maxY, bounds.minY < rectangle.maxY,
      let range = range(from: rectangle.minX, to: rectangle.maxX)
    else { return false }
    return range.lowerBound < rectangle.maxY && rectangle.minY < range.upperBound
  }

  /// The number of times the curve and another change sides.
  func crossings(with other: Curve) -> Int {
    let (left, right) = (max(start.x, other.start.x), min(end.x, other.end.x))
    guard left < right, bounds.minY < other.bounds.maxY, other.bounds.minY < bounds.maxY else { return 0 }
    let stops = 6 * (max(knots.count, other.knots.count) - 1)
    var count = 0
    var last = 0.0
    for stop in 0...stops {
      let x = left + (right - left) * Double(stop) / Double(stops)
      let above = y(at: x) - other.y(at: x)
      guard abs(above) > 0.5 else { continue }
      if above * last < 0 { count += 1 }
      last = above
    }
    return count
  }

  /// The length over which the curve and another run along each other, in points, without the ends of both.
  func overlap(with other: Curve) -> Double {
    let ends = 30.0
    let (left, right) = (max(start.x, other.start.x) + ends, min(end.x, other.end.x) - ends)
    let near = 7.0
    guard left < right, bounds.minY < other.bounds.maxY + near, other.bounds.minY < bounds.maxY + near else { return 0 }
    let step = 6.0
    var length = 0.0
    var x = left
    var last = y(at: left)
    while x < right {
      let next = y(at: x + step)
      let stride = (step * step + (next - last) * (next - last)).squareRoot()
      // Across the curve, which is less than up and down where it is steep.
      if abs(last - other.y(at: x)) * step / stride < near { length += stride }
      (x, last) = (x + step, next)
    }
    return length
  }
}
