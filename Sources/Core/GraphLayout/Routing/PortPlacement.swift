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
  /// For every edge how far its middle is bent aside, to part it from others between the same two nodes.
  let parallelOffsets: [Double]

  private let graph: LayoutGraph
  private let placement: NodePlacement

  init(graph: LayoutGraph, placement: NodePlacement) {
    self.graph = graph
    self.placement = placement
    ports = graph.edges.map { EdgePorts(start: placement.centre($0.from), end: placement.centre($0.to)) }
    parallelOffsets = Self.parallelOffsets(graph, placement)
    placeEnds()
    placeStarts()
  }

  /// Spreads the ends of the edges that enter each node.
  private mutating func placeEnds() {
    let entering = GroupedIndices(ownerCount: graph.nodes.count, owners: graph.edges.map { $0.to })
    for node in graph.nodes.indices {
      let (outline, centre) = (graph.nodes[node].outline, placement.centre(node))
      let wanted = entering[node].map { edge in
        let chain = placement.dummyChains[edge]
        return (edge: edge, offset: offset(of: edge, at: node, toward: chain[chain.count - 2]))
      }.sorted {
        let (a, b) = (graph.edges[$0.edge], graph.edges[$1.edge])
        guard a.isOrderFixed, b.isOrderFixed else { return ($0.offset, a.operand) < ($1.offset, b.operand) }
        return (a.operand, $0.offset, $0.edge) < (b.operand, $1.offset, $1.edge)
      }
      let places = outline.ports(near: wanted.map { $0.offset }, gap: 0.5, few: 2)
      for (place, (edge, _)) in zip(places, wanted) {
        ports[edge].end = Point(x: centre.x - outline.extent(at: place), y: centre.y + place)
      }
    }
  }

  /// Spreads the starts of the edges that leave each node; takes their ends for granted.
  private mutating func placeStarts() {
    let leaving = GroupedIndices(ownerCount: graph.nodes.count, owners: graph.edges.map { $0.from })
    for node in graph.nodes.indices {
      let (outline, centre) = (graph.nodes[node].outline, placement.centre(node))
      let wanted = leaving[node].map { edge in
        (edge: edge, offset: offset(of: edge, at: node, toward: placement.dummyChains[edge][1]))
      }.sorted {
        ($0.offset, ports[$0.edge].end.y, $0.edge) < ($1.offset, ports[$1.edge].end.y, $1.edge)
      }
      let places = outline.ports(near: wanted.map { $0.offset }, gap: 0.24, few: 4)
      for (place, (edge, _)) in zip(places, wanted) {
        ports[edge].start = Point(x: centre.x + outline.extent(at: place), y: centre.y + place)
      }
    }
  }

  /// The place where a straight line from an item to a node's centre meets the node's outline, as a distance from the
  /// middle of the side; an edge with a parallel offset comes from where it is bent to.
  private func offset(of edge: Int, at node: Int, toward item: Int) -> Double {
    let centre = placement.centre(node)
    var next = placement.centre(item)
    if parallelOffsets[edge] != 0 {
      next = centre.toward(next, 0.5)
      next.y += 1.3 * parallelOffsets[edge]
    }
    return graph.nodes[node].outline.offset(toward: next - centre)
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
        offsets[index] = (Double(place) - Double(indices.count - 1) / 2) * (height + 16)
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
