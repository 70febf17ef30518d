/// The curves that an edge may take between its ports.
struct RouteCandidates {
  /// So far beyond the curve that is clear by construction the others may go.
  static let reach = 30.0

  private let placement: NodePlacement
  private let ports: PortPlacement
  private let channels: [[ClosedRange<Double>]]

  init(placement: NodePlacement, ports: PortPlacement) {
    self.placement = placement
    self.ports = ports
    channels = StaggeredChannels(placement: placement, ports: ports.ports).channels
  }

  /// The curve that is clear of everything by construction: level but for its channels, at the
  /// heights of its dummy nodes.
  func steppedCurve(_ index: Int) -> Curve {
    let (chain, ends) = (placement.dummyChains[index], ports.ports[index])
    var points = [ends.start]
    for (place, channel) in channels[index].enumerated() {
      let (from, to) = (chain[place], chain[place + 1])
      let isLast = place == chain.count - 2
      // The arrowhead too is level.
      let arrival = isLast ? ends.end.x - Arrowhead.length : .infinity
      let departure = Point(x: channel.lowerBound, y: place == 0 ? ends.start.y : placement.centre(from).y)
      if place == 0 || departure.x < arrival - 5 { points.append(departure) }
      while points.count > 1, points[points.count - 1].x > arrival - 5 { points.removeLast() }
      points.append(
        Point(x: min(channel.upperBound, arrival), y: isLast ? ends.end.y : placement.centre(to).y))
    }
    points.append(ends.end)
    return Curve(through: points)
  }

  /// The straight line between the ports, for an edge without a bend of its own.
  func straightCurve(_ index: Int) -> Curve? {
    guard ports.parallelOffsets[index] == 0, placement.reservedCentre(index) == nil else { return nil }
    return Curve(through: [ports.ports[index].start, ports.ports[index].end])
  }

  /// Smoother curves, the best first, with several slopes at their ends.
  ///
  /// - Parameters:
  ///   - index: the edge.
  ///   - rectangles: what it must not meet.
  /// - Returns: the curves, whether they meet the rectangles or not.
  func smoothCurves(_ index: Int, among rectangles: [Rectangle]) -> [Curve] {
    let ends = ports.ports[index]
    let chain = placement.dummyChains[index]
    let rise = (ends.end.y - ends.start.y) / (ends.end.x - ends.start.x)
    let out = Self.slope(placement.centre(chain[0]), ends.start)
    let arrival = Self.slope(ends.end, placement.centre(chain[chain.count - 1]))
    let curves = paths(index, among: rectangles).flatMap { points in
      points.count > 4
        ? [Curve(through: points), Curve(through: points, startSlope: out, endSlope: arrival)]
        : [
          Curve(through: points),
          Curve(through: points, endSlope: arrival),
          Curve(through: points, startSlope: out, endSlope: arrival),
          Curve(through: points, startSlope: 1.1 * rise, endSlope: 0.75 * rise),
          Curve(through: points, startSlope: 1.25 * rise, endSlope: rise / 2),
          Curve(through: points, startSlope: 1.4 * rise, endSlope: rise / 4),
          Curve(through: points, startSlope: 1.6 * rise, endSlope: 0),
          Curve(through: points, startSlope: 1.8 * rise, endSlope: arrival),
          Curve(through: points, startSlope: rise / 2, endSlope: rise / 2),
          Curve(through: points, startSlope: 0, endSlope: 0),
        ]
    }
    // Of parallel edges, the straight line is the last resort.
    let isParallel = ports.parallelOffsets[index] != 0
    let costs = curves.map { curve in
      RouteShape.cost(curve, startSlope: out, endSlope: arrival) + (isParallel && curve.knots.count == 2 ? 100 : 0)
    }
    return curves.indices.sorted { (costs[$0], $0) < (costs[$1], $1) }.map { curves[$0] }
  }

  /// Tells whether points go up and down again within a short way, as between obstacles whose margins overlap.
  private static func isJagged(_ points: [Point]) -> Bool {
    zip(zip(points, points.dropFirst()), points.dropFirst(2)).contains { pair, c in
      let (a, b) = pair
      return c.x - a.x < 30 && (b.y - a.y) * (c.y - b.y) < 0
    }
  }

  private static func slope(_ a: Point, _ b: Point) -> Double { b.x - a.x > 1 ? (b.y - a.y) / (b.x - a.x) : 0 }

  /// The points that smooth curves go through.
  private func paths(_ index: Int, among rectangles: [Rectangle]) -> [[Point]] {
    let (start, end) = (ports.ports[index].start, ports.ports[index].end)
    let dummies = placement.dummyChains[index].dropFirst().dropLast().map { placement.centre($0) }
    let label = placement.reservedCentre(index)
    var paths: [[Point]] = []
    if ports.parallelOffsets[index] != 0 {
      var middle = start.toward(end, 0.5)
      middle.y += ports.parallelOffsets[index]
      return [[start, middle, end], [start, end]]
    }
    if let label {
      paths.append([start, label, end])
    } else {
      paths.append([start, end])
      let guide = steppedCurve(index)
      for margin in [1.5, 8, 16] {
        let tight = TautPath(from: start, to: end, along: guide, among: rectangles, margin: margin).points
        if tight.count > 2, !Self.isJagged(tight) { paths.append(tight) }
      }
      for dummy in dummies.prefix(3) { paths.append([start, dummy, end]) }
    }
    paths.append([start] + dummies + [end])
    if label == nil {
      paths.append([start, Point(x: end.x - Arrowhead.length, y: end.y), end])
    }
    // Between the curves of other edges, one that turns earlier or later finds room.
    let next = dummies.first ?? end
    for share in [0.3, 0.7] {
      let turn = Point(x: start.x + share * (next.x - start.x), y: (start.y + next.y) / 2)
      paths.append([start, turn] + dummies + [end])
    }
    return paths
  }
}
