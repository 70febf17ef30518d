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
  func withKnownShapes(_ nodes: [TraceNode]) -> TraceEvent {
    func known(_ value: TraceValue, _ node: Int) -> TraceValue {
      nodes.indices.contains(node) ? value.emptied(into: nodes[node].shape) : value
    }
    switch self {
    case .seed(let node, let adjoint): return .seed(node: node, adjoint: known(adjoint, node))
    case .visit(let node, let adjoint):
      return .visit(node: node, adjoint: adjoint.map { known($0, node) })
    case .propagate(var step):
      step.local = step.local.map { known($0, step.from) }
      step.contribution = known(step.contribution, step.to)
      step.adjoint = known(step.adjoint, step.to)
      return .propagate(step)
    case .finish(let node, let kind, let gradient):
      return .finish(node: node, kind: kind, gradient: gradient.map { known($0, node) })
    case .end(var gradients):
      for node in nodes where node.kind == .variable {
        gradients[node.name] = gradients[node.name].map { known($0, node.id) }
      }
      return .end(gradients: gradients)
    case .blocked, .enqueue: return self
    }
  }
}
