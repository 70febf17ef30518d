/// The curves that an edge may take between its ports.
struct RouteCandidates {
  private let placement: NodePlacement
  private let ports: PortPlacement

  init(placement: NodePlacement, ports: PortPlacement) {
    self.placement = placement
    self.ports = ports
  }

  /// The curve that is clear of everything by construction: level but for its channels, at the
  /// heights of its dummy nodes.
  func steppedCurve(_ index: Int) -> Curve {
    let (chain, ends) = (placement.dummyChains[index], ports.ports[index])
    var points = [ends.start]
    for (place, channel) in placement.channels(index).enumerated() {
      let (from, to) = (chain[place], chain[place + 1])
      let isLast = place == chain.count - 2
      points.append(Point(x: channel.lowerBound, y: place == 0 ? ends.start.y : placement.centre(from).y))
      // The arrowhead too is level.
      let arrival = isLast ? ends.end.x - Arrowhead.length : .infinity
      points.append(
        Point(x: min(channel.upperBound, arrival), y: isLast ? ends.end.y : placement.centre(to).y))
    }
    points.append(ends.end)
    return Curve(through: points)
  }

  /// Smoother curves, the smoothest first, each with four pairs of slopes at its ends.
  func smoothCurves(_ index: Int) -> [Curve] {
    let ends = ports.ports[index]
    let rise = (ends.end.y - ends.start.y) / (ends.end.x - ends.start.x)
    return paths(index).flatMap { points in
      [
        Curve(through: points),
        Curve(through: points, startSlope: 1.25 * rise, endSlope: rise / 2),
        Curve(through: points, startSlope: rise / 2, endSlope: rise / 2),
        Curve(through: points, startSlope: 0, endSlope: 0),
      ]
    }
  }

  /// The points that smooth curves go through.
  private func paths(_ index: Int) -> [[Point]] {
    let (start, end) = (ports.ports[index].start, ports.ports[index].end)
    let dummies = placement.dummyChains[index].dropFirst().dropLast().map { placement.centre($0) }
    let label = placement.reservedCentre(index)
    var paths: [[Point]] = []
    if ports.parallelOffsets[index] != 0 {
      var middle = start.toward(end, 0.5)
      middle.y += ports.parallelOffsets[index]
      paths.append([start, middle, end])
    }
    if let label {
      paths.append([start, label, end])
    } else {
      paths.append([start, end])
      for dummy in dummies { paths.append([start, dummy, end]) }
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
