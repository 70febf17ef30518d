import Graphviz
import Testing

@testable import GraphLayout

/// Phase 2: the order in every layer, by barycentre sweeps and by Graphviz.
@Suite struct OrderingTests {
  private static let orderings: [any LayerOrdering] = [BarycentreOrdering.shared, GraphvizOrdering.shared]

  /// The layer and the place of every node and every dummy node.
  private struct Places {
    var nodes: [Int: (layer: Int, place: Int)] = [:]
    var dummies: [Int: [(layer: Int, place: Int)]] = [:]

    init(_ layers: [[LayerSlot]]) {
      for (layer, slots) in layers.enumerated() {
        for (place, slot) in slots.enumerated() {
          switch slot {
          case .node(let node): nodes[node] = (layer, place)
          case .dummy(let edge): dummies[edge, default: []].append((layer, place))
          }
        }
      }
    }

    /// The places an edge passes through, its ends included.
    func chain(_ edge: Int, _ space: EdgeSpace) -> [(layer: Int, place: Int)] {
      ([nodes[space.from]] + (dummies[edge] ?? []) + [nodes[space.to]]).compactMap(\.self)
    }
  }

  /// Compares every pair of pieces of edges between two layers.
  private func crossings(_ layers: [[LayerSlot]], _ edges: [EdgeSpace]) -> Int {
    let places = Places(layers)
    var pieces: [(layer: Int, left: Int, right: Int)] = []
    for (index, edge) in edges.enumerated() {
      let chain = places.chain(index, edge)
      pieces += zip(chain, chain.dropFirst()).map { ($0.layer, $0.place, $1.place) }
    }
    var count = 0
    for (index, a) in pieces.enumerated() {
      for b in pieces[..<index] where a.layer == b.layer && (a.left - b.left) * (a.right - b.right) < 0 { count += 1 }
    }
    return count
  }

  @Test(arguments: Sample.graphs) func everyNodeHasOneSlotAndEveryEdgeADummyInEachLayerBetween(_ sample: Sample) throws
  {
    let spans = sample.edges.indices.map { 1 + $0 % 2 }
    for ordering in Self.orderings {
      let layers = try ordering.layers(
        of: Layering(nodeCount: sample.nodes.count, edges: sample.edges, minimumSpans: spans), edges: sample.edges,
        minimumSpans: spans)
      let places = Places(layers)
      #expect(places.nodes.count == sample.nodes.count)
      let dummyCount = places.dummies.values.reduce(0) { $0 + $1.count }
      #expect(layers.reduce(0) { $0 + $1.count } == sample.nodes.count + dummyCount)
      for (index, edge) in sample.edges.enumerated() {
        let chain = places.chain(index, edge)
        #expect(chain.count > spans[index])
        #expect(zip(chain, chain.dropFirst()).allSatisfy { $0.layer + 1 == $1.layer })
      }
    }
  }

