extension Node {
  /// The nodes this one is computed from and itself, operands before the operations that use them.
  ///
  /// A left-to-right depth-first walk, the order of the ids of a trace; iterative, so that depth is no limit.
  ///
  /// - Complexity: O(*n* + *e*) for *n* nodes and *e* operand edges.
  public func operandsFirst() -> [Node] {
    var index = NodeIndex<Void>()
    var order: [Node] = []
    var path: [(node: Node, operands: Operands<Node>, next: Int)] = []
    _ = index.insert(.passUnretained(self))
    path.append((self, operands, 0))
    while let (node, operands, next) = path.last {
      guard next < operands.count else {
        order.append(node)
        path.removeLast()
        continue
      }
      path[path.count - 1].next += 1
      if index.insert(.passUnretained(operands[next])).isNew {
        path.append((operands[next], operands[next].operands, 0))
      }
    }
    return order
  }
}
