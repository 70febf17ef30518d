import Graphviz
import TestSupport
import Testing

@testable import GraphLayout

/// Graphs that `dot` would take too long for; with `ADVIZ_THOROUGH=1` in the environment also very large ones.
@Suite struct LargeGraphTests {
  private func chain(of count: Int) -> Sample {
    Sample(
      nodes: Array(repeating: Sample.operation, count: count), edges: (1..<max(1, count)).map { ($0 - 1, $0) },
      labelSize: nil)
  }

  private func expectLayers(_ placed: PlacedGraph, of sample: Sample) {
    #expect(sample.edges.allSatisfy { placed.boxes[$0.from].maxX < placed.boxes[$0.to].minX })
    var overlaps = 0
    let byLeft = placed.boxes.sorted { $0.minX < $1.minX }
    for (index, box) in byLeft.enumerated() {
      for other in byLeft[(index + 1)...].prefix(while: { $0.minX < box.maxX }) where other.intersects(box) {
        overlaps += 1
      }
    }
    #expect(overlaps == 0)
  }

  @Test func largeGraphsHaveNoOverlaps() throws {
    for sample in [Sample.ladder(steps: 40)] + (isThorough ? [Sample.random(nodes: 2000, seed: 3)] : []) {
      let layering = Layering(nodeCount: sample.nodes.count, edges: sample.edges)
      let isLarge = layering.slotCount > GraphvizOrdering.mostSlots
      let placed = try sample.laidOut()
      expectLayers(placed, of: sample)
      #expect(try placed == sample.laidOut())
      #expect(isLarge)
    }
  }

  @Test func sweepsOfAFlatGraphHaveNoCrossings() throws {
    // A ladder without its shared leaf is flat.
    let edges = Sample.ladder(steps: 30).edges.filter { $0.from != 0 }
    let layering = Layering(nodeCount: 92, edges: edges)
    let layers = BarycentreSweeps(layering, edges: edges).layers
    #expect(layers.joined().count { if case .node = $0 { true } else { false } } == 92)
    var place: [Int: Int] = [:]
    for layer in layers {
      for (row, slot) in layer.enumerated() { if case .node(let node) = slot { place[node] = row } }
    }
    for a in edges {
      for b in edges where layering.layers[a.from] == layering.layers[b.from] {
        let (from, to) = ((place[a.from] ?? 0) - (place[b.from] ?? 0), (place[a.to] ?? 0) - (place[b.to] ?? 0))
        #expect(from * to >= 0)
      }
    }
  }

  @Test func longChainIsLevel() throws {
    let placed = try chain(of: isThorough ? 20_000 : 500).laidOut()
    #expect(Set(placed.nodes.map(\.y)).count == 1)
    #expect(zip(placed.nodes, placed.nodes.dropFirst()).allSatisfy { $0.x < $1.x })
  }

  @Test func tooManySlotsAreRefused() {
    let count = 1_600
    let edges = (1..<count).flatMap { [EdgeSpace(from: $0 - 1, to: $0), EdgeSpace(from: 0, to: $0)] }
    let nodes = Array(repeating: Sample.operation, count: count)
    let error = #expect(throws: LayoutError.self) { try layOut(nodes: nodes, edges: edges) }
    #expect(error == .tooLarge(slots: 1_600 + 1_598 * 1_599 / 2))
    #expect(error?.description.contains("1000000 is the most") == true)
  }

  @Test(.enabled(if: isThorough)) func fiveThousandNodesStandInLayers() throws {
    let sample = Sample.random(nodes: 5_000, seed: 1)
    expectLayers(try sample.laidOut(), of: sample)
  }
}