  @Test(arguments: Sample.graphs) func sameInputHasTheSameOrder(_ sample: Sample) throws {
    let spans = sample.edges.map { _ in 1 }
    for ordering in Self.orderings {
      let first = try ordering.layers(
        of: Layering(nodeCount: sample.nodes.count, edges: sample.edges, minimumSpans: spans), edges: sample.edges,
        minimumSpans: spans)
      #expect(
        try ordering.layers(
          of: Layering(nodeCount: sample.nodes.count, edges: sample.edges, minimumSpans: spans), edges: sample.edges,
          minimumSpans: spans) == first)
    }
  }

  @Test func flatGraphHasNoCrossings() throws {
    // Two chains that share their first and their last node, given in an order that crosses them.
    let edges = [(0, 1), (0, 2), (1, 4), (2, 3), (3, 5), (4, 5)].map {
      EdgeSpace(from: $0.0, to: $0.1, isOrderFixed: false)
    }
    for ordering in Self.orderings {
      let layers = try ordering.layers(
        of: Layering(nodeCount: 6, edges: edges, minimumSpans: edges.map { _ in 1 }), edges: edges,
        minimumSpans: edges.map { _ in 1 })
      #expect(crossings(layers, edges) == 0)
    }
  }

  @Test func operandsStandInTheirOrder() throws {
    // The operation 2 takes 1 before 0.
    let edges = [EdgeSpace(from: 0, to: 2, operand: 1), EdgeSpace(from: 1, to: 2, operand: 0)]
    for ordering in Self.orderings {
      let layers = try ordering.layers(
        of: Layering(nodeCount: 3, edges: edges, minimumSpans: [1, 1]), edges: edges, minimumSpans: [1, 1])
      #expect(layers == [[.node(1), .node(0)], [.node(2)]])
    }
  }

  @Test func parallelEdgesKeepTheirDummyNodes() throws {
    let edges = (0..<2).map { EdgeSpace(from: 0, to: 1, operand: $0) }
    for ordering in Self.orderings {
      let layers = try ordering.layers(
        of: Layering(nodeCount: 2, edges: edges, minimumSpans: [2, 2]), edges: edges, minimumSpans: [2, 2])
      #expect(layers == [[.node(0)], [.dummy(edge: 0), .dummy(edge: 1)], [.node(1)]])
    }
  }

  @Test func sweepsCountTheirCrossings() {
    for seed in 0..<10 {
      var sample = Sample.random(nodes: 40, seed: UInt64(seed))
      for index in sample.edges.indices { sample.edges[index].isOrderFixed = false }
      let layering = Layering(nodeCount: sample.nodes.count, edges: sample.edges)
      let sweeps = BarycentreSweeps(layering, edges: sample.edges)
      #expect(sweeps.crossingCount == crossings(sweeps.layers, sample.edges))
    }
  }

  @Test func sweepsAreNotMuchWorseThanGraphviz() throws {
    var (swept, ranked) = (0, 0)
    for seed in 0..<10 {
      let sample = Sample.random(nodes: 40, seed: UInt64(seed))
      let spans = sample.edges.map { _ in 1 }
      swept += crossings(sample.layers(), sample.edges)
      let layers = try GraphvizOrdering.shared.layers(
        of: Layering(nodeCount: sample.nodes.count, edges: sample.edges, minimumSpans: spans), edges: sample.edges,
        minimumSpans: spans)
      ranked += crossings(layers, sample.edges)
    }
    #expect(swept <= 2 * ranked)
  }

  @Test func graphvizLeavesLargeGraphsToSweeps() throws {
    // A chain, and an edge from its first node to every other: more dummy nodes than dot has time for.
    let edges = (1..<80).flatMap { [EdgeSpace(from: $0 - 1, to: $0), EdgeSpace(from: 0, to: $0, operand: 1)] }
    let spans = edges.map { _ in 1 }
    #expect(Layering(nodeCount: 80, edges: edges).slotCount > GraphvizOrdering.mostSlots)
    #expect(
      try GraphvizOrdering.shared.layers(
        of: Layering(nodeCount: 80, edges: edges, minimumSpans: spans), edges: edges, minimumSpans: spans)
        == BarycentreOrdering.shared.layers(
          of: Layering(nodeCount: 80, edges: edges, minimumSpans: spans), edges: edges, minimumSpans: spans))
  }
}

/// Phase 2: ordered layers, refined.
@Suite struct LayerRefinementTests {
  private func refined(_ layers: [[LayerSlot]], _ edges: [EdgeSpace]) -> LayerRefinement {
    var refinement = LayerRefinement(layers, edges: edges)
    refinement.refine()
    return refinement
  }

  @Test func operandsStandInTheirOrderWhereNothingCrossesForIt() {
    for isFixed in [false, true] {
      let edges = [
        EdgeSpace(from: 0, to: 2, operand: 1, isOrderFixed: isFixed),
        EdgeSpace(from: 1, to: 2, operand: 0, isOrderFixed: isFixed),
      ]
      let layers: [[LayerSlot]] = [[.node(0), .node(1)], [.node(2)]]
      #expect(LayerRefinement(layers, edges: edges).crossingCount == (isFixed ? 1 : 0))
      #expect(refined(layers, edges).layers[0] == [.node(1), .node(0)])
    }
  }

  @Test func operandsInAnyOrderStandSoThatNothingCrosses() {
    // 0 and 1 are operands of 3, in this order or in any; 1 is used by 2, above 3, too.
    for isFixed in [false, true] {
      let edges = [
        EdgeSpace(from: 0, to: 3, operand: 0, isOrderFixed: isFixed),
        EdgeSpace(from: 1, to: 3, operand: 1, isOrderFixed: isFixed), EdgeSpace(from: 1, to: 2),
        EdgeSpace(from: 2, to: 4),
        EdgeSpace(from: 3, to: 4, operand: 1),
      ]
      let layers: [[LayerSlot]] = [[.node(0), .node(1)], [.node(2), .node(3)], [.node(4)]]
      #expect(refined(layers, edges).crossingCount == (isFixed ? 1 : 0))
    }
  }

  @Test func refinementNeverAddsCrossingsAndKeepsEverySlot() {
    for seed in 0..<20 {
      let sample = Sample.mixed(nodes: 24, seed: UInt64(seed))
      let layers = sample.layers()
      let result = refined(layers, sample.edges)
      #expect(result.crossingCount <= LayerRefinement(layers, edges: sample.edges).crossingCount)
      #expect(result.layers.map { Set($0) } == layers.map { Set($0) })
    }
  }
}
