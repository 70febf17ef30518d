import Testing

@testable import GraphLayout

/// Phase 4: where edges leave and enter the outlines of their nodes.
@Suite struct PortTests {
  @Test(arguments: Sample.graphs) func portsLieOnTheOutlines(_ sample: Sample) {
    let placement = sample.placement()
    let ports = PortPlacement(graph: sample.graph, placement: placement).ports
    for (edge, ports) in zip(sample.edges, ports) {
      let (from, to) = (placement.centre(edge.from), placement.centre(edge.to))
      #expect(distance(of: ports.start, from: sample.nodes[edge.from], at: from) < 1e-6)
      #expect(distance(of: ports.end, from: sample.nodes[edge.to], at: to) < 1e-6)
      #expect(ports.start.x > from.x && ports.end.x < to.x)
    }
  }

  @Test(arguments: Sample.graphs) func operandsEnterInTheirOrder(_ sample: Sample) {
    let ports = PortPlacement(graph: sample.graph, placement: sample.placement()).ports
    for (a, b) in zip(sample.edges.indices, sample.edges.indices.dropFirst()) {
      guard sample.edges[a].to == sample.edges[b].to else { continue }
      #expect(ports[a].end.y < ports[b].end.y - 5)
    }
  }

  @Test func operandsOfFreeOrderEnterAsTheyCome() {
    // The first operand stands below the second.
    let edges = [
      EdgeSpace(from: 0, to: 2, operand: 0, isOrderFixed: false),
      EdgeSpace(from: 1, to: 2, operand: 1, isOrderFixed: false),
    ]
    let sample = Sample(nodes: Array(repeating: Sample.operation, count: 3), edges: [])
    let graph = LayoutGraph(
      nodes: sample.nodes, edges: edges, transform: DirectionTransform(direction: .leftToRight))
    var reservations = LabelReservations(edgeCount: 2)
    reservations.widening = [0, 0]
    let placement = NodePlacement(
      layers: [[.node(1), .node(0)], [.node(2)]], graph: graph, reservations: reservations, options: LayoutOptions())
    let ports = PortPlacement(graph: graph, placement: placement).ports
    #expect(ports[0].end.y > ports[1].end.y)
  }

  @Test func parallelEdgesAreStraightWhereTheirPortsAreFarEnoughApart() {
    var sample = Sample.square
    let straight = PortPlacement(graph: sample.graph, placement: sample.placement())
    #expect(straight.parallelOffsets == [0, 0, 0])
    #expect(straight.ports[1].start.y - straight.ports[0].start.y >= Sample.labelSize.height)
    #expect(straight.ports[1].end.y - straight.ports[0].end.y >= Sample.labelSize.height)
    // Labels that are higher than a side has room for part them in their middles.
    for index in sample.edges.indices { sample.edges[index].labelSize?.height = 60 }
    let bent = PortPlacement(graph: sample.graph, placement: sample.placement())
    #expect(bent.parallelOffsets == [-38, 38, 0])
  }

  @Test func edgesLeaveInTheOrderInWhichTheyFanOut() {
    // One leaf, used by seven operations at all heights, one of them two layers on.
    let edges = (1...6).map { (0, $0) } + [(3, 7), (0, 7)]
    let sample = Sample(nodes: Array(repeating: Sample.operation, count: 8), edges: edges)
    let placement = sample.placement()
    let routing = EdgeRouting(
      graph: sample.graph, placement: placement, ports: PortPlacement(graph: sample.graph, placement: placement),
      isThorough: true)
    for (a, first) in routing.curves.enumerated() where sample.edges[a].from == 0 {
      for (b, second) in routing.curves.enumerated() where b > a && sample.edges[b].from == 0 {
        #expect(first.crossings(with: second) == 0)
      }
    }
  }

  @Test func portsOfOneNodeKeepApartAndWithinReach() {
    let outline = OutlineShape(half: Size(width: 30, height: 30), corner: 30)
    for count in 1...8 {
      let places = outline.ports(near: Array(repeating: 0, count: count), gap: 0.5, few: 2)
      #expect(places.allSatisfy { abs($0) <= outline.reach + 1e-9 })
      let apart = min(15, 2 * outline.reach / Double(max(1, count - 1)))
      #expect(zip(places, places.dropFirst()).allSatisfy { $1 - $0 >= apart - 1e-9 })
    }
  }

  @Test func levelEdgeStaysLevel() {
    let outline = OutlineShape(half: Size(width: 30, height: 30), corner: 30)
    let places = outline.ports(near: [-20, 0, 3], gap: 0.5, few: 2)
    #expect(abs(places[1]) < 0.01)
    #expect(places[2] >= 14.9)
  }
}
