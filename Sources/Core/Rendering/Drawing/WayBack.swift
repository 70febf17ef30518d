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
  /// The points that are kept clear, by the square of the page they lie in, with the edge that they are part of.
  private var taken: [Cell: [(point: Point, edge: Int)]] = [:]
  /// The side of a square.
  private static let side = 24.0
  /// The radius below which a mark is left out.
  private static let leastVisible = 4.0
  /// The number of an owner that is no edge.
  private static let text = -1
  /// Past so many edges a mark stands where it may, without a look at the others.
  private static let mostEdges = 5_000

  init(_ layout: PageLayout) {
    self.layout = layout
    lines = layout.graph.edges.map { Polyline($0.curve.map(layout.place)) }
    guard lines.count <= WayBack.mostEdges else { return }
    for (edge, line) in lines.enumerated() {
      for distance in stride(from: 0, through: line.length, by: 5) { take(line.point(at: distance), edge) }
    }
    for (edge, number) in layout.texts.numbers.enumerated() {
      guard let number, let place = layout.graph.edges[edge].labelCentre else { continue }
      take(Rectangle(centre: layout.place(place), size: layout.texts.ground(of: number)))
    }
    for index in layout.story.nodes.indices {
      let (texts, centre) = (layout.texts.nodes[index], layout.centre(index))
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

  private static func cell(_ point: Point) -> Cell {
    func number(_ place: Double) -> Int32 { Int32(max(-1e6, min(place / side, 1e6)).rounded(.down)) }
    return Cell(x: number(point.x), y: number(point.y))
  }

  /// How far a point is from all that is kept clear but its own edge; at most as far as a square is wide.
  private func clearance(_ point: Point, of edge: Int, _ number: Rectangle?) -> Double {
    let cell = WayBack.cell(point)
    var least = WayBack.side * WayBack.side
    for x in cell.x - 1...cell.x + 1 {
      for y in cell.y - 1...cell.y + 1 {
        for other in taken[Cell(x: x, y: y)] ?? [] where other.edge != edge {
          let (dx, dy) = (other.point.x - point.x, other.point.y - point.y)
          least = min(least, dx * dx + dy * dy)
        }
      }
    }
    if let number {
      let dx = max(number.minX - point.x, point.x - number.maxX, 0)
      let dy = max(number.minY - point.y, point.y - number.maxY, 0)
      // The number of the edge may be closer than those of others.
      let distance = (dx * dx + dy * dy).squareRoot() + Metrics.wayBack.gap - 1.5
      least = min(least, distance * distance)
    }
    return least.squareRoot()
  }

  /// The area of the number on an edge.
  private func number(on edge: Int) -> Rectangle? {
    guard let number = layout.texts.numbers[edge], let place = layout.graph.edges[edge].labelCentre else { return nil }
    return Rectangle(centre: layout.place(place), size: layout.texts.ground(of: number))
  }

  /// The place of the mark of a number that is not finite, near the operation, and away from the other mark.
  func flaw(on edge: Int, besides mark: Mark?) -> Point {
    let (line, number) = (lines[edge], number(on: edge))
    let last = line.length - Metrics.currentArrow.length - Metrics.flaw
    var best = (point: line.point(at: 0.5 * line.length), room: -1.0)
    for distance in stride(from: last, through: Metrics.flaw + 3, by: -4) {
      let point = line.point(at: distance)
      var room = clearance(point, of: edge, number)
      if let mark {
        let (dx, dy) = (mark.middle.x - point.x, mark.middle.y - point.y)
        room = min(room, (dx * dx + dy * dy).squareRoot() - mark.radius)
      }
      if room > best.room { best = (point, room) }
      if room > Metrics.flaw + 3 { break }
    }
    return best.point
  }

  /// The mark on an edge, smaller where there is little room; nil where the edge is hardly longer than its arrowhead.
  func mark(on edge: Int) -> Mark? {
    let (line, number) = (lines[edge], number(on: edge))
    let sizes = Metrics.wayBack
    let end = line.length - Metrics.currentArrow.length - 1
    // Before the start of the edge there is the room for a ring, which the receiver does not have in this step.
    let before = sizes.before - (Metrics.ring.room - layout.texts.sizes.ring.room)
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
