/// The ports of an edge: where it leaves the outline of its operand and where it enters that of its operation.
struct EdgePorts {
  var start: Point
  var end: Point
}

/// Phase 4, ports: where every edge leaves and enters the outlines of its nodes.
///
/// Takes placed nodes for granted. Guarantees that both ends lie on the outlines, that edges enter a node in the order of
/// its operands where that is fixed, and that the ports of a node are apart.
struct PortPlacement {
  /// For every edge its ports.
  private(set) var ports: [EdgePorts]
  /// For every edge how far its middle is bent aside, to part it from others between the same two nodes whose ports are
  /// not far enough apart for their labels.
  private(set) var parallelOffsets: [Double]

  private let graph: LayoutGraph
  private let placement: NodePlacement

  /// For every edge the way it would take from centre to centre.
  private let ways: [[Point]]

  /// Places the ports.
  ///
  /// - Parameters:
  ///   - graph: the graph.
  ///   - placement: the places of its nodes and dummy nodes.
  ///   - isThorough: whether edges look around what is in their way; without, they look to their dummy nodes.
  init(graph: LayoutGraph, placement: NodePlacement, isThorough: Bool = true) {
    self.graph = graph
    self.placement = placement
    ports = graph.edges.map { EdgePorts(start: placement.centre($0.from), end: placement.centre($0.to)) }
    parallelOffsets = Self.parallelOffsets(graph, placement)
    let obstacles = isThorough ? RoutingObstacles(graph: graph, placement: placement) : nil
    ways = placement.dummyChains.enumerated().map { edge, chain in
      let (start, end) = (placement.centre(chain[0]), placement.centre(chain[chain.count - 1]))
      guard let obstacles, chain.count > 2, placement.reservedCentre(edge) == nil else {
        return chain.map { placement.centre($0) }
      }
      return TautPath(
        from: start, to: end, along: Curve(through: placement.corners(edge)),
        among: obstacles.others(for: edge, between: EdgePorts(start: start, end: end)), margin: 1.5
      ).points
    }
    placeEnds()
    placeStarts()
    straightenParallelEdges()
  }

  /// Spreads the ends of the edges that enter each node.
  private mutating func placeEnds() {
    let entering = GroupedIndices(ownerCount: graph.nodes.count, owners: graph.edges.map { $0.to })
    for node in graph.nodes.indices {
      let (outline, centre) = (graph.nodes[node].outline, placement.centre(node))
      // Where the last of them sets out, they stand in the order in which they come.
      let x = entering[node].reduce(-Double.infinity) { max($0, ways[$1][0].x) }
      let wanted = entering[node].map { edge in
        let way = ways[edge]
        return (
          edge: edge, height: height(of: edge, at: x), offset: offset(of: edge, at: node, toward: way[way.count - 2])
        )
      }.sorted {
        let (a, b) = (graph.edges[$0.edge], graph.edges[$1.edge])
        guard a.isOrderFixed, b.isOrderFixed else {
          return ($0.height, $0.offset, a.operand) < ($1.height, $1.offset, b.operand)
        }
        return (a.operand, $0.height, $0.offset, $0.edge) < (b.operand, $1.height, $1.offset, $1.edge)
      }
      let places = outline.ports(near: wanted.map { $0.offset }, gap: 0.5, few: 2)
      for (place, (edge, _, _)) in zip(places, wanted) {
        ports[edge].end = Point(x: centre.x - outline.extent(at: place), y: centre.y + place)
      }
    }
  }

  /// Spreads the starts of the edges that leave each node; takes their ends for granted.
  private mutating func placeStarts() {
    let leaving = GroupedIndices(ownerCount: graph.nodes.count, owners: graph.edges.map { $0.from })
    for node in graph.nodes.indices {
      let (outline, centre) = (graph.nodes[node].outline, placement.centre(node))
      // Where the first of them arrives, they have fanned out.
      let x = leaving[node].reduce(Double.infinity) { min($0, ways[$1][ways[$1].count - 1].x) }
      // Long ones may go the same way up to there.
      let next = leaving[node].filter { placement.dummyChains[$0].count > 2 }
        .reduce(Double.infinity) { min($0, ways[$1][ways[$1].count - 1].x) }
      let wanted = leaving[node].map { edge in
        (
          edge: edge, height: height(of: edge, at: x), later: height(of: edge, at: next),
          offset: offset(of: edge, at: node, toward: ways[edge][1])
        )
      }.sorted {
        ($0.height, $0.later, $0.offset, ports[$0.edge].end.y, $0.edge)
          < ($1.height, $1.later, $1.offset, ports[$1.edge].end.y, $1.edge)
      }
      let places = outline.ports(near: wanted.map { $0.offset }, gap: 0.24, few: 4)
      for (place, (edge, _, _, _)) in zip(places, wanted) {
        ports[edge].start = Point(x: centre.x + outline.extent(at: place), y: centre.y + place)
      }
    }
  }

