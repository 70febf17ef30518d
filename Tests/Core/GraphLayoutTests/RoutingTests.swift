import Testing

@testable import GraphLayout

/// Phase 5: the curves of edges among placed nodes.
@Suite struct RoutingTests {
  private struct Routed {
    let placement: NodePlacement
    let ports: PortPlacement
    let curves: [Curve]

    init(_ sample: Sample, isThorough: Bool, reservingAll: Bool = false) {
      placement = sample.placement(reservingAll: reservingAll)
      ports = PortPlacement(graph: sample.graph, placement: placement)
      curves =
        EdgeRouting(graph: sample.graph, placement: placement, ports: ports, isThorough: isThorough).curves
    }
  }

  @Test(arguments: Sample.graphs, [false, true]) func curvesLeadFromPortToPortToTheRight(
    _ sample: Sample, _ isThorough: Bool
  ) {
    let routed = Routed(sample, isThorough: isThorough)
    for (curve, ports) in zip(routed.curves, routed.ports.ports) {
      #expect(curve.start == ports.start && curve.end == ports.end)
      #expect(zip(curve.knots, curve.knots.dropFirst()).allSatisfy { $0.x < $1.x })
    }
  }

  @Test(arguments: Sample.graphs, [false, true]) func curvesMeetNoBoxOfAnotherNode(
    _ sample: Sample, _ isThorough: Bool
  ) {
    let routed = Routed(sample, isThorough: isThorough)
    let boxes = routed.placement.boxes(of: sample.graph)
    for (edge, curve) in zip(sample.edges, routed.curves) {
      for (node, box) in boxes.enumerated() where node != edge.from && node != edge.to {
        #expect(!curve.meets(box.outset(by: -0.01)))
      }
    }
  }

  @Test(arguments: Sample.graphs) func curvesMeetNoReservedLabelOfAnotherEdge(_ sample: Sample) {
    let routed = Routed(sample, isThorough: true, reservingAll: true)
    for label in sample.edges.indices {
      guard let centre = routed.placement.reservedCentre(label) else { continue }
      let box = Rectangle(centre: centre, size: Sample.labelSize)
      #expect(abs(routed.curves[label].y(at: centre.x) - centre.y) < 0.01)
      for (edge, curve) in routed.curves.enumerated() where edge != label {
        #expect(!curve.meets(box.outset(by: -0.01)))
      }
    }
  }

  @Test func freeEdgeIsStraight() {
    // A chain: nothing is in the way.
    let sample = Sample(nodes: Array(repeating: Sample.operation, count: 3), edges: [(0, 1), (1, 2)])
    for curve in Routed(sample, isThorough: true).curves { #expect(curve.knots.count == 2) }
  }

  @Test func parallelEdgesPart() {
    let curves = Routed(.square, isThorough: true).curves
    let middle = (curves[0].start.x + curves[0].end.x) / 2
    #expect(curves[1].y(at: middle) - curves[0].y(at: middle) > Sample.labelSize.height)
    #expect(curves[0].crossings(with: curves[1]) == 0)
  }

  @Test func steppedCurvesAreLevelButForTheirChannels() {
    for sample in Sample.graphs {
      let placement = sample.placement()
      let ports = PortPlacement(graph: sample.graph, placement: placement)
      let candidates = RouteCandidates(placement: placement, ports: ports)
      for index in placement.dummyChains.indices {
        let (curve, channels) = (candidates.steppedCurve(index), placement.channels(index))
        for (channel, next) in zip(channels, channels.dropFirst()) {
          // But for what is lost in rounding where two channels meet.
          let range = curve.range(from: channel.upperBound, to: next.lowerBound)
          #expect((range.map { $0.upperBound - $0.lowerBound } ?? 1) < 1e-9)
        }
      }
    }
  }

  @Test func obstaclesOfAnEdgeAreThoseOfOthers() {
    // 0 → 1 → 2 and 0 → 2, which passes above or below 1.
    let sample = Sample(
      nodes: Array(repeating: Sample.operation, count: 3), edges: [(0, 1), (1, 2), (0, 2)], labelSize: nil)
    let placement = sample.placement()
    let ports = PortPlacement(graph: sample.graph, placement: placement)
    let obstacles = RoutingObstacles(graph: sample.graph, placement: placement)
    let boxes = placement.boxes(of: sample.graph).map { $0.outset(by: 4) }
    let long = obstacles.rectangles(for: 2, between: ports.ports[2])
    #expect(long.contains(boxes[1]) && !long.contains(boxes[0]) && !long.contains(boxes[2]))
    // The texts beneath the outlines of its own nodes count too.
    #expect(long.count == 3)
    #expect(obstacles.rectangles(for: 0, between: ports.ports[0]).count == 2)
  }

  @Test func costCountsCrossingsAndOverlapOfOthers() {
    let level = Curve(through: [Point(x: 0, y: 0), Point(x: 200, y: 0)])
    let rising = Curve(through: [Point(x: 0, y: -50), Point(x: 200, y: 50)])
    let behind = Curve(through: [Point(x: 300, y: 0), Point(x: 400, y: 0)])
    let cost = RouteCost(of: 0, within: level.bounds.outset(by: 60), among: [level, rising, behind])
    #expect(cost.crossings(level) == 1)
    #expect(cost.overlap(level) == 0)
    #expect(cost.crossings(rising) == 0)
    #expect(cost.overlap(rising) > 50)
  }

  @Test func arrowheadLeavesRoomForAnotherEdgeNearby() {
    let curve = Curve(through: [Point(x: 0, y: 0), Point(x: 100, y: 0)])
    #expect(Arrowhead.box(of: curve) == Rectangle(minX: 81, minY: -10, maxX: 100, maxY: 10))
    #expect(Arrowhead.box(of: curve, besides: Point(x: 100, y: 8)).maxY == 6.5)
  }
}
