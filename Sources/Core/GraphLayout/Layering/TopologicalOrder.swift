/// The nodes of a graph, operands before operations.
struct TopologicalOrder {
  /// The nodes in order, but for those that lie on a cycle or behind one.
  let nodes: [Int]
  /// The edges that enter each node.
  let entering: GroupedIndices
  /// The edges that leave each node.
  let leaving: GroupedIndices
  /// For every node how many of its operands are not in the order: none unless there is a cycle.
  let missing: [Int]

  /// Takes for granted that every edge names existing nodes.
  ///
  /// - Complexity: O(*n*) for *n* nodes and edges.
  init(nodeCount: Int, edges: [EdgeSpace]) {
    entering = GroupedIndices(ownerCount: nodeCount, owners: edges.map { $0.to })
    leaving = GroupedIndices(ownerCount: nodeCount, owners: edges.map { $0.from })
    var missing = (0..<nodeCount).map { [entering] node in entering[node].count }
    var nodes: [Int] = []
    var ready = missing.indices.filter { missing[$0] == 0 }
    while let node = ready.popLast() {
      nodes.append(node)
      for edge in leaving[node] {
        let next = edges[edge].to
        missing[next] -= 1
        if missing[next] == 0 { ready.append(next) }
      }
    }
    (self.nodes, self.missing) = (nodes, missing)
  }
}
