import Autodiff
import GraphLayout
import Storyboard

/// The lines between nodes that were merged and those that stay in their place, past all nodes and texts.
///
/// Of many curves between two nodes the shortest and plainest is taken that meets nothing. A node whose every curve would
/// meet something has none: what is pale is told by words and by the line beneath the graphs. Nor has one that an
/// identity put another in place of, if nothing that stays reads it.
struct MergeLines {
  /// A cubic Bézier from one node to another, in coordinates of the graph.
  struct Line {
    let from: Int
    let to: Int
    let curve: [Point]
  }

  private(set) var lines: [Line] = []

  /// More lines would be a tangle, and take long to find.
  private static let limit = 60
  /// Between a line and what it passes, and between its ends and the outlines of its nodes.
  private static let (clearance, gap) = (5.0, 4.0)
  /// How far a line goes in the direction in which it leaves a node.
  private static let reaches = [25.0, 37.0, 50.0, 90.0, 150.0, 240.0]
  /// The directions in which it may leave, sixteen around.
  private static let directions: [(x: Double, y: Double)] = {
    let eighth = [(1.0, 0.0), (0.9239, 0.3827), (0.7071, 0.7071), (0.3827, 0.9239)]
    let quarters = [eighth, eighth.map { (-$1, $0) }, eighth.map { (-$0, -$1) }, eighth.map { ($1, -$0) }]
    return quarters.flatMap { $0 }.map { (x: $0.0, y: $0.1) }
  }()

  init(_ layout: PageLayout, _ comparison: OptimizationComparison) {
    let obstacles = MergeLines.obstacles(layout, comparison)
    var isRead: Set<Int> = []
    for edge in layout.story.edges where comparison.fate(of: edge.to) == .stays { isRead.insert(edge.from) }
    for (index, node) in layout.story.nodes.enumerated() where lines.count < MergeLines.limit {
      guard case .merged(let target, let identity) = comparison.fate(of: node.id),
        identity == nil || isRead.contains(node.id) || node.isOutput, let other = layout.positions[target],
        let curve = MergeLines.curve(from: index, to: other, layout, obstacles)
      else { continue }
      lines.append(Line(from: node.id, to: target, curve: curve))
    }
  }

  /// What a line must not meet.
  private struct Obstacle {
    let room: Rectangle
    /// The node whose outline it is, which a line of this node comes near to at its end.
    let node: Int?
  }

  /// Outlines, copies of leaves, texts that are drawn, arrowheads, and the beginnings of edges.
  private static func obstacles(_ layout: PageLayout, _ comparison: OptimizationComparison) -> [Obstacle] {
    var obstacles: [Obstacle] = []
    func add(_ room: Rectangle, node: Int? = nil) {
      obstacles.append(Obstacle(room: room.grown(by: clearance), node: node))
    }
    for (index, node) in layout.story.nodes.enumerated() {
      let texts = layout.texts.nodes[index]
      let centre = layout.graph.nodes[index]
      add(Rectangle(centre: centre, size: texts.outline.size), node: index)
      for copy in layout.copies[index] {
        add(Rectangle(centre: layout.graph.nodes[copy], size: texts.outline.scaled(by: Metrics.copyScale).size))
      }
      let hasValues =
        switch comparison.fate(of: node.id) {
        case .stays, .folded: true
        case .merged, .removed: false
        }
      for line in [texts.name].compactMap({ $0 }) + (hasValues ? texts.values : []) {
        let bounds = line.bounds
        add(
          Rectangle(
            minX: bounds.minX + centre.x, minY: bounds.minY + centre.y, maxX: bounds.maxX + centre.x,
            maxY: bounds.maxY + centre.y))
      }
    }
    for edge in layout.graph.edges {
      if let start = edge.curve.first { add(Rectangle(centre: start, size: Size(width: 12, height: 12))) }
      guard let tip = edge.curve.last else { continue }
      let way = edge.arrival
      let middle = tip.moved(along: (way.x, way.y), by: -Metrics.arrow.length / 2)
      add(Rectangle(centre: middle, size: Size(width: Metrics.arrow.length, height: Metrics.arrow.length)))
    }
    return obstacles
  }

