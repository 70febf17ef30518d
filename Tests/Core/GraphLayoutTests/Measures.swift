import Foundation
import GraphLayout

extension PlacedEdge {
  /// Points of the Béziers, close to each other.
  var samples: [Point] {
    var points = Array(curve.prefix(1))
    for piece in stride(from: 0, to: curve.count - 3, by: 3) {
      let (a, b, c, d) = (curve[piece], curve[piece + 1], curve[piece + 2], curve[piece + 3])
      let count = max(4, Int(abs(d.x - a.x) + abs(d.y - a.y)) / 6)
      for step in 1...count {
        let t = Double(step) / Double(count)
        let u = 1 - t
        let (p, q, r, s) = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
        points.append(
          Point(x: p * a.x + q * b.x + r * c.x + s * d.x, y: p * a.y + q * b.y + r * c.y + s * d.y))
      }
    }
    return points
  }
}

/// The distance of a point from a node's outline.
func distance(of point: Point, from node: NodeSpace, at centre: Point) -> Double {
  let (dx, dy) = (abs(point.x - centre.x), abs(point.y - centre.y))
  switch node.outline {
  case .circle(let radius):
    return abs((dx * dx + dy * dy).squareRoot() - radius)
  case .roundedRectangle(let size, let corner):
    let (x, y) = (dx - size.width / 2 + corner, dy - size.height / 2 + corner)
    let outside = (max(x, 0) * max(x, 0) + max(y, 0) * max(y, 0)).squareRoot()
    return abs(outside + min(0, max(x, y)) - corner)
  }
}

/// The points of a curve, and the rectangle around them to rule most questions out.
private struct Trail {
  var points: [Point]
  var bounds: Rectangle

  init(_ edge: PlacedEdge) {
    points = edge.samples
    let (xs, ys) = (edge.curve.map(\.x), edge.curve.map(\.y))
    bounds = Rectangle(
      minX: xs.min() ?? 0, minY: ys.min() ?? 0, maxX: xs.max() ?? 0, maxY: ys.max() ?? 0
    ).outset(by: 1)
  }

  func meets(_ rectangle: Rectangle) -> Bool {
    guard bounds.intersects(rectangle) else { return false }
    for point in points where rectangle.contains(point) { return true }
    return false
  }
}

/// The numbers of things in a layout that lie on each other and must not.
struct Overlaps: Equatable {
  var labelOnLabel = 0
  var labelOnEdge = 0
  var labelOnNode = 0
  var labelBesideItsEdge = 0
  var edgeOnNode = 0
  var nodeOnNode = 0

  init() {}

  init(in placed: PlacedGraph, of sample: Sample) {
    let trails = placed.edges.map(Trail.init)
    let boxes = placed.boxes
    for a in boxes.indices {
      for b in boxes.indices where a < b && boxes[a].intersects(boxes[b]) { nodeOnNode += 1 }
    }
    let labels = zip(placed.edges, sample.edges).map { edge, space in
      edge.labelCentre.flatMap { centre in
        space.labelSize.map { Rectangle(centre: centre, size: $0) }
      }
    }
    for (a, label) in labels.enumerated() {
      guard let label else { continue }
      for other in labels.dropFirst(a + 1) {
        if let other, other.intersects(label) { labelOnLabel += 1 }
      }
      labelOnNode += boxes.filter { $0.intersects(label) }.count
      let centre = label.centre
      for (b, trail) in trails.enumerated() {
        if b == a {
          let nearest = trail.points.map { abs($0.x - centre.x) + abs($0.y - centre.y) }.min() ?? .infinity
          if nearest > 12 { labelBesideItsEdge += 1 }
        } else if trail.meets(label) {
          labelOnEdge += 1
        }
      }
    }
    for (edge, trail) in zip(sample.edges, trails) {
      for (node, box) in boxes.enumerated() where node != edge.from && node != edge.to {
        if trail.meets(box) { edgeOnNode += 1 }
      }
    }
  }
}

/// The crossings and bends of a drawing, counted along its curves.
struct DrawingMeasures {
  /// The number of times that two edges cross.
  private(set) var crossings = 0
  /// The number of turns by more than 20°, and of changes from one direction to the other.
  private(set) var bends = 0

  init(_ placed: PlacedGraph) {
    let trails = placed.edges.map(Trail.init)
    for (index, trail) in trails.enumerated() {
      bends += Self.bends(of: trail.points)
      for other in trails[..<index] where other.bounds.intersects(trail.bounds) {
        crossings += Self.crossings(trail.points, other.points)
      }
    }
  }

  private static func crossings(_ first: [Point], _ second: [Point]) -> Int {
    func side(_ a: Point, _ b: Point, _ c: Point) -> Double { (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) }
    var count = 0
    for (a, b) in zip(first, first.dropFirst()) {
      for (c, d) in zip(second, second.dropFirst()) where c.x < b.x && a.x < d.x {
        if side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0 { count += 1 }
      }
    }
    return count
  }

  private static func bends(of points: [Point]) -> Int {
    var (count, turn) = (0, 0.0)
    for step in turns(of: points) {
      if step * turn < 0 {
        if abs(turn) > 0.1 { count += 1 }
        turn = 0
      }
      turn += step
    }
    return count + (abs(turn) > 0.35 ? 1 : 0)
  }

  /// The most that an edge turns from one of its points to the next.
  static func sharpestTurn(of edge: PlacedEdge) -> Double { turns(of: edge.samples).map(abs).max() ?? 0 }

  /// The angles between all neighbouring pieces.
  private static func turns(of points: [Point]) -> [Double] {
    let angles = zip(points, points.dropFirst()).filter { $0.0 != $0.1 }.map { atan2($1.y - $0.y, $1.x - $0.x) }
    return zip(angles, angles.dropFirst()).map { $1 - $0 }.filter { abs($0) > 1e-4 }
  }
}
