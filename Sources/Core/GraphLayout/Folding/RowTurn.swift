/// The part of an edge between two rows: around the end of the first, back in the gap beneath it, and around the
/// beginning of the second.
///
/// The edge that leaves lowest turns first, and the one that enters lowest runs highest in the gap and turns last: two
/// cross only where their orders differ, at a right angle at the end of the first row.
struct RowTurn {
  /// Three points for each cubic Bézier, from where the edge leaves the first row to where it enters the second.
  private(set) var curve: [Point] = []
  private var end: Point

  /// The radius of the turns.
  private static let radius = 9.0

  /// - Parameters:
  ///   - first: the curve of the edge in the row it leaves.
  ///   - second: its curve in the next.
  ///   - places: which of the edges it is, from the top, as they leave the first row and as they enter the next.
  ///   - count: the number of edges between the two rows.
  ///   - above: the extents of the row it leaves.
  ///   - below: the extents of the row it enters.
  ///   - margin: the distance from the rows.
  init(
    from first: [Point], to second: [Point], places: (first: Int, second: Int), count: Int, above: Rectangle,
    below: Rectangle, margin: Double
  ) {
    let right = above.maxX + margin + Double(count - 1 - places.first) * RowGraph.pitch
    let gap = above.maxY + margin + Double(count - 1 - places.second) * RowGraph.pitch
    let left = below.minX - margin - Double(places.second) * RowGraph.pitch
    let (tail, head) = (first.last ?? Point(x: 0, y: 0), second.first ?? Point(x: 0, y: 0))
    end = tail
    line(toward: Point(x: right, y: tail.y), turning: Point(x: right, y: gap))
    // The edge leaves its row as it came to its end.
    if first.count > 3 { curve[0] = tail + (tail - first[first.count - 2]).scaled(to: curve[2].distance(to: tail) / 3) }
    line(toward: Point(x: right, y: gap), turning: Point(x: left, y: gap))
    line(toward: Point(x: left, y: gap), turning: Point(x: left, y: head.y))
    line(toward: Point(x: left, y: head.y), turning: head)
    straight(to: head)
    if second.count > 3, curve.count > 3 {
      let length = curve[curve.count - 4].distance(to: head) / 3
      curve[curve.count - 2] = head + (head - second[1]).scaled(to: length)
    }
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

extension Point {
  /// The same direction with another length.
  fileprivate func scaled(to length: Double) -> Point {
    let own = distance(to: Point(x: 0, y: 0))
    return own > 0 ? self * (length / own) : self
  }
}
