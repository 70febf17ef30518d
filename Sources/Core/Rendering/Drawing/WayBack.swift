import GraphLayout
import Storyboard
import Typesetting

/// The places of the marks on current edges that point to the node that receives a derivative.
///
/// A mark stands near the receiver, where it is clear of numbers, of texts and of other edges.
struct WayBack {
  private struct Cell: Hashable {
    let x: Int32
    let y: Int32
  }

  /// A mark: its middle, its radius, and the direction it points to.
  struct Mark {
    let middle: Point
    let radius: Double
    let direction: (x: Double, y: Double)
  }

  private let layout: PageLayout
  private let lines: [Polyline]
  /// For every edge points at the base of its arrowhead.
  private let arrowheads: [[Point]]
  /// The points that are kept clear, by the square of the page they lie in, with the edge that they are part of.
  private var taken: [Cell: [(point: Point, edge: Int)]] = [:]
  /// The side of a square.
  private static let side = 24.0
  /// The radius below which a mark is left out.
  private static let leastVisible = 4.0
  /// The numbers of owners that are no edges.
  private static let (text, outline) = (-1, -2)
  /// So much closer than to texts a mark may be to an outline.
  private static let outlineAllowance = 1.5
  /// Past so many edges a mark stands where it may, without a look at the others.
  private static let mostEdges = 5_000

  init(_ layout: PageLayout) {
    self.layout = layout
    lines = layout.graph.edges.map { Polyline($0.curve.map(layout.place)) }
    arrowheads = lines.map { line in
      let (x, y) = line.direction(at: line.length - Metrics.currentArrow.length / 2)
      let base = line.point(at: line.length - Metrics.currentArrow.length)
      let half = Metrics.currentArrow.width / 2
      return [-1, -0.5, 0, 0.5, 1].map { Point(x: base.x - $0 * half * y, y: base.y + $0 * half * x) }
    }
    guard lines.count <= WayBack.mostEdges else { return }
    for (edge, line) in lines.enumerated() {
      for distance in stride(from: 0, through: line.length, by: 5) { take(line.point(at: distance), edge) }
    }
    for (edge, number) in layout.rooms.numbers.enumerated() {
      guard let number, let place = layout.graph.edges[edge].labelCentre else { continue }
      take(Rectangle(centre: layout.place(place), size: layout.rooms.ground(of: number)))
    }
    for index in layout.story.nodes.indices {
      let (texts, centre) = (layout.rooms.nodes[index], layout.centre(index))
      take(texts.outline, around: centre)
      let small = texts.outline.scaled(by: layout.rooms.sizes.copyScale)
      for copy in layout.copies[index] { take(small, around: layout.centre(copy)) }
      for box in ([texts.name].compactMap { $0 } + texts.values).map({ $0.bounds })
        + [texts.gradient].compactMap({ $0 })
      {
        take(
          Rectangle(
            minX: box.minX + centre.x, minY: box.minY + centre.y, maxX: box.maxX + centre.x, maxY: box.maxY + centre.y))
      }
    }
  }

  private mutating func take(_ point: Point, _ edge: Int) {
    taken[WayBack.cell(point), default: []].append((point, edge))
  }

  private mutating func take(_ box: Rectangle) {
    for x in stride(from: box.minX, through: box.maxX + 5, by: 6) {
      for y in stride(from: box.minY, through: box.maxY + 5, by: 6) {
        take(Point(x: min(x, box.maxX), y: min(y, box.maxY)), WayBack.text)
      }
    }
  }

  private mutating func take(_ outline: Outline, around centre: Point) {
    let (size, corner) = (outline.size, outline.corner)
    let (x, y) = (size.width / 2 - corner, size.height / 2 - corner)
    for (signX, signY) in [(1.0, 1.0), (-1, 1), (-1, -1), (1, -1)] {
      for step in 0...8 {
        // A quarter of a circle by the tangent of half the angle.
        let t = Double(step) / 8
        let (across, down) = ((1 - t * t) / (1 + t * t), 2 * t / (1 + t * t))
        take(
          Point(x: centre.x + signX * (x + corner * across), y: centre.y + signY * (y + corner * down)), Self.outline)
      }
    }
    for side in [-1.0, 1] {
      for along in stride(from: -x, through: x, by: 4) {
        take(Point(x: centre.x + along, y: centre.y + side * size.height / 2), Self.outline)
      }
      for along in stride(from: -y, through: y, by: 4) {
        take(Point(x: centre.x + side * size.width / 2, y: centre.y + along), Self.outline)
      }
    }
  }

  private static func cell(_ point: Point) -> Cell {
    func number(_ place: Double) -> Int32 { Int32(max(-1e6, min(place / side, 1e6)).rounded(.down)) }
    return Cell(x: number(point.x), y: number(point.y))
  }

