/// The box of the largest arrowhead at the end of a curve, with a margin for lines that must not touch it.
enum Arrowhead {
  static let length = 19.0
  static let width = 20.0

  /// The box at a curve's end.
  static func box(of curve: Curve) -> Rectangle { box(of: curve, besides: Point(x: 0, y: .infinity)) }

  /// As much of the box as another edge that ends nearby can leave alone.
  static func box(of curve: Curve, besides other: Point) -> Rectangle {
    let tip = curve.end
    let half = max(0, min(width / 2, abs(tip.y - other.y) - 3))
    let back = curve.y(at: tip.x - length)
    return Rectangle(minX: tip.x - length, minY: min(tip.y, back) - half, maxX: tip.x, maxY: max(tip.y, back) + half)
  }
}
