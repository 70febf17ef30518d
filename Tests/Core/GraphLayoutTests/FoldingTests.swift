import TestSupport
import Testing

@testable import GraphLayout

/// Rows: a graph folded as a text is into lines.
@Suite struct FoldingTests {
  private let node = NodeSpace(outline: .circle(radius: 20))

  private func chain(_ count: Int) -> [EdgeSpace] {
    (1..<count).map { EdgeSpace(from: $0 - 1, to: $0, labelSize: Size(width: 30, height: 14)) }
  }

  @Test(arguments: 2...5) func aChainIsCutIntoRowsOfEvenLength(_ count: Int) throws {
    let rows = try foldedRows(places: (0..<20).map { 100 * Double($0) }, edges: chain(20), count: count)
    #expect(rows == rows.sorted())
    let lengths = (0..<count).map { row in rows.count { $0 == row } }
    #expect(lengths.allSatisfy { abs($0 - 20 / count) <= 1 })
  }

  @Test func aCutIsWhereFewEdgesPass() throws {
    // Two ladders joined by one edge, which is not in the middle.
    var edges: [EdgeSpace] = []
    for step in 0..<9 where step != 4 {
      edges += [EdgeSpace(from: 2 * step, to: 2 * step + 2), EdgeSpace(from: 2 * step + 1, to: 2 * step + 3)]
    }
    edges += [EdgeSpace(from: 8, to: 10), EdgeSpace(from: 9, to: 8), EdgeSpace(from: 10, to: 11)]
    let rows = try foldedRows(places: (0..<20).map { 50 * Double($0) }, edges: edges, count: 2)
    #expect(edges.count { rows[$0.from] != rows[$0.to] } == 1)
  }

  @Test func aLeafStandsInTheRowOfItsFirstUse() throws {
    var edges = chain(10)
    edges.append(EdgeSpace(from: 10, to: 8, operand: 1))
    let rows = try foldedRows(places: (0..<11).map { 100 * Double($0 % 10) }, edges: edges, count: 2)
    #expect(rows[10] == rows[8] && rows[10] == 1)
  }

  @Test(arguments: Direction.allCases) func edgesLeadAroundTheEndsOfRows(_ direction: Direction) throws {
    var edges = chain(9)
    edges.append(EdgeSpace(from: 3, to: 6, operand: 1))
    let rows = [0, 0, 0, 0, 1, 1, 1, 2, 2]
    var options = LayoutOptions()
    options.direction = direction
    let placed = try layOut(nodes: Array(repeating: node, count: 9), edges: edges, rows: rows, options: options)
    let ends = edges.indices.allSatisfy { edge in
      let curve = placed.edges[edge].curve
      guard let start = curve.first, let end = curve.last, curve.count % 3 == 1 else { return false }
      return start.distance(to: placed.nodes[edges[edge].from]) < 21
        && end.distance(to: placed.nodes[edges[edge].to]) < 21
    }
    #expect(ends)
    // No curve runs through a node that it does not join.
    for (index, edge) in edges.enumerated() {
      for point in placed.edges[index].curve {
        for node in 0..<9 where node != edge.from && node != edge.to {
          #expect(point.distance(to: placed.nodes[node]) > 19)
        }
      }
    }
    // Rows do not overlap.
    for (a, one) in placed.boxes.enumerated() {
      for (b, other) in placed.boxes.enumerated() where a < b { #expect(!one.intersects(other)) }
    }
    for point in placed.edges.flatMap(\.curve) {
      #expect(point.x >= -0.01 && point.y >= -0.01)
      #expect(point.x <= placed.size.width + 0.01 && point.y <= placed.size.height + 0.01)
    }
  }

  @Test func rowsThatLeadBackAreRefused() {
    #expect(throws: LayoutError.unusableOptions) {
      try layOut(nodes: [node, node], edges: [EdgeSpace(from: 0, to: 1)], rows: [1, 0])
    }
    #expect(throws: LayoutError.unusableOptions) {
      try layOut(nodes: [node, node], edges: [EdgeSpace(from: 0, to: 1)], rows: [1])
    }
  }

  @Test func aDraftHasAboutTheSizeOfTheLayout() throws {
    let nodes = Array(repeating: node, count: 12)
    var options = LayoutOptions()
    let real = try layOut(nodes: nodes, edges: chain(12), options: options)
    options.isDraft = true
    let draft = try layOut(nodes: nodes, edges: chain(12), options: options)
    #expect(abs(draft.size.width / real.size.width - 1) < 0.1)
  }
}
