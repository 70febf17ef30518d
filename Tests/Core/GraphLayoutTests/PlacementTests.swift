import Testing

@testable import GraphLayout

/// Phase 3: the coordinates of nodes and dummy nodes.
@Suite struct PlacementTests {
  @Test(arguments: Sample.graphs, [false, true]) func itemsOfALayerKeepOrderAndDistance(
    _ sample: Sample, _ reservingAll: Bool
  ) {
    let layered = sample.placement(reservingAll: reservingAll).layered
    for layer in layered.layers {
      for (upper, lower) in zip(layer, layer.dropFirst()) {
        let gap = layered.gap(layered.items[upper], layered.items[lower])
        #expect(layered.items[lower].y - layered.items[upper].y >= gap - 0.01)
      }
    }
  }

  @Test(arguments: Sample.graphs, [false, true]) func boxesOfAllLayersAreDisjoint(
    _ sample: Sample, _ reservingAll: Bool
  ) {
    let placement = sample.placement(reservingAll: reservingAll)
    let boxes = placement.boxes(of: sample.graph)
    for (index, box) in boxes.enumerated() {
      #expect(!boxes[..<index].contains { $0.intersects(box) })
    }
  }

  @Test(arguments: Sample.graphs, [false, true]) func channelsAreClearOfBoxes(
    _ sample: Sample, _ reservingAll: Bool
  ) {
    let placement = sample.placement(reservingAll: reservingAll)
    let boxes = placement.boxes(of: sample.graph)
    for (edge, chain) in placement.dummyChains.enumerated() {
      for (channel, (from, to)) in zip(placement.channels(edge), zip(chain, chain.dropFirst())) {
        let (a, b) = (placement.centre(from), placement.centre(to))
        #expect(a.x <= channel.lowerBound && channel.upperBound <= b.x)
        let room = Rectangle(
          minX: channel.lowerBound, minY: min(a.y, b.y) - 1, maxX: channel.upperBound, maxY: max(a.y, b.y) + 1)
        #expect(!boxes.contains { $0.intersects(room) })
      }
    }
  }

  @Test func leafNarrowsOnlyTheGapAtItsOwnHeight() {
    // A chain, and a leaf with a long text before it beneath the chain.
    var sample = Sample(
      nodes: Array(repeating: Sample.operation, count: 4) + [Sample.variable], edges: [(0, 1), (1, 2), (2, 3), (4, 3)])
    let x = sample.placement().positions.x
    sample.nodes[4] = NodeSpace(outline: sample.nodes[4].outline, left: 300)
    #expect(sample.placement().positions.x == x)
    // The same text at the height of another node.
    sample.nodes[4] = sample.nodes[0]
    sample.nodes[2] = NodeSpace(outline: sample.nodes[2].outline, left: 300)
    #expect(sample.placement().positions.x[2] > x[2])
  }

  @Test func gapIsAsWideAsItsLabels() {
    var options = LayoutOptions()
    options.layerSeparation = LayoutOptions.leastLayerSeparation
    func gap(_ width: Double) -> Double {
      let sample = Sample(
        nodes: Array(repeating: Sample.operation, count: 2), edges: [(0, 1)], labelSize: Size(width: width, height: 16))
      let x = sample.placement(options).positions.x
      return x[1] - x[0] - 60
    }
    #expect(gap(10) == 44)
    #expect(gap(30) == 30 + LabelRoom.start + LabelRoom.end)
    #expect(gap(200) == 200 + LabelRoom.beside)
  }

  @Test func gapsFollowTheKindsOfItems() {
    let graph = LayeredGraph(
      layers: [], graph: Sample.square.graph, reservedLabels: [nil, nil, nil], nodeSeparation: 40)
    let node = LayerItem(layer: 0, above: 10, below: 20, isNode: true)
    let dummy = LayerItem(layer: 0, above: 1, below: 1, isNode: false)
    #expect(graph.gap(node, node) == 20 + 40 + 10)
    #expect(graph.gap(node, dummy) == 20 + 20 + 1)
    #expect(graph.gap(dummy, dummy) == 1 + 15 + 1)
  }

