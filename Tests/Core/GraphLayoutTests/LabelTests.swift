import Testing

@testable import GraphLayout

/// Phase 6: the places of labels on curves.
@Suite struct LabelTests {
  private let size = Size(width: 40, height: 16)

  private func line(_ y: Double, to end: Double = 0) -> Curve {
    Curve(through: [Point(x: 0, y: y), Point(x: 300, y: y + end)])
  }

  private func labels(
    _ curves: [Curve], sizes: [Size?]? = nil, reserved: [Point?]? = nil, boxes: [Rectangle] = [],
    isThorough: Bool = true
  ) -> EdgeLabels {
    EdgeLabels(
      sizes: sizes ?? curves.map { _ in size }, curves: curves, reserved: reserved ?? curves.map { _ in nil },
      boxes: boxes, isThorough: isThorough)
  }

  /// The middle of what an arrow leaves of a line.
  private let middle = 150 - (LabelRoom.end - LabelRoom.start) / 2

  @Test func labelStandsInTheMiddleOfAFreeCurve() {
    #expect(labels([line(0)]).centres == [Point(x: middle, y: 0)])
    #expect(labels([line(0)]).unplaced == [])
  }

  @Test func edgeWithoutLabelHasNoCentre() {
    #expect(labels([line(0), line(90)], sizes: [nil, size]).centres == [nil, Point(x: middle, y: 90)])
  }

  @Test func labelKeepsClearOfABox() throws {
    let box = Rectangle(centre: Point(x: 150, y: 0), size: Size(width: 30, height: 30))
    let placed = labels([line(0)], boxes: [box])
    let centre = try #require(placed.centres[0])
    #expect(!Rectangle(centre: centre, size: size).outset(by: 3).intersects(box))
    #expect(centre.y == 0 && placed.unplaced == [])
  }

  @Test func labelKeepsClearOfOtherEdgesAndLabels() throws {
    let curves = [line(-60, to: 120), line(60, to: -120)]
    let placed = labels(curves)
    #expect(placed.unplaced == [])
    let boxes = try placed.centres.map { Rectangle(centre: try #require($0), size: size) }
    #expect(!boxes[0].intersects(boxes[1]))
    #expect(!curves[1].meets(boxes[0]) && !curves[0].meets(boxes[1]))
  }

  @Test func wideLabelStandsBesideItsShortEdge() throws {
    let short = Curve(through: [Point(x: 0, y: 0), Point(x: 60, y: 0)])
    let placed = labels([short])
    let centre = try #require(placed.centres[0])
    #expect(placed.unplaced == [])
    #expect(!short.meets(Rectangle(centre: centre, size: size)))
    #expect(abs(centre.y) < size.height / 2 + Arrowhead.width / 2)
    // Where something is above the edge, it stands below.
    let above = Rectangle(minX: 0, minY: -30, maxX: 60, maxY: -5)
    #expect(try #require(labels([short], boxes: [above]).centres[0]).y > 0)
    // A label that leaves enough of its edge stands on it.
    #expect(labels([short], sizes: [Size(width: 30, height: 16)]).centres[0]?.y == 0)
  }

  @Test func labelWithoutRoomIsReportedAndStandsInTheMiddle() {
    let wall = Rectangle(minX: 0, minY: -20, maxX: 300, maxY: 20)
    let placed = labels([line(0)], boxes: [wall])
    #expect(placed.unplaced == [0])
    #expect(placed.centres == [Point(x: 150, y: 0)])
  }

  @Test func reservedLabelStandsOnItsPlaceAndOthersKeepClear() throws {
    let reserved = Point(x: 150, y: 0)
    let placed = labels([line(0), line(12)], reserved: [reserved, nil])
    #expect(placed.centres[0] == reserved)
    let other = try #require(placed.centres[1])
    #expect(!Rectangle(centre: other, size: size).intersects(Rectangle(centre: reserved, size: size)))
  }

  @Test func labelsOfLargeGraphsStandInTheMiddle() {
    let wall = Rectangle(minX: 0, minY: -20, maxX: 300, maxY: 20)
    let placed = labels([line(0), line(1)], boxes: [wall], isThorough: false)
    #expect(placed.centres == [Point(x: 150, y: 0), Point(x: 150, y: 1)])
    #expect(placed.unplaced == [])
  }

  @Test func reservationsAskForLongerEdges() {
    var reservations = LabelReservations(edgeCount: 2)
    #expect(reservations.minimumSpans == [1, 1])
    reservations.isReserved[1] = true
    #expect(reservations.minimumSpans == [1, 2])
    let sample = Sample(nodes: [Sample.operation, Sample.operation], edges: [(0, 1), (0, 1)])
    #expect(reservations.labels(of: sample.graph) == [nil, Sample.labelSize])
  }

  @Test func candidateAsksForWiderGapsOrDummyNodes() {
    // Three edges whose labels find no places; one of them passes through a layer.
    let sample = Sample(
      nodes: Array(repeating: Sample.operation, count: 3), edges: [(0, 1), (1, 2), (0, 2)])
    let placement = sample.placement()
    let curves = EdgeRouting(
      graph: sample.graph, placement: placement, ports: PortPlacement(graph: sample.graph, placement: placement),
      isThorough: true
    ).curves
    let labels = EdgeLabels(
      sizes: sample.graph.labelSizes, curves: curves, reserved: [nil, nil, nil],
      boxes: [Rectangle(minX: -1e5, minY: -1e5, maxX: 1e5, maxY: 1e5)], isThorough: true)
    let candidate = LayoutCandidate(
      graph: sample.graph, placement: placement, curves: curves, labels: labels, options: LayoutOptions())
    #expect(Set(candidate.unplacedLabels) == [0, 1, 2])
    var reservations = sample.reservations()
    candidate.reserve(&reservations)
    #expect(reservations.isReserved == [false, false, true])
    let third = 140.0 / 3
    #expect(reservations.widening == [third, third, 0])
  }
}
