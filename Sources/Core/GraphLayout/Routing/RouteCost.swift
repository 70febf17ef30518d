/// The costs of a curve for one edge, beside the curves the other edges have now.
struct RouteCost {
  /// The curves of other edges that can meet this one.
  private let others: [Curve]

  /// Two curves that cross run along each other for so long, in points, which costs nothing.
  static let freeOverlap = 30.0

  /// - Parameters:
  ///   - index: the edge.
  ///   - area: a rectangle around all curves that it may take.
  ///   - curves: the curves of all edges.
  init(of index: Int, within area: Rectangle, among curves: [Curve]) {
    others = curves.indices.filter { other in
      other != index && curves[other].bounds.outset(by: 10).intersects(area)
    }.map { curves[$0] }
  }

  /// The number of times a curve crosses other edges.
  func crossings(_ curve: Curve) -> Int {
    var count = 0
    for other in others { count += curve.crossings(with: other) }
    return count
  }

  /// The length over which a curve runs along other edges, in points.
  func overlap(_ curve: Curve) -> Double {
    var length = 0.0
    for other in others { length += max(0, curve.overlap(with: other) - Self.freeOverlap) }
    return length
  }
}
