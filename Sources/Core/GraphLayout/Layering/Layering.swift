/// The columns of a graph without cycles, found in linear time.
///
/// Every node stands behind its operands, first as early as it can (longest paths), then nearer to whatever most of its
/// edges go to, so that edges are short.
package struct Layering {
  /// For every node its column.
  let columns: [Int]
  /// The slots of all layers: nodes and dummy nodes.
  package let slotCount: Int

  /// The graph must have no cycles: see ``check(nodes:edges:options:)``.
  package init(nodeCount: Int, edges: [EdgeSpace], minimumSpans: [Int]? = nil) {
    let entering = Neighbors(count: nodeCount, of: edges.map { $0.to })
    let leaving = Neighbors(count: nodeCount, of: edges.map { $0.from })
    func span(_ edge: Int) -> Int { minimumSpans?[edge] ?? 1 }
    var columns = Array(repeating: 0, count: nodeCount)
    // Operands before operations.
    var order: [Int] = []
    var missing = (0..<nodeCount).map { entering[$0].count }
    var ready = missing.indices.filter { missing[$0] == 0 }
    while let node = ready.popLast() {
      order.append(node)
      for edge in leaving[node] {
        let next = edges[edge].to
        columns[next] = max(columns[next], columns[node] + span(edge))
        missing[next] -= 1
        if missing[next] == 0 { ready.append(next) }
      }
    }
    for _ in 1...4 {
      var hasMoved = false
      func move(_ node: Int, to column: Int) {
        guard column != columns[node] else { return }
        columns[node] = column
        hasMoved = true
      }
      for node in order.reversed() where leaving[node].count >= entering[node].count {
        let latest = leaving[node].map { columns[edges[$0].to] - span($0) }.min()
        if let latest { move(node, to: latest) }
      }
      for node in order where entering[node].count > leaving[node].count {
        let earliest = entering[node].map { columns[edges[$0].from] + span($0) }.max()
        if let earliest { move(node, to: earliest) }
      }
      if !hasMoved { break }
    }
    let first = columns.min() ?? 0
    for node in columns.indices { columns[node] -= first }
    self.columns = columns
    slotCount = edges.reduce(nodeCount) { $0 + columns[$1.to] - columns[$1.from] - 1 }
  }
}

/// Which of some things belong to each of others, as slices of one array.
struct Neighbors {
  private let starts: [Int]
  private let members: [Int]

  /// Groups indices by the number at each.
  init(count: Int, of owners: [Int]) {
    var starts = [Int](repeating: 0, count: count + 1)
    for owner in owners { starts[owner + 1] += 1 }
    for index in 0..<count { starts[index + 1] += starts[index] }
    var members = [Int](repeating: 0, count: owners.count)
    var next = starts
    for (index, owner) in owners.enumerated() {
      members[next[owner]] = index
      next[owner] += 1
    }
    (self.starts, self.members) = (starts, members)
  }

  /// Where the slice of an owner is.
  func range(of owner: Int) -> Range<Int> { starts[owner]..<starts[owner + 1] }

  subscript(_ owner: Int) -> ArraySlice<Int> { members[starts[owner]..<starts[owner + 1]] }
}
