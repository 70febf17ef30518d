import Graphviz
import TestSupport
import Testing

@testable import GraphLayout

/// Crossings and bends of whole drawings.
@Suite struct CleanDrawingTests {
  private static let samples = Sample.lessons + (0..<200).map { Sample.mixed(nodes: 6 + $0 % 30, seed: UInt64($0)) }

  /// The crossings of layers ordered by `dot`, which is told where operands have an order.
  private func crossingsOfDot(_ sample: Sample) throws -> Int {
    let layers = try GraphvizOrdering.shared.layers(
      of: Layering(nodeCount: sample.nodes.count, edges: sample.edges), edges: sample.edges,
      minimumSpans: sample.edges.map { _ in 1 })
    return LayerRefinement(layers, edges: sample.edges).crossingCount
  }

  /// With edges routed along the heights of their dummy nodes there were 80 bends in the graphs of lessons and 1458 in
  /// the 200 random graphs; the default run draws some of each.
  @Test func edgesCrossAboutAsSeldomAsThoseOfDotAndBendLessThanBefore() throws {
    let lessons = Sample.lessons.count
    let chosen = Self.samples.indices.filter { isThorough || $0 % ($0 < lessons ? 3 : 40) == 1 }
    var (crossings, dot) = (0, 0)
    var bends = (lessons: 0, random: 0)
    for index in chosen {
      let sample = Self.samples[index]
      let drawing = DrawingMeasures(try sample.laidOut())
      crossings += drawing.crossings
      dot += try crossingsOfDot(sample)
      if index < lessons { bends.lessons += drawing.bends } else { bends.random += drawing.bends }
    }
    #expect(Double(crossings) <= 1.05 * Double(dot))
    #expect(bends.lessons < 80)
    #expect(bends.lessons + bends.random < 80 + 1458, "\(bends)")
  }

  @Test func longSumIsOneStraightLineWithLeavesOnBothSides() throws {
    let placed = try Sample.longSum.laidOut(LayoutOptions(availableSize: Size(width: 1180, height: 400)))
    let spine = stride(from: 2, through: 18, by: 2).map { placed.nodes[$0].y }
    #expect(Set(spine).count == 1)
    let sides = stride(from: 3, through: 17, by: 2).map { placed.nodes[$0].y < spine[0] }
    #expect(zip(sides, sides.dropFirst()).allSatisfy { $0 != $1 })
  }

  @Test func chainOfOperationsWithAnOrderIsLevelToo() throws {
    var sample = Sample.longSum
    for index in sample.edges.indices { sample.edges[index].isOrderFixed = true }
    let placed = try sample.laidOut()
    let spine = stride(from: 2, through: 18, by: 2).map { placed.nodes[$0].y }
    #expect(Set(spine).count == 1)
    // Second operands stay below.
    #expect(stride(from: 3, through: 17, by: 2).allSatisfy { placed.nodes[$0].y > spine[0] })
  }

  @Test func operandsKeepTheirOrderWhereNothingCrossesForIt() throws {
    // x + y, and x³ log(x), whose power would cross with its operands as they are written.
    let sum = Sample(nodes: [Sample.variable, Sample.variable, Sample.operation], edges: [(0, 2), (1, 2)])
    var free = sum
    for index in free.edges.indices { free.edges[index].isOrderFixed = false }
    let placed = try free.laidOut()
    #expect(placed.nodes[0].y < placed.nodes[1].y)
    #expect(DrawingMeasures(try Sample.lessons[14].laidOut()).crossings == 0)
  }

  @Test func edgesOfTheArticlesSecondFigureTurnGently() throws {
    var sample = Sample.lessons[13]
    for index in sample.edges.indices { sample.edges[index].labelSize = nil }
    let placed = try sample.laidOut(LayoutOptions(nodeSeparation: 28, layerSeparation: 90))
    for edge in placed.edges { #expect(DrawingMeasures.sharpestTurn(of: edge) < 0.35) }
  }

  @Test func compactGraphsAreNarrow() throws {
    // Less than a line of numbers, arrows and circles side by side would take with the comfortable distances.
    let room = Size(width: 1180, height: 400)
    for sample in [Sample.lessons[0], .lessons[1], .longSum] {
      let compact = try sample.laidOut(LayoutOptions(availableSize: room)).size
      let comfortable = try sample.laidOut().size
      #expect(compact.width < 0.85 * comfortable.width)
    }
  }
}
