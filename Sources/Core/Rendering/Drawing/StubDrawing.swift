import GraphLayout
import Storyboard

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(WASILibc)
  import WASILibc
#else
  import Darwin
#endif

extension SVGPage {
  /// The beginnings of the edges of a node that lead to what is not drawn, up to three on each side.
  mutating func stubs(_ index: Int) {
    let node = layout.story.nodes[index]
    let cut = layout.story.cutEdges[index]
    guard !cut.isEmpty else { return }
    let centre = layout.centre(index)
    let outline = layout.texts.nodes[index].outline.grown(by: layout.texts.sizes.ring.room)
    var taken = ends(of: node).map { atan2($0.y - centre.y, $0.x - centre.x) }
    let obstacles = obstacles(near: index)
    let away: (x: Double, y: Double) =
      switch layout.direction {
      case .leftToRight: (1, 0)
      case .rightToLeft: (-1, 0)
      case .topToBottom: (0, 1)
      case .bottomToTop: (0, -1)
      }
    for (count, isArriving) in [(cut.operands, true), (cut.uses, false)] {
      let base = isArriving ? atan2(-away.y, -away.x) : atan2(away.y, away.x)
      for _ in 0..<min(count, 3) {
        let angle = SVGPage.freeAngle(around: base, besides: taken) { angle in
          let (direction, reach) = ((x: cos(angle), y: sin(angle)), outline.reach((cos(angle), sin(angle))))
          return stride(from: 4.0, through: SVGPage.stubLength, by: 5.5).contains { along in
            let (x, y) = (centre.x + direction.x * (reach + along), centre.y + direction.y * (reach + along))
            return obstacles.contains { abs($0.x - x) < 6 && abs($0.y - y) < 6 }
          }
        }
        taken.append(angle)
        let direction = (x: cos(angle), y: sin(angle))
        let reach = outline.reach(direction)
        stub(
          from: Point(x: centre.x + direction.x * reach, y: centre.y + direction.y * reach), direction,
          length: SVGPage.stubLength, isArriving: isArriving)
      }
    }
  }

  /// The ends of a node's edges that are drawn.
  private func ends(of node: StoryNode) -> [Point] {
    layout.story.edges.indices.compactMap { edge in
      let (story, curve) = (layout.story.edges[edge], layout.graph.edges[edge].curve)
      let end = story.to == node.id ? curve.last : story.from == node.id ? curve.first : nil
      return end.map(layout.place)
    }
  }

  private static let stubLength = 26.0

  /// Points of the edges and texts that a stub of a node might meet.
  private func obstacles(near index: Int) -> [Point] {
    let (centre, texts) = (layout.centre(index), layout.texts.nodes[index])
    let area = Rectangle(centre: centre, size: texts.outline.size).outset(
      by: layout.texts.sizes.ring.room + SVGPage.stubLength + 8)
    var points: [Point] = []
    for edge in layout.graph.edges {
      let curve = edge.curve.map(layout.place)
      let (x, y) = (curve.map { $0.x }, curve.map { $0.y })
      guard let minX = x.min(), let maxX = x.max(), let minY = y.min(), let maxY = y.max(),
        Rectangle(minX: minX - 1, minY: minY - 1, maxX: maxX + 1, maxY: maxY + 1).intersects(area)
      else { continue }
      let line = Polyline(curve)
      points += stride(from: 0, through: line.length, by: 4).map { line.point(at: $0) }.filter(area.contains)
    }
    for box in ([texts.name].compactMap { $0 } + texts.values).map({ $0.bounds }) + [texts.gradient].compactMap({ $0 })
    {
      for x in stride(from: box.minX, through: box.maxX + 4, by: 5) {
        for y in stride(from: box.minY, through: box.maxY + 4, by: 5) {
          points.append(Point(x: centre.x + min(x, box.maxX), y: centre.y + min(y, box.maxY)))
        }
      }
    }
    return points
  }

  /// The angle near another that meets nothing, else the one that is farthest from those that are taken.
  private static func freeAngle(
    around base: Double, besides taken: [Double], meetsOthers: (Double) -> Bool
  ) -> Double {
    var best = (angle: base, room: -2.0)
    for turn in [0, 22, -22, 44, -44, 62, -62] {
      let angle = base + Double(turn) * .pi / 180
      // Past half a right angle there is nothing to gain.
      let room = min(0.45, taken.map { abs(sin((angle - $0) / 2)) * 2 }.min() ?? 1) - (meetsOthers(angle) ? 1 : 0)
      if room > best.room + 0.01 { best = (angle, room) }
    }
    return best.angle
  }

  /// A short piece of an edge that ends in dots; an arriving one has an arrowhead at its start.
  mutating func stub(from start: Point, _ direction: (x: Double, y: Double), length: Double, isArriving: Bool) {
    let (x, y) = direction
    func point(_ along: Double, _ aside: Double = 0) -> Point {
      Point(x: start.x + x * along - y * aside, y: start.y + y * along + x * aside)
    }
    let color = colors[.walkedLine]
    body.write("<g class=\"cut\">")
    if isArriving {
      body.write("<path fill=\"\(color)\" d=\"")
      polygon([point(0), point(8, 3.2), point(8, -3.2)])
      body.write("\"/>")
    }
    let (from, to) = (point(isArriving ? 7 : 0), point(0.48 * length))
    body.write("<path fill=\"none\" stroke=\"\(color)\"")
    body.attribute("stroke-width", layout.texts.sizes.edge)
    body.write(" d=\"M")
    body.write(from.x)
    body.write(" ")
    body.write(from.y)
    body.write("L")
    body.write(to.x)
    body.write(" ")
    body.write(to.y)
    body.write("\"/>")
    for (share, radius) in [(0.64, 1.5), (0.8, 1.3), (0.96, 1.1)] {
      outline(.circle(radius: radius), around: point(share * length))
      body.write(" fill=\"\(color)\"/>")
    }
    body.write("</g>")
  }
}

extension Outline {
  /// How far the rim is from the middle, in a direction of length 1.
  fileprivate func reach(_ direction: (x: Double, y: Double)) -> Double {
    switch self {
    case .circle(let radius): return radius
    case .roundedRectangle(let size, _):
      let (x, y) = (abs(direction.x), abs(direction.y))
      return min(x > 0 ? size.width / 2 / x : .infinity, y > 0 ? size.height / 2 / y : .infinity)
    }
  }
}
