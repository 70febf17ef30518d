/// The box of the largest arrowhead at the end of a curve, with a margin for lines that must not touch it.
enum Arrowhead {
  static let length = 19.0
  static let width = 20.0

  /// An arrowhead a little larger than the largest that is drawn, so that texts beside it are not touched.
  private static let (drawnLength, drawnWidth) = (17.0, 16.0)
  /// The length of the smallest, which comes nearer to the direction of the very end.
  private static let smallLength = 8.0

  /// Where the shaft ends; the head points from there to the tip.
  private static func shaftEnd(of curve: Curve, length: Double = drawnLength) -> Point {
    let tip = curve.end
    func point(_ x: Double) -> Point { Point(x: x, y: curve.y(at: x)) }
    var (far, near) = (tip.x - 0.8 * length, tip.x)
    for _ in 1...8 {
      let middle = (far + near) / 2
      if point(middle).distance(to: tip) > 0.8 * length { far = middle } else { near = middle }
    }
    return point(far)
  }

  /// The slopes of the largest head of a curve and of the smallest.
  static func slopes(of curve: Curve) -> [Double] {
    [drawnLength, smallLength].map { length in
      let back = shaftEnd(of: curve, length: length)
      return (curve.end.y - back.y) / (curve.end.x - back.x)
    }
  }

  /// The corners at the base of a curve's arrowhead, the upper first.
  static func base(of curve: Curve) -> (upper: Point, lower: Point) {
    let tip = curve.end
    let back = shaftEnd(of: curve)
    let step = (tip - back) * (1 / back.distance(to: tip))
    let middle = tip - step * drawnLength
    let half = Point(x: -step.y, y: step.x) * (drawnWidth / 2)
    return (middle - half, middle + half)
  }

  /// Tells whether the arrowhead of a curve meets a rectangle above or below its tip.
  static func meets(_ rectangle: Rectangle, of curve: Curve) -> Bool {
    let base = base(of: curve)
    let isBelow = rectangle.centre.y > curve.end.y
    let corner = isBelow ? base.lower : base.upper
    guard isBelow ? corner.y > rectangle.minY : corner.y < rectangle.maxY else { return false }
    return corner.x > rectangle.minX
  }

  /// The box at a curve's end.
  static func box(of curve: Curve) -> Rectangle { box(of: curve, besides: Point(x: 0, y: .infinity)) }

  /// As much of the box as another edge that ends nearby can leave alone.
  static func box(of curve: Curve, besides other: Point) -> Rectangle {
    let tip = curve.end
    let half = max(0, min(width / 2, abs(tip.y - other.y) - 1.5))
    let back = curve.y(at: tip.x - length)
    return Rectangle(minX: tip.x - length, minY: min(tip.y, back) - half, maxX: tip.x, maxY: max(tip.y, back) + half)
  }
}
