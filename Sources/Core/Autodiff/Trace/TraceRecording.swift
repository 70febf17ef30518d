import Formulas
import Tensors

extension Trace {
  /// Differentiates a node and records the pass.
  ///
  /// - Parameters:
  ///   - output: the node to differentiate.
  ///   - variables: further variables; those the output does not reach are listed last, with zero gradients.
  ///   - title: what the pictures are about; nil for the output's formula.
  ///   - source: the text of the expression file.
  ///   - outputName: what the source calls the output; nil for the node's own name.
  ///   - fullValues: whether large arrays are written out too.
  /// - Throws: ``TensorError``.
  public init(
    of output: Node, variables: [Node] = [], title: String? = nil, source: String? = nil,
    outputName: String? = nil, fullValues: Bool = false
  ) throws(TensorError) {
    try self.init(
      of: output, variables: variables, title: title, source: source, outputName: outputName, fullValues: fullValues,
      groups: NodeGroups())
  }

  /// The same for nodes that belong to groups.
  package init(
    of output: Node, variables: [Node], title: String?, source: String?, outputName: String?, fullValues: Bool,
    groups: NodeGroups
  ) throws(TensorError) {
    try self.init(
      of: output, variables: variables, title: title, source: source, outputName: outputName, fullValues: fullValues,
      groups: groups, walk: nil
    ) { (listener) throws(TensorError) in
      let gradients = try gradient(of: output, telling: listener)
      return PassOutcome { gradients[$0] }
    }
  }

  /// The same of any pass: `pass` runs it and tells a listener of each step, and `walk` is the mistake that it makes.
  package init(
    of output: Node, variables: [Node], title: String?, source: String?, outputName: String?, fullValues: Bool,
    groups: NodeGroups, walk: Mistake?,
    pass: (_ listener: @escaping (BackwardEvent) -> Void) throws(TensorError) -> PassOutcome
  ) throws(TensorError) {
    var nodes = output.operandsFirst()
    let reached = Set(nodes.map(ObjectIdentifier.init))
    var listed = reached
    for variable in variables where variable.kind == .variable {
      if listed.insert(ObjectIdentifier(variable)).inserted { nodes.append(variable) }
    }
    var ids: [ObjectIdentifier: Int] = [:]
    for (id, node) in nodes.enumerated() { ids[ObjectIdentifier(node)] = id }
    func id(_ node: Node) -> Int { ids[ObjectIdentifier(node)] ?? -1 }
    func value(_ tensor: Tensor) -> TraceValue { TraceValue(tensor, isFull: fullValues) }

    var events: [TraceEvent] = []
    // The arrays of the events count, too: a pass over large ones may record more than its graph holds.
    var bytes = 0
    var refusal: TensorError?
    let outcome = try pass { event in
      let more = event.byteCount(atMost: fullValues ? .max : TraceValue.summaryThreshold)
      if more > 0 {
        bytes += more
        do throws(TensorError) { try Memory.require(bytes) } catch { refusal = error }
      }
      if refusal == nil { events.append(event.map(id) { tensor, _ in value(tensor) }) }
    }
    if let refusal { throw refusal }
    let labels = Labels(nodes)
    let traced = nodes.enumerated().map { id, node in
      TraceNode(
        id: id, kind: node.traceKind, operation: node.operation?.name,
        operands: node.operands.map { ids[ObjectIdentifier($0)] ?? -1 },
        attributes: node.operation?.rule.attributes ?? [:], name: labels.names[id], label: labels.labels[id],
        shape: node.value.shape.sizes, value: value(node.value), module: groups.path(of: node))
    }
    var byName: [String: TraceValue] = [:]
    for (id, node) in nodes.enumerated() where node.kind == .variable {
      byName[labels.names[id]] = value(outcome.gradient(node))
    }
    events.append(.end(gradients: byName))
    self.init(
      recorded: title ?? "", source: source, output: id(output), nodes: traced, events: events, walk: walk,
      cut: outcome.cut)
    if outputName != functionName { self.outputName = outputName }
    if title == nil { self.title = formulaText }
  }
}

/// What a backward pass comes to.
package struct PassOutcome {
  /// The gradient of a variable.
  let gradient: (Node) -> Tensor
  /// Why the pass was cut off; nil where it was not.
  let cut: String?

  package init(cut: String? = nil, _ gradient: @escaping (Node) -> Tensor) {
    (self.gradient, self.cut) = (gradient, cut)
  }
}

extension BackwardEvent {
  /// The bytes of its arrays in a trace that summarises larger ones than the threshold.
  fileprivate func byteCount(atMost threshold: Int) -> Int {
    func bytes(_ tensor: Tensor) -> Int {
      let shape = tensor.shape
      guard shape.rank > 0, shape.count <= threshold else { return 0 }
      return MemoryLayout<Double>.stride * shape.count
    }
    return values.reduce(0) { $0 + bytes($1) }
  }
}

extension Node {
  /// The node's kind in a trace.
  var traceKind: TraceNode.Kind {
    switch kind {
    case .variable: .variable
    case .constant: .constant
    case .operation: .operation
    }
  }
}