  /// The height of an edge's way at some `x`.
  private func height(of edge: Int, at x: Double) -> Double {
    let way = ways[edge]
    for (a, b) in zip(way, way.dropFirst()) where x <= b.x && b.x > a.x {
      return x <= a.x ? a.y : a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x)
    }
    return way[way.count - 1].y
  }

  /// The place where a straight line from a point to a node's centre meets the node's outline, as a distance from the
  /// middle of the side; beside it for one of several parallel edges.
  private func offset(of edge: Int, at node: Int, toward point: Point) -> Double {
    let offset = graph.nodes[node].outline.offset(toward: point - placement.centre(node))
    guard parallelOffsets[edge] != 0 else { return offset }
    let height = labelHeight(edge)
    return offset + parallelOffsets[edge] * (height + Self.labelGap) / (height + Self.bendGap)
  }

  /// Between the labels of two parallel edges that are straight, and of two that are bent.
  private static let (labelGap, bendGap) = (5.0, 16.0)

  private func labelHeight(_ edge: Int) -> Double { graph.labelSizes[edge]?.height ?? 12 }

  /// Lets parallel edges be straight whose ports are as far apart as their labels are high.
  private mutating func straightenParallelEdges() {
    let parallel = graph.edges.indices.filter { parallelOffsets[$0] != 0 }
    for edge in parallel {
      let gap = labelHeight(edge) + Self.labelGap - 0.5
      let (node, next) = (graph.edges[edge].from, graph.edges[edge].to)
      let isParted = parallel.allSatisfy { other in
        other == edge || graph.edges[other].from != node || graph.edges[other].to != next
          || abs(ports[other].start.y - ports[edge].start.y) >= gap
            && abs(ports[other].end.y - ports[edge].end.y) >= gap
      }
      if isParted { parallelOffsets[edge] = 0 }
    }
  }

  /// The offsets of parallel edges between neighbouring layers; those with dummy nodes are parted by these.
  private static func parallelOffsets(_ graph: LayoutGraph, _ placement: NodePlacement) -> [Double] {
    struct NodePair: Hashable {
      var from: Int
      var to: Int
    }
    var parallelEdges: [NodePair: [Int]] = [:]
    for (index, edge) in graph.edges.enumerated() where placement.dummyChains[index].count == 2 {
      parallelEdges[NodePair(from: edge.from, to: edge.to), default: []].append(index)
    }
    var offsets = [Double](repeating: 0, count: graph.edges.count)
    for indices in parallelEdges.values where indices.count > 1 {
      let ordered = indices.sorted { (graph.edges[$0].operand, $0) < (graph.edges[$1].operand, $1) }
      let height = indices.compactMap { graph.labelSizes[$0]?.height }.max() ?? 12
      for (place, index) in ordered.enumerated() {
        offsets[index] = (Double(place) - Double(indices.count - 1) / 2) * (height + bendGap)
      }
    }
    return offsets
  }
}

extension OutlineShape {
  /// Ports on one side of the outline, in the order of their targets and near them, as distances from the middle.
  ///
  /// - Parameters:
  ///   - targets: the distances from the middle that are asked for.
  ///   - gap: the distance between two ports, as a share of half the height.
  ///   - few: up to so many ports have room enough without going to the very top and bottom.
  /// - Returns: the distances from the middle of the ports.
  func ports(near targets: [Double], gap: Double, few: Int) -> [Double] {
    let reach = (targets.count > few ? 1 : 0.78) * self.reach
    let most = 2 * reach / Double(max(1, targets.count - 1))
    let gaps = zip(targets, targets.dropFirst()).map { upper, lower in
      // Two that cross on their way to the operands' order do so well before their ends.
      min((upper > lower + 1 ? 1.2 * gap : gap) * half.height, most)
    }
    // A level edge stays level.
    return spaced(
      targets, weights: targets.map { abs($0) < 2 ? 1e6 : 1 }, gaps: gaps, within: -reach...reach)
  }
}
