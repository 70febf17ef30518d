import GraphLayout
import TestSupport
import Testing

@Suite struct OverlapTests {
  @Test(arguments: 0..<(isThorough ? 20 : 2))
  func nothingLiesOnAnythingElse(seed: Int) throws {
    for count in isThorough ? [3, 8, 13, 20, 30, 40] : [3, 8, 20] {
      let sample = Sample.random(nodes: count, seed: UInt64(seed))
      let overlaps = Overlaps(in: try sample.laidOut(), of: sample)
      #expect(overlaps == Overlaps(), "\(count) nodes")
    }
  }

  @Test(arguments: Direction.allCases)
  func nothingLiesOnAnythingElseInAnyDirection(direction: Direction) throws {
    let options = LayoutOptions(direction: direction)
    for sample in [Sample.twoPaths, .multi, .square, .random(nodes: isThorough ? 25 : 12, seed: 7)] {
      #expect(Overlaps(in: try sample.laidOut(options), of: sample) == Overlaps())
    }
  }

  @Test func spreadGraphHasNoOverlaps() throws {
    let options = LayoutOptions(availableSize: Size(width: 1180, height: 400))
    for sample in [Sample.twoPaths, .multi, .square, .random(nodes: 12, seed: 3)] {
      #expect(Overlaps(in: try sample.laidOut(options), of: sample) == Overlaps())
    }
  }

  @Test func crowdedLabelsGetDummyNodes() throws {
    // Six operands, each used by the same operations: edges that all cross between two columns.
    let operations = isThorough ? 6 : 2
    let edges = (6..<6 + operations).flatMap { to in (0..<6).map { ($0, to) } }
    let sample = Sample(
      nodes: Array(repeating: Sample.constant, count: 6) + Array(repeating: Sample.operation, count: operations),
      edges: edges)
    #expect(Overlaps(in: try sample.laidOut(), of: sample) == Overlaps())
  }

  @Test func everythingIsOnThePage() throws {
    let sample = Sample.random(nodes: 30, seed: 1)
    let placed = try sample.laidOut()
    let page = Rectangle(minX: 0, minY: 0, maxX: placed.size.width, maxY: placed.size.height)
      .outset(by: 0.01)
    for edge in placed.edges { for point in edge.samples { #expect(page.contains(point)) } }
    for box in placed.boxes { #expect(box.union(page) == page) }
  }
}
