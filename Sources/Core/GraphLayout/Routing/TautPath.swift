/// The way of a string that is drawn tight between the obstacles: an edge that bends only where it must.
struct TautPath {
  /// The points where it turns, with its ends.
  private(set) var points: [Point]

  /// An obstacle that the path passes on one side.
  private struct Wall {
    var minX: Double
    var maxX: Double
    var y: Double
    /// Whether the path stays above it.
    var isBelow: Bool

    /// How far a height at some `x` lies on the wrong side.
    func excess(_ y: Double) -> Double { isBelow ? y - self.y : self.y - y }
  }

  /// Draws a path tight.
  ///
  /// - Parameters:
  ///   - start: where it begins.
  ///   - end: where it ends, to the right of the start.
  ///   - guide: a curve that tells on which side it passes each obstacle.
  ///   - rectangles: the obstacles.
  ///   - margin: the distance from them.
  init(from start: Point, to end: Point, along guide: Curve, among rectangles: [Rectangle], margin: Double) {
    points = [start, end]
    guard start.x < end.x else { return }
    let walls = rectangles.filter { $0.minX < end.x && start.x < $0.maxX }.map { rectangle in
      let x = max(start.x, min(end.x, rectangle.centre.x))
      let isBelow = guide.y(at: x) < rectangle.centre.y
      return Wall(
        minX: rectangle.minX, maxX: rectangle.maxX, y: isBelow ? rectangle.minY - margin : rectangle.maxY + margin,
        isBelow: isBelow)
    }
    var index = 0
    while index + 1 < points.count, points.count < 24 {
      if let corner = Self.worst(points[index], points[index + 1], walls) {
        points.insert(corner, at: index + 1)
      } else {
        index += 1
      }
    }
    // A corner that was in the way of a longer piece need not be in that of shorter ones.
    index = 1
    while index < points.count - 1 {
      if Self.worst(points[index - 1], points[index + 1], walls) == nil {
        points.remove(at: index)
        index = max(1, index - 1)
      } else {
        index += 1
      }
    }
  }

  /// The corner that a straight line is farthest on the wrong side of.
  private static func worst(_ a: Point, _ b: Point, _ walls: [Wall]) -> Point? {
    var worst: (excess: Double, corner: Point)?
    for wall in walls where wall.minX < b.x && a.x < wall.maxX {
      for x in [max(wall.minX, a.x), min(wall.maxX, b.x)] where x > a.x + 2 && x < b.x - 2 {
        let y = a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x)
        let excess = wall.excess(y)
        if excess > 0.05, excess > worst?.excess ?? 0 { worst = (excess, Point(x: x, y: wall.y)) }
      }
    }
    return worst?.corner
  }
}