  /// The shortest curve between two nodes that meets nothing; nil where each meets something.
  private static func curve(
    from one: Int, to two: Int, _ layout: PageLayout, _ obstacles: [Obstacle]
  ) -> [Point]? {
    let starts = ends(of: one, layout), finishes = ends(of: two, layout)
    let room = Rectangle(minX: 0, minY: 0, maxX: layout.graph.size.width, maxY: layout.graph.size.height)
      .grown(by: 12)
    var candidates: [(length: Double, curve: [Point])] = []
    for start in starts {
      for finish in finishes {
        for reach in reaches {
          let curve = [
            start.point, start.point.moved(along: start.way, by: reach),
            finish.point.moved(along: finish.way, by: reach), finish.point,
          ]
          let length =
            curve[0].distance(from: curve[1]) + curve[1].distance(from: curve[2]) + curve[2].distance(from: curve[3])
          // A curve that turns both ways is harder to follow.
          let turns = curve[0].turn(curve[1], curve[2]) * curve[1].turn(curve[2], curve[3])
          // So is one that turns at a point.
          let sharpness = max(0, reach - curve[1].distance(from: curve[2]))
          candidates.append((length + (turns < -1 ? 80 : 0) + sharpness, curve))
        }
      }
    }
    candidates.sort { $0.length < $1.length }
    return candidates.first { isFree($0.curve, [one, two], room, obstacles) }?.curve
  }

  private static func isFree(
    _ curve: [Point], _ nodes: [Int], _ room: Rectangle, _ obstacles: [Obstacle]
  ) -> Bool {
    let box = curve.dropFirst().reduce(Rectangle(centre: curve[0], size: Size(width: 0, height: 0))) {
      $0.union(Rectangle(centre: $1, size: Size(width: 0, height: 0)))
    }
    let near = obstacles.filter { $0.room.intersects(box) }
    let samples = 64
    for step in 0...samples {
      let point = curve.bezier(Double(step) / Double(samples))
      let isEnd = step < samples / 4 || step > samples - samples / 4
      guard room.contains(point) else { return false }
      let meets = near.contains { obstacle in
        obstacle.room.contains(point) && !(isEnd && obstacle.node.map(nodes.contains) ?? false)
      }
      if meets { return false }
    }
    return true
  }

  /// Points around a node at which a line may end, with their directions.
  private static func ends(of index: Int, _ layout: PageLayout) -> [(point: Point, way: (x: Double, y: Double))] {
    let outline = layout.texts.nodes[index].outline
    let centre = layout.graph.nodes[index]
    return directions.map { way in
      let rim: Double
      switch outline {
      case .circle(let radius): rim = radius
      case .roundedRectangle(let size, _):
        rim = min(
          way.x == 0 ? .infinity : size.width / 2 / way.x.magnitude,
          way.y == 0 ? .infinity : size.height / 2 / way.y.magnitude)
      }
      return (centre.moved(along: way, by: rim + gap), way)
    }
  }
}

extension Rectangle {
  fileprivate func grown(by margin: Double) -> Rectangle {
    Rectangle(minX: minX - margin, minY: minY - margin, maxX: maxX + margin, maxY: maxY + margin)
  }
}

extension Point {
  fileprivate func moved(along way: (x: Double, y: Double), by length: Double) -> Point {
    Point(x: x + length * way.x, y: y + length * way.y)
  }

  /// Above zero where the way from here by one point to another turns to one side, below zero to the other.
  fileprivate func turn(_ one: Point, _ two: Point) -> Double {
    (one.x - x) * (two.y - one.y) - (one.y - y) * (two.x - one.x)
  }

  fileprivate func distance(from other: Point) -> Double {
    ((x - other.x) * (x - other.x) + (y - other.y) * (y - other.y)).squareRoot()
  }
}

extension [Point] {
  /// The point of a cubic Bézier at a parameter from 0 to 1.
  fileprivate func bezier(_ t: Double) -> Point {
    let s = 1 - t
    let weights = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t]
    return zip(self, weights).reduce(Point(x: 0, y: 0)) {
      Point(x: $0.x + $1.0.x * $1.1, y: $0.y + $1.0.y * $1.1)
    }
  }
}
