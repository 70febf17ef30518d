// Nested arrays cannot tell the sizes behind a size of 0; the node that a value belongs to knows them.

extension TraceValue {
  /// The value, in another shape without elements if it has none itself.
  func emptied(into shape: [Int]) -> TraceValue {
    guard case .array(let own, _) = self, own.contains(0), shape.contains(0) else { return self }
    return .array(shape: shape, elements: [])
  }
}

extension TraceNode {
  /// The node, the sizes of its empty value known.
  var withKnownShape: TraceNode {
    var node = self
    node.value = value.emptied(into: shape)
    return node
  }
}

extension TraceEvent {
  /// The event, the sizes of empty values known from the nodes they belong to.
  func withKnownShapes(_ nodes: [TraceNode], output: Int) -> TraceEvent {
    func known(_ value: TraceValue, _ node: Int?) -> TraceValue {
      guard let node, nodes.indices.contains(node) else { return value }
      return value.emptied(into: nodes[node].shape)
    }
    if case .tangentEnd(let tangent) = self { return .tangentEnd(tangent: known(tangent, output)) }
    guard case .end(var gradients) = self else { return map({ $0 }, known) }
    for node in nodes where node.kind == .variable {
      gradients[node.name] = gradients[node.name].map { known($0, node.id) }
    }
    return .end(gradients: gradients)
  }
}
