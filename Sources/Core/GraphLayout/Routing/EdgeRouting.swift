/// Phase 5, routing: the curves of all edges, each the smoothest that keeps clear of everything else.
///
/// Takes placed nodes and ports for granted. Guarantees that every curve leads from port to port, always to the right,
/// and meets no box of another node and no reserved label; smooth curves cross and overlap others no more often than
/// those level in every layer do.
struct EdgeRouting {
  /// The curve of every edge.
  private(set) var curves: [Curve]

  private let graph: LayoutGraph
  private let placement: NodePlacement
  private let ports: [EdgePorts]
  private let parallelOffsets: [Double]
  private let candidates: RouteCandidates
  /// From the outline with its room for a ring to the ink of the texts around it, about.
  private static let textGap = 2.0
  /// For every edge whether other edges kept it from the curve that would be best.
  private var isCompromise: [Bool]

  /// Routes the edges.
  ///
  /// - Parameters:
  ///   - graph: the graph.
  ///   - placement: the places of its nodes and dummy nodes.
  ///   - ports: the ports of its edges.
  ///   - isThorough: whether smooth curves are tried; without, all are level in every layer.
  init(graph: LayoutGraph, placement: NodePlacement, ports: PortPlacement, isThorough: Bool) {
    (self.graph, self.placement) = (graph, placement)
    (self.ports, parallelOffsets) = (ports.ports, ports.parallelOffsets)
    let candidates = RouteCandidates(placement: placement, ports: ports)
    self.candidates = candidates
    isCompromise = graph.edges.map { _ in false }
    curves = graph.edges.indices.map { candidates.steppedCurve($0) }
    guard isThorough else {
      curves = curves.map { $0.withoutLevelKnots }
      return
    }
    let obstacles = RoutingObstacles(graph: graph, placement: placement)
    let entering = GroupedIndices(ownerCount: graph.nodes.count, owners: graph.edges.map { $0.to })
    for index in curves.indices { smooth(index, obstacles, entering) }
    // Beside the curves that the others have got, some have more choice.
    for index in curves.indices where isSmall && isCompromise[index] { smooth(index, obstacles, entering) }
    separate(obstacles, entering)
  }

  /// Whether there is time to try many curves for every edge.
  private var isSmall: Bool { graph.edges.count <= 100 }

  /// Gives an edge the first of its smooth curves that overlaps no other, or that which overlaps others least; where
  /// none is allowed, the curve it has without needless knots.
  private mutating func smooth(
    _ index: Int, _ obstacles: RoutingObstacles, _ entering: GroupedIndices, extraCrossings: Int = 0
  ) {
    let edge = graph.edges[index]
    let (from, to) = (graph.nodes[edge.from].outline, graph.nodes[edge.to].outline)
    let (tail, head) = (placement.centre(edge.from), placement.centre(edge.to))
    let stepped = candidates.steppedCurve(index)
    // No curve for the edge goes farther up or down.
    let area = stepped.bounds.outset(by: RouteCandidates.reach + abs(parallelOffsets[index]))
    let rectangles =
      (obstacles.rectangles(for: index, between: ports[index]) + arrowheads(besides: index, entering))
      .filter { $0.minY < area.maxY && area.minY < $0.maxY }
    let cost = RouteCost(of: index, within: area, among: curves)
    let mostCrossings = cost.crossings(stepped) + extraCrossings
    let mostOverlap = cost.overlap(stepped)
    let texts = graph.nodes[edge.to].margins(at: head).map { $0.outset(by: -Self.textGap) }
    func isClear(_ curve: Curve) -> Bool {
      from.isClear(slope: curve.startSlope, at: curve.start.y - tail.y)
        && to.isClear(slope: -curve.endSlope, at: curve.end.y - head.y)
        && Arrowhead.slopes(of: curve).allSatisfy { to.isClear(slope: -$0, at: curve.end.y - head.y) }
        && !rectangles.contains { curve.meets($0) } && !texts.contains { Arrowhead.meets($0, of: curve) }
    }
    if let straight = candidates.straightCurve(index), isClear(straight), cost.crossings(straight) <= mostCrossings,
      cost.overlap(straight) == 0
    {
      curves[index] = straight
      isCompromise[index] = false
      return
    }
    var best: (curve: Curve, overlap: Double)?
    var tries = 0
    let mostTries = isSmall ? 24 : 8
    for curve in candidates.smoothCurves(index, among: rectangles) where isClear(curve) {
      tries += 1
      guard tries <= mostTries else { break }
      guard cost.crossings(curve) <= mostCrossings else { continue }
      let overlap = cost.overlap(curve)
      if overlap <= mostOverlap, overlap < best?.overlap ?? .infinity { best = (curve, overlap) }
      if overlap == 0 { break }
    }
    isCompromise[index] = tries > 1 || best == nil
    curves[index] =
      best?.curve
      ?? stepped.simplified(keeping: placement.reservedCentre(index)) {
        isClear($0) && cost.crossings($0) <= mostCrossings && cost.overlap($0) <= mostOverlap
      }
  }

  /// Routes edges anew that later ones run along or point their arrowheads at, some times.
  private mutating func separate(_ obstacles: RoutingObstacles, _ entering: GroupedIndices) {
    for round in 1...(isSmall ? 6 : 4) {
      let conflicting = curves.indices.filter { isConflicting($0, entering) }
      if conflicting.isEmpty { break }
      for index in conflicting { curves[index] = candidates.steppedCurve(index) }
      for index in conflicting {
        // Rather one crossing more than two edges in one line.
        smooth(index, obstacles, entering, extraCrossings: round > 2 ? 1 : 0)
      }
    }
  }

  /// Tells whether a curve meets the arrowhead of another edge to the same node, or runs along another curve.
  private func isConflicting(_ index: Int, _ entering: GroupedIndices) -> Bool {
    let curve = curves[index]
    return arrowheads(besides: index, entering).contains { curve.meets($0) }
      || curves.indices.contains { $0 != index && curve.overlap(with: curves[$0]) > RouteCost.freeOverlap }
  }

  /// The boxes of the arrowheads of the other edges to the same node.
  private func arrowheads(besides index: Int, _ entering: GroupedIndices) -> [Rectangle] {
    entering[graph.edges[index].to].filter { $0 != index }
      .map { Arrowhead.box(of: curves[$0], besides: ports[index].end) }
  }
}
