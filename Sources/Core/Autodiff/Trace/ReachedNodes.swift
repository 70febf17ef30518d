extension Trace {
  /// By id, whether the output depends on a node.
  ///
  /// In a trace of closed groups it is told of the nodes that are drawn.
  package var reached: [Bool] {
    var reached = [Bool](repeating: false, count: nodes.count)
    var waiting = [standIn(output)]
    while let id = waiting.popLast() {
      guard nodes.indices.contains(id), !reached[id] else { continue }
      reached[id] = true
      for operand in nodes[id].operands { waiting.append(standIn(operand)) }
    }
    return reached
  }
}
