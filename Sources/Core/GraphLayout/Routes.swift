/// The curves of all edges: each the calmest that keeps clear of what it has no business with.
struct Routes {
  /// What no curve may meet but those of its owner.
  private struct Obstacle {
    var rectangle: Rectangle
    var node: Int?
    var edge: Int?
  }

  private(set) var curves: [Curve]

  init(graph: FramedGraph, columns: Columns, isCalm: Bool) {
    let (edges, bodies) = (graph.edges, graph.bodies)
    let ends = Ends.spread(graph, columns: columns)
    curves = edges.indices.map { Self.safe($0, ends[$0], columns) }
    guard isCalm else {
      curves = curves.map(\.withoutLevelKnots)
      return
    }
    var obstacles: [Obstacle] = []
    for (node, body) in bodies.enumerated() {
      let box = body.box(at: columns.centre(node))
      obstacles.append(Obstacle(rectangle: box.outset(by: 4), node: node))
    }
    for (edge, item) in columns.reserved.enumerated() {
      guard let item, let number = graph.numbers[edge] else { continue }
      let box = Rectangle(centre: columns.centre(item), size: number)
      obstacles.append(Obstacle(rectangle: box.outset(by: 3), edge: edge))
    }
    var arriving = [[Int]](repeating: [], count: bodies.count)
    for (index, edge) in edges.enumerated() { arriving[edge.to].append(index) }
    /// Where the arrowheads of the other edges to the same node are.
    func heads(besides index: Int) -> [Rectangle] {
      arriving[edges[index].to].filter { $0 != index }.map { Self.head(of: curves[$0], besides: ends[index].end) }
    }
    func route(_ index: Int, extraCrossings: Int = 0) {
      let edge = edges[index]
      let (from, to) = (bodies[edge.from], bodies[edge.to])
      let (tail, head) = (columns.centre(edge.from), columns.centre(edge.to))
      let foreign =
        from.margins(at: tail) + to.margins(at: head) + heads(besides: index)
        + obstacles.filter { obstacle in
          obstacle.node != edge.from && obstacle.node != edge.to && obstacle.edge != index
            && obstacle.rectangle.minX <= ends[index].end.x && ends[index].start.x <= obstacle.rectangle.maxX
        }.map(\.rectangle)
      // What is before or behind the edge as a whole meets none of its curves.
      let rivals = curves.indices.filter { other in
        other != index && curves[other].bounds.minX <= ends[index].end.x
          && ends[index].start.x <= curves[other].bounds.maxX
      }
      func crossings(_ curve: Curve) -> Int {
        var count = 0
        for other in rivals { count += curve.crossings(with: curves[other]) }
        return count
      }
      /// How far the curve runs on others; what a crossing at a flat angle takes is no matter.
      func company(_ curve: Curve) -> Double {
        var length = 0.0
        for other in rivals { length += max(0, curve.company(of: curves[other]) - Self.crossing) }
        return length
      }
      let (most, mostCompany) = (crossings(curves[index]), company(curves[index]))
      func isFit(_ curve: Curve) -> Bool {
        from.shape.isNatural(slope: curve.startSlope, at: curve.start.y - tail.y)
          && to.shape.isNatural(slope: -curve.endSlope, at: curve.end.y - head.y)
          && !foreign.contains { curve.meets($0) } && crossings(curve) <= most + extraCrossings
          && company(curve) <= mostCompany
      }
      var best: (curve: Curve, company: Double)?
      for curve in Self.wishes(index, ends[index], columns) where isFit(curve) {
        let company = company(curve)
        if company < best?.company ?? .infinity { best = (curve, company) }
        if company == 0 { break }
      }
      if let best {
        curves[index] = best.curve
      } else {
        let keep = columns.reserved[index].map { columns.centre($0) }
        curves[index] = Self.eased(curves[index], keeping: keep, isFit: isFit)
      }
    }
    for index in edges.indices { route(index) }
    // What came later may run on what came before, or point its arrowhead there.
    for round in 1...6 {
      let troubled = edges.indices.filter { index in
        heads(besides: index).contains(where: curves[index].meets)
          || curves.indices.contains { $0 != index && curves[index].company(of: curves[$0]) > Self.crossing }
      }
      if troubled.isEmpty { break }
      for index in troubled { curves[index] = Self.safe(index, ends[index], columns) }
      for index in troubled {
        // Rather one crossing more than two edges in one line.
        route(index, extraCrossings: round > 2 ? 1 : 0)
      }
    }
  }

