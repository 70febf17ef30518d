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
    guard isCalm else { return }
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
    for (index, edge) in edges.enumerated() {
      let (from, to) = (bodies[edge.from], bodies[edge.to])
      let (tail, head) = (columns.centre(edge.from), columns.centre(edge.to))
      let foreign =
        from.margins(at: tail) + to.margins(at: head)
        + obstacles.filter { $0.node != edge.from && $0.node != edge.to && $0.edge != index }.map(\.rectangle)
      func crossings(_ curve: Curve) -> Int {
        var count = 0
        for (other, rival) in curves.enumerated() where other != index {
          count += curve.crossings(with: rival)
        }
        return count
      }
      let most = crossings(curves[index])
      func isFit(_ curve: Curve) -> Bool {
        from.shape.isNatural(slope: curve.startSlope, at: curve.start.y - tail.y)
          && to.shape.isNatural(slope: -curve.endSlope, at: curve.end.y - head.y)
          && !foreign.contains { curve.meets($0) } && crossings(curve) <= most
      }
      if let curve = Self.wishes(index, ends[index], columns).first(where: isFit) {
        curves[index] = curve
      } else {
        let keep = columns.reserved[index].map { columns.centre($0) }
        curves[index] = Self.eased(curves[index], keeping: keep, isFit: isFit)
      }
    }
  }

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
      if place > 0 { points.append(Point(x: strip.lowerBound, y: y)) }
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
    through.append([start] + inner.map { columns.centre($0) } + [end])
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