  @Test func chainsLeadThroughEveryLayer() {
    for sample in Sample.graphs {
      let layered = sample.placement(reservingAll: true).layered
      for (edge, chain) in zip(sample.edges, layered.dummyChains) {
        #expect(chain.first == edge.from && chain.last == edge.to)
        let layers = chain.map { layered.items[$0].layer }
        #expect(zip(layers, layers.dropFirst()).allSatisfy { $0 + 1 == $1 })
        #expect(chain.dropFirst().dropLast().allSatisfy { !layered.items[$0].isNode })
      }
    }
  }

  @Test func reservedLabelsStandOnDummyNodes() throws {
    let placement = Sample.multi.placement(reservingAll: true)
    for (index, chain) in placement.dummyChains.enumerated() {
      let item = try #require(placement.layered.labelItems[index])
      #expect(chain.dropFirst().dropLast().contains(item))
      #expect(placement.reservedCentre(index) == placement.centre(item))
      #expect(placement.layered.items[item].above == Sample.labelSize.height / 2 + 1)
    }
    #expect(Sample.multi.placement().layered.labelItems.allSatisfy { $0 == nil })
  }

  @Test func balancingLowersTheWeightedRises() {
    for sample in Sample.graphs.dropFirst(3) {
      var layered = LayeredGraph(
        layers: sample.layers(), graph: sample.graph, reservedLabels: sample.edges.map { _ in nil }, nodeSeparation: 32)
      let attractions = Attractions(layered)
      func rises() -> Double {
        layered.items.indices.reduce(0) { sum, item in
          attractions[item].reduce(sum) {
            let rise = layered.items[item].y - layered.items[$1.item].y
            return $0 + $1.weight * rise * rise
          }
        }
      }
      layered.stack()
      let before = rises()
      layered.balance(attractions, pinned: layered.items.map { _ in false })
      #expect(rises() < before)
    }
  }

  @Test func pinnedItemsStay() {
    var layered = Sample.multi.placement().layered
    let before = layered.items.map(\.y)
    layered.stack()
    let stacked = layered.items.map(\.y)
    layered.balance(Attractions(layered), pinned: layered.items.map { _ in true })
    #expect(layered.items.map(\.y) == stacked)
    #expect(stacked != before)
  }

  @Test func almostLevelEdgesBecomeLevel() {
    // A chain of three nodes that stand up to 20 points apart.
    let sample = Sample(nodes: Array(repeating: Sample.operation, count: 3), edges: [(0, 1), (1, 2)])
    var layered = LayeredGraph(
      layers: sample.layers(), graph: sample.graph, reservedLabels: [nil, nil], nodeSeparation: 32)
    for (item, y) in [0.0, 12, 20].enumerated() { layered.items[item].y = y }
    #expect(layered.straighten() == [true, true, true])
    #expect(Set(layered.items.map(\.y)).count == 1)
    layered.items[2].y += 30
    #expect(layered.straighten() == [true, true, false])
  }

  @Test func steepEdgesAndReservationsTakeMoreDistance() {
    let sample = Sample.square
    var reservations = sample.reservations()
    func x(_ reservations: LabelReservations) -> [Double] {
      NodePlacement(
        layers: sample.layers(), graph: sample.graph, reservations: reservations, options: LayoutOptions()
      ).positions.x
    }
    let before = x(reservations)
    reservations.widening[0] = 25
    #expect(zip(x(reservations), before).map { $0 - $1 } == [0, 25, 25])
    // A fan of twelve leaves is steeper than a chain.
    let fan = Sample(
      nodes: Array(repeating: Sample.constant, count: 12) + [Sample.operation], edges: (0..<12).map { ($0, 12) })
    let positions = fan.placement().positions.x
    #expect(positions[1] - positions[0] > 60 + LayoutOptions().layerSeparation)
  }
}
