import Testing

@testable import GraphLayout

/// Phase 1: the layer of every node.
@Suite struct LayeringTests {
  private func layers(_ nodeCount: Int, _ edges: [(Int, Int)], spans: [Int]? = nil) -> [Int] {
    Layering(nodeCount: nodeCount, edges: edges.map { EdgeSpace(from: $0, to: $1) }, minimumSpans: spans).layers
  }

  @Test func nothingHasNoLayers() { #expect(layers(0, []) == []) }

  @Test func chainTakesOneLayerForEachNode() { #expect(layers(3, [(0, 1), (1, 2)]) == [0, 1, 2]) }

  @Test func leafStandsNextToItsOperation() {
    // A chain 0 → 1 → 2, and a leaf that only the last node uses.
    #expect(layers(4, [(0, 1), (1, 2), (3, 2)]) == [0, 1, 2, 1])
  }

  @Test func minimumSpansAreKept() { #expect(layers(3, [(0, 1), (1, 2)], spans: [2, 3]) == [0, 2, 5]) }

  @Test(arguments: Sample.graphs) func everyEdgeLeadsOn(_ sample: Sample) {
    let spans = sample.edges.indices.map { 1 + $0 % 3 }
    let layering = Layering(nodeCount: sample.nodes.count, edges: sample.edges, minimumSpans: spans)
    #expect(layering.layers.min() == 0)
    for (edge, span) in zip(sample.edges, spans) {
      #expect(layering.layers[edge.to] - layering.layers[edge.from] >= span)
    }
  }

  @Test func slotsAreNodesAndDummyNodes() {
    // 0 → 1 → 2 and 0 → 2, which passes through one layer.
    let edges = [(0, 1), (1, 2), (0, 2)].map { EdgeSpace(from: $0.0, to: $0.1) }
    #expect(Layering(nodeCount: 3, edges: edges).slotCount == 4)
  }

  @Test func orderLeavesOutWhatLiesOnACycleOrBehindIt() {
    let edges = [(0, 1), (1, 2), (2, 1), (2, 3)].map { EdgeSpace(from: $0.0, to: $0.1) }
    let order = TopologicalOrder(nodeCount: 4, edges: edges)
    #expect(order.nodes == [0])
    #expect(order.missing == [0, 1, 1, 1])
  }
}
