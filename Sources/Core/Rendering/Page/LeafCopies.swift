import GraphLayout

/// The nodes to lay out: every node, plus a copy of a shared leaf for each distant use.
struct LeafCopies {
  /// The edges between nodes and copies, by position; without numbers on them.
  private(set) var edges: [EdgeSpace]
  /// For every node, the positions of its copies.
  private(set) var copies: [[Int]]
  /// For every copy, the position of the node it copies.
  private(set) var originals: [Int] = []

  /// For every node and copy its row; empty where the graph is not folded.
  private(set) var rows: [Int]

  /// - Parameters:
  ///   - edges: the edges between the nodes, by position.
  ///   - nodeCount: the number of nodes.
  ///   - sharing: when leaves are copied.
  ///   - rows: for every node its row; empty where the graph is not folded.
  ///   - isEager: whether leaves are copied for distant uses in a small graph too.
  /// - Throws: ``LayoutError``.
  init(
    _ edges: [EdgeSpace], nodeCount: Int, sharing: SharedLeaves, rows: [Int] = [], isEager: Bool = false
  ) throws(LayoutError) {
    (self.edges, self.rows) = (edges, rows)
    copies = Array(repeating: [], count: nodeCount)
    let numbers = try GraphLayout.leafCopies(
      nodeCount: nodeCount, edges: edges, sharing: sharing, rows: rows, isEager: isEager)
    for (index, number) in numbers.enumerated() where number > 0 {
      let original = edges[index].from
      while copies[original].count < number {
        copies[original].append(nodeCount + originals.count)
        originals.append(original)
        if !rows.isEmpty { self.rows.append(0) }
      }
      if !rows.isEmpty { self.rows[copies[original][number - 1]] = rows[edges[index].to] }
      self.edges[index].from = copies[original][number - 1]
    }
  }
}
