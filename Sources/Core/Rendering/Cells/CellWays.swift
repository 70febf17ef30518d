import GraphLayout

/// An arrow from a cell of one grid to a cell of another beside it.
struct CellWay {
  /// A start and three points for every cubic Bézier after it.
  let curve: [Point]

  /// - Parameters:
  ///   - source: the grid it leaves, and the cell.
  ///   - target: the grid it goes to, and the cell.
  ///   - isForward: whether the target is at the right.
  init(from source: (grid: GridLayout, cell: Int), to target: (grid: GridLayout, cell: Int), isForward: Bool) {
    let out = source.grid.way(of: source.cell, toTheRight: isForward, arriving: false)
    let back = target.grid.way(of: target.cell, toTheRight: !isForward, arriving: true)
    var curve = CellWay.rounded(out)
    guard let start = out.last, let end = back.last else {
      self.curve = []
      return
    }
    let half = (end.x - start.x) * 0.5
    curve += [Point(x: start.x + half, y: start.y), Point(x: end.x - half, y: end.y), end]
    curve += CellWay.rounded(back.reversed()).dropFirst()
    self.curve = curve
  }

  /// A line through two points, or round the corner at the middle one of three.
  private static func rounded(_ points: [Point]) -> [Point] {
    guard points.count == 3 else {
      guard let first = points.first, let last = points.last else { return [] }
      return [first, middle(first, last, 1 / 3), middle(first, last, 2 / 3), last]
    }
    let (from, corner, to) = (points[0], points[1], points[2])
    let before = middle(corner, from, reach(corner, from))
    let behind = middle(corner, to, reach(corner, to))
    return [
      from, middle(from, before, 1 / 3), middle(from, before, 2 / 3), before, corner, corner, behind,
      middle(behind, to, 1 / 3), middle(behind, to, 2 / 3), to,
    ]
  }

  /// The share of the way from a corner that is rounded.
  private static func reach(_ corner: Point, _ end: Point) -> Double {
    let length = ((corner.x - end.x) * (corner.x - end.x) + (corner.y - end.y) * (corner.y - end.y)).squareRoot()
    return min(0.4, 5 / max(length, 1))
  }

  private static func middle(_ a: Point, _ b: Point, _ share: Double) -> Point {
    Point(x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share)
  }
}