  /// The room of an arrowhead at a curve's end, as much of it as another edge that ends nearby can leave alone.
  private static func head(of curve: Curve, besides other: Point) -> Rectangle {
    let tip = curve.end
    let half = max(0, min(headSize.width / 2, abs(tip.y - other.y) - 3))
    let back = curve.y(at: tip.x - headSize.length)
    return Rectangle(
      minX: tip.x - headSize.length, minY: min(tip.y, back) - half, maxX: tip.x, maxY: max(tip.y, back) + half)
  }

  /// The room of the largest arrowhead at a curve's end.
  static func head(of curve: Curve) -> Rectangle { head(of: curve, besides: Point(x: 0, y: .infinity)) }

  /// How far two curves may run on each other where they cross.
  private static let crossing = 30.0

  /// The room of the largest arrowhead, with that of the line that must not touch it.
  static let headSize = (length: 22.0, width: 24.0)

  /// The curve without the knots it can do without.
  private static func eased(_ curve: Curve, keeping keep: Point?, isFit: (Curve) -> Bool) -> Curve {
    var best = curve
    var knots = curve.knots
    if let keep, let next = knots.firstIndex(where: { $0.x > keep.x }) { knots.insert(keep, at: next) }
    var index = 1
    while index < knots.count - 1 {
      var fewer = knots
      fewer.remove(at: index)
      let eased = Curve(through: fewer)
      if knots[index] != keep && isFit(eased) {
        best = eased
        knots = fewer
      } else {
        index += 1
      }
    }
    return best
  }

  /// The curve that is clear by construction: level in every column, so that it stays in its lane.
  private static func safe(_ index: Int, _ ends: Ends, _ columns: Columns) -> Curve {
    let chain = columns.chains[index]
    var points = [ends.start]
    for (place, item) in chain.enumerated() {
      let strip = columns.strips[columns.items[item].column]
      let y = place == 0 ? ends.start.y : place == chain.count - 1 ? ends.end.y : columns.items[item].y
      // The arrowhead too is level.
      let arrival = place == chain.count - 1 ? ends.end.x - headSize.length : .infinity
      if place > 0 { points.append(Point(x: min(strip.lowerBound, arrival), y: y)) }
      if place < chain.count - 1 { points.append(Point(x: strip.upperBound, y: y)) }
    }
    points.append(ends.end)
    return Curve(through: points)
  }

  /// Calmer curves, the calmest first.
  private static func wishes(_ index: Int, _ ends: Ends, _ columns: Columns) -> [Curve] {
    let (start, end) = (ends.start, ends.end)
    let inner = columns.chains[index].dropFirst().dropLast()
    var through: [[Point]] = []
    if ends.bow != 0 {
      var middle = start.toward(end, 0.5)
      middle.y += ends.bow
      through.append([start, middle, end])
    }
    if let item = columns.reserved[index] {
      through.append([start, columns.centre(item), end])
    } else {
      through.append([start, end])
      for item in inner { through.append([start, columns.centre(item), end]) }
    }
    let lanes = inner.map { columns.centre($0) }
    through.append([start] + lanes + [end])
    if columns.reserved[index] == nil {
      through.append([start, Point(x: end.x - headSize.length, y: end.y), end])
    }
    // Between other curves of the same sweep, one that turns earlier or later finds room.
    let next = lanes.first ?? end
    for share in [0.3, 0.7] {
      let turn = Point(x: start.x + share * (next.x - start.x), y: (start.y + next.y) / 2)
      through.append([start, turn] + lanes + [end])
    }
    return through.flatMap { points in
      let rise = (end.y - start.y) / (end.x - start.x)
      return [
        Curve(through: points),
        Curve(through: points, startSlope: 1.25 * rise, endSlope: rise / 2),
        Curve(through: points, startSlope: rise / 2, endSlope: rise / 2),
        Curve(through: points, startSlope: 0, endSlope: 0),
      ]
    }
  }
}
