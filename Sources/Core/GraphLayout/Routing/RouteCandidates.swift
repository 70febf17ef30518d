/// The curves that an edge may take between its ports.
struct RouteCandidates {
  private let placement: NodePlacement
  private let ports: PortPlacement

  init(placement: NodePlacement, ports: PortPlacement) {
    self.placement = placement
    self.ports = ports
  }

  /// The curve that is clear of everything by construction: level in every layer, at the height of its dummy node.
  func steppedCurve(_ index: Int) -> Curve {
    let (chain, ends) = (placement.dummyChains[index], ports.ports[index])
    let last = chain.count - 1
    var points = [ends.start]
    for (place, item) in chain.enumerated() {
      let extent = placement.extent(ofLayerOf: item)
      let y = place == 0 ? ends.start.y : place == last ? ends.end.y : placement.centre(item).y
      // The arrowhead too is level.
      let arrival = place == last ? ends.end.x - Arrowhead.length : .infinity
      if place > 0 { points.append(Point(x: min(extent.lowerBound, arrival), y: y)) }
      if place < last { points.append(Point(x: extent.upperBound, y: y)) }
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
