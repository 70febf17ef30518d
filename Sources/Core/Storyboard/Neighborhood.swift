import Autodiff

extension Trace {
  /// The nodes that are no more than so many edges away from a node, whichever way the edges point.
  ///
  /// Two nodes are not near each other for using the same variable or constant.
  ///
  /// - Complexity: O(*n*) for *n* nodes and edges.
  public func neighborhood(of node: Int, radius: Int) -> Set<Int> {
    guard nodes.indices.contains(node) else { return [] }
    let node = standIn(node)
    var neighbors = [[Int]](repeating: [], count: nodes.count)
    for user in nodes where standIn(user.id) == user.id {
      for operand in user.operands.map({ standIn($0) }) {
        neighbors[operand].append(user.id)
        neighbors[user.id].append(operand)
      }
    }
    var found: Set<Int> = [node]
    var rim = [node]
    for _ in 0..<min(max(0, radius), nodes.count) where !rim.isEmpty {
      let open = rim.filter { $0 == node || nodes[$0].kind == .operation }
      rim = open.flatMap { neighbors[$0] }.filter { found.insert($0).inserted }
    }
    return found
  }
}
