import GraphLayout
import TestSupport
import Testing

@Suite struct EdgeTests {
  @Test(arguments: [Sample.twoPaths, .multi, .square, .random(nodes: 40, seed: 5)])
  func curvesEndOnTheOutlines(sample: Sample) throws {
    let placed = try sample.laidOut()
    for (edge, space) in zip(placed.edges, sample.edges) {
      #expect(edge.curve.count % 3 == 1)
      let (start, end) = (try #require(edge.curve.first), try #require(edge.curve.last))
      #expect(distance(of: start, from: sample.nodes[space.from], at: placed.nodes[space.from]) < 0.01)
      #expect(distance(of: end, from: sample.nodes[space.to], at: placed.nodes[space.to]) < 0.01)
      #expect(start.x > placed.nodes[space.from].x)
      #expect(end.x < placed.nodes[space.to].x)
    }
  }

  @Test(arguments: [Sample.twoPaths, .multi, .square, .random(nodes: 40, seed: 6)])
  func arrowsPointIntoTheOutline(sample: Sample) throws {
    let placed = try sample.laidOut()
    for (edge, space) in zip(placed.edges, sample.edges) {
      let tip = try #require(edge.curve.last)
      let inward = Point(x: placed.nodes[space.to].x - tip.x, y: placed.nodes[space.to].y - tip.y)
      #expect(edge.arrival.x * inward.x + edge.arrival.y * inward.y > 0)
    }
  }

  @Test func operandsArriveFromTopToBottom() throws {
    for seed in 0..<(isThorough ? 20 : 6) {
      let sample = Sample.random(nodes: 30, seed: UInt64(seed))
      let placed = try sample.laidOut()
      var last: [Int: Double] = [:]
      for (edge, space) in zip(placed.edges, sample.edges) {
        let tip = try #require(edge.curve.last)
        if let upper = last[space.to] { #expect(tip.y > upper + 5) }
        last[space.to] = tip.y
      }
    }
  }

  @Test func operandsOfOneIndexDoNotCross() throws {
    // The first operand stands below the second, which only matters if their numbers differ.
    var sample = Sample.twoPaths
    for index in sample.edges.indices { sample.edges[index].operand = 0 }
    let placed = try sample.laidOut()
    let tips = [2, 3].compactMap { placed.edges[$0].curve.last?.y }
    let starts = [placed.nodes[1].y, placed.nodes[0].y]
    #expect((tips[0] < tips[1]) == (starts[0] < starts[1]))
  }

  @Test func edgesBetweenTheSameNodesPart() throws {
    let placed = try Sample.square.laidOut()
    let (upper, lower) = (placed.edges[0], placed.edges[1])
    let gaps = zip(upper.samples, lower.samples).map { $1.y - $0.y }
    #expect(gaps.allSatisfy { $0 > 4 })
    #expect(gaps.contains { $0 > 24 })
    let (a, b) = (try #require(upper.labelCentre), try #require(lower.labelCentre))
    #expect(b.y - a.y > 24)
  }

  @Test func levelOperandsHaveLevelEdges() throws {
    let placed = try Sample.multi.laidOut()
    for index in [0, 3, 6] {
      #expect(Set(placed.edges[index].curve.map(\.y)).count == 1)
    }
  }

  @Test func edgesPointInTheDirection() throws {
    for (direction, axis) in [
      (Direction.leftToRight, Point(x: 1, y: 0)), (.rightToLeft, Point(x: -1, y: 0)),
      (.topToBottom, Point(x: 0, y: 1)), (.bottomToTop, Point(x: 0, y: -1)),
    ] {
      let placed = try Sample.multi.laidOut(LayoutOptions(direction: direction))
      for edge in placed.edges { #expect(edge.arrival.x * axis.x + edge.arrival.y * axis.y > 0) }
    }
  }

  @Test func edgesWithoutLabelsHaveNoCentre() throws {
    var sample = Sample.multi
    sample.edges[2].labelSize = nil
    let placed = try sample.laidOut()
    #expect(placed.edges[2].labelCentre == nil)
    #expect(placed.edges.filter { $0.labelCentre != nil }.count == 8)
  }
}