  /// How far a point is from all that is kept clear but its own edge; at most as far as a square is wide.
  private func clearance(_ point: Point, of edge: Int, _ number: Rectangle?) -> Double {
    let cell = WayBack.cell(point)
    var (least, leastOutline) = (WayBack.side, WayBack.side)
    for x in cell.x - 1...cell.x + 1 {
      for y in cell.y - 1...cell.y + 1 {
        for other in taken[Cell(x: x, y: y)] ?? [] where other.edge != edge {
          let (dx, dy) = (other.point.x - point.x, other.point.y - point.y)
          let distance = (dx * dx + dy * dy).squareRoot()
          if other.edge == Self.outline {
            leastOutline = min(leastOutline, distance)
          } else {
            least = min(least, distance)
          }
        }
      }
    }
    least = min(least, leastOutline + Self.outlineAllowance)
    // The number of the edge may be closer than those of others.
    if let number { least = min(least, number.distance(to: point) + Metrics.wayBack.gap - 1.5) }
    for corner in arrowheads[edge] {
      let (dx, dy) = (corner.x - point.x, corner.y - point.y)
      least = min(least, (dx * dx + dy * dy).squareRoot() + Metrics.wayBack.gap - 2)
    }
    return least
  }

  /// The area of the number on an edge.
  private func number(on edge: Int) -> Rectangle? {
    guard let number = layout.rooms.numbers[edge], let place = layout.graph.edges[edge].labelCentre else { return nil }
    return Rectangle(centre: layout.place(place), size: layout.rooms.ground(of: number))
  }

  /// The place of the mark of a number that is not finite, near the operation, and away from the other mark.
  ///
  /// It stands beside the number where there is no room on the edge, and is smaller where there is little.
  func flaw(on edge: Int, besides mark: Mark?) -> (centre: Point, size: Double) {
    let (line, number) = (lines[edge], number(on: edge))
    // The corners of the triangle reach a little farther than half its width.
    let reach = 1.2
    let wanted = reach * Metrics.flaw
    func room(_ point: Point) -> Double {
      var room = clearance(point, of: edge, number) - 3
      if let mark {
        let (dx, dy) = (mark.middle.x - point.x, mark.middle.y - point.y)
        room = min(room, (dx * dx + dy * dy).squareRoot() - mark.radius - 1)
      }
      return min(room, wanted)
    }
    let last = line.length - Metrics.currentArrow.length - Metrics.flaw
    var places = stride(from: last, through: Metrics.flaw + 3, by: -4).map { line.point(at: $0) }
    if let number {
      let away = Size(
        width: number.size.width / 2 + Metrics.flaw + 3, height: number.size.height / 2 + Metrics.flaw + 3)
      for (x, y) in [(1.0, 0.0), (-1, 0), (0, -1), (0, 1)] {
        places.append(Point(x: number.centre.x + x * away.width, y: number.centre.y + y * away.height))
      }
    }
    var best = (point: line.point(at: 0.5 * line.length), room: 0.0)
    for point in places where best.room < wanted {
      let room = room(point)
      if room > best.room { best = (point, room) }
    }
    return (best.point, max(best.room / reach, Self.leastVisible))
  }

  /// The mark on an edge, smaller where there is little room; nil where the edge is hardly longer than its arrowhead.
  func mark(on edge: Int) -> Mark? {
    let (line, number) = (lines[edge], number(on: edge))
    let sizes = Metrics.wayBack
    let end = line.length - Metrics.currentArrow.length - 1
    // Before the start of the edge there is the room for a ring, which the receiver does not have in this step.
    let before = sizes.before - (Metrics.ring.room - layout.rooms.sizes.ring.room)
    let first = sizes.leastRadius - before
    guard end - first > sizes.leastRadius else { return nil }
    // Rather a little away from the receiver than close to it, where it would look like a second arrowhead.
    let wanted = max(sizes.radius + 3, min(0.28 * line.length, 56))
    let places = stride(from: first, through: end - sizes.leastRadius, by: 1.5)
      .sorted { abs($0 - wanted) < abs($1 - wanted) }
    var best = (distance: first, radius: 0.0)
    for distance in places {
      let clearance = clearance(line.point(beyond: distance), of: edge, number)
      let room = min(sizes.radius, clearance - sizes.gap, distance + before, end - distance)
      if room > best.radius { best = (distance, room) }
      if room == sizes.radius { break }
    }
    // Between other things there may be no room at all.
    guard best.radius > Self.leastVisible else { return nil }
    let direction = line.direction(at: best.distance)
    return Mark(middle: line.point(beyond: best.distance), radius: best.radius, direction: (-direction.x, -direction.y))
  }
}

extension Rectangle {
  /// How far a point is from the rectangle; 0 inside.
  fileprivate func distance(to point: Point) -> Double {
    let dx = max(minX - point.x, point.x - maxX, 0)
    let dy = max(minY - point.y, point.y - maxY, 0)
    return (dx * dx + dy * dy).squareRoot()
  }
}

extension SVGPage {
  /// A disc on an edge with an arrow that points to the node that receives the derivative.
  mutating func wayBack(_ mark: WayBack.Mark) {
    body.write("<g class=\"way-back\">")
    outline(.circle(radius: mark.radius), around: mark.middle)
    body.write(" fill=\"\(colors[.accent])\" stroke=\"\(colors[.background])\" stroke-width=\"1.5\"/>")
    let (x, y) = mark.direction
    let scale = mark.radius / 10
    // The head of an arrow and its shaft, as they go around.
    let corners = [
      (6.4, 0), (0, 5.6), (0, 1.7), (-6, 1.7), (-6, -1.7), (0, -1.7), (0, -5.6),
    ].map { (along: Double, aside: Double) in
      Point(
        x: mark.middle.x + scale * (x * along - y * aside), y: mark.middle.y + scale * (y * along + x * aside))
    }
    body.write("<path fill=\"\(colors[.background])\" d=\"")
    polygon(corners)
    body.write("\"/></g>")
  }
}
