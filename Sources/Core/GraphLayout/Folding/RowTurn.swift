/// The part of an edge between two rows: around the end of the first, back in the gap beneath it, and around the
/// beginning of the second.
///
/// The edge that leaves lowest turns first, runs highest in the gap and turns last, so that no two cross.
struct RowTurn {
  /// Three points for each cubic Bézier, from where the edge leaves the first row to where it enters the second.
  private(set) var curve: [Point] = []
  private var end: Point

  /// The radius of the turns.
  private static let radius = 9.0

  /// - Parameters:
  ///   - tail: where the edge leaves its row.
  ///   - head: where it enters the next.
  ///   - place: which of the edges it is, from the top.
  ///   - count: the number of edges between the two rows.
  ///   - above: the extents of the row it leaves.
  ///   - below: the extents of the row it enters.
  ///   - margin: the distance from the rows.
  init(
    from tail: Point, to head: Point, place: Int, count: Int, above: Rectangle, below: Rectangle, margin: Double
  ) {
    let inner = Double(count - 1 - place) * RowGraph.pitch
    let right = above.maxX + margin + inner
    let gap = above.maxY + margin + inner
    let left = below.minX - margin - Double(place) * RowGraph.pitch
    end = tail
    line(toward: Point(x: right, y: tail.y), turning: Point(x: right, y: gap))
    line(toward: Point(x: right, y: gap), turning: Point(x: left, y: gap))
    line(toward: Point(x: left, y: gap), turning: Point(x: left, y: head.y))
    line(toward: Point(x: left, y: head.y), turning: head)
    straight(to: head)
  }

  /// A straight line almost to a corner, and a quarter turn toward the next.
  private mutating func line(toward corner: Point, turning next: Point) {
    let radius = min(Self.radius, end.distance(to: corner) / 2, corner.distance(to: next) / 2)
    let before = corner.toward(end, radius / max(corner.distance(to: end), 1e-9))
    let after = corner.toward(next, radius / max(corner.distance(to: next), 1e-9))
    straight(to: before)
    // A quarter of a circle: the controls are 0.5523 of the way to the corner.
    curve += [before.toward(corner, 0.5523), after.toward(corner, 0.5523), after]
    end = after
  }

  private mutating func straight(to point: Point) {
    curve += [end.toward(point, 1.0 / 3), end.toward(point, 2.0 / 3), point]
    end = point
  }
}
