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
    let graph = TracedGraph(output, variables, groups, isFull: fullValues)
    func id(_ node: Node) -> Int { graph.id(node) }
    func value(_ tensor: Tensor) -> TraceValue { TraceValue(tensor, isFull: fullValues) }

    var events: [TraceEvent] = []
    var bytes = RecordedBytes(isFull: fullValues)
    let outcome = try pass { event in
      if bytes.hasRoom(for: event) { events.append(event.map(id) { tensor, _ in value(tensor) }) }
    }
    try bytes.check()
    var byName: [String: TraceValue] = [:]
    for (id, node) in graph.nodes.enumerated() where node.kind == .variable {
      byName[graph.traced[id].name] = value(outcome.gradient(node))
    }
    events.append(.end(gradients: byName))
    self.init(
      recorded: title ?? "", source: source, output: id(output), nodes: graph.traced, events: events, walk: walk,
      cut: outcome.cut)
    name(title, outputName)
  }

  /// Takes the title, or the output's formula, and the name of the output.
  mutating func name(_ title: String?, _ outputName: String?) {
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

/// The bytes of the arrays in the events of a pass, which may be more than its graph holds.
struct RecordedBytes {
  private let threshold: Int
  private var count = 0
  private var refusal: TensorError?

  /// A count at 0, of arrays that are written in full or summarised.
  init(isFull: Bool) { threshold = isFull ? .max : TraceValue.summaryThreshold }

  /// Counts an event, and tells whether there is memory for it.
  mutating func hasRoom<NodeRef>(for event: Event<NodeRef, Tensor>) -> Bool {
    let more = event.values.reduce(0) { $0 + bytes($1) }
    if more > 0 {
      count += more
      do throws(TensorError) { try Memory.require(count) } catch { refusal = error }
    }
    return refusal == nil
  }

  /// Throws what has been refused.
  func check() throws(TensorError) {
    if let refusal { throw refusal }
  }

  private func bytes(_ tensor: Tensor) -> Int {
    let shape = tensor.shape
    guard shape.rank > 0, shape.count <= threshold else { return 0 }
    return MemoryLayout<Double>.stride * shape.count
  }
}

/// The nodes of a graph, as a trace holds them.
struct TracedGraph {
  /// By id; variables that the output does not reach stand last.
  let nodes: [Node]
  let traced: [TraceNode]
  private let ids: [ObjectIdentifier: Int]
  /// The number of nodes that the output is computed from, and the output itself.
  let reachedCount: Int

  init(_ output: Node, _ variables: [Node], _ groups: NodeGroups, isFull: Bool) {
    var nodes = output.operandsFirst()
    reachedCount = nodes.count
    var listed = Set(nodes.map(ObjectIdentifier.init))
    for variable in variables where variable.kind == .variable {
      if listed.insert(ObjectIdentifier(variable)).inserted { nodes.append(variable) }
    }
    var ids: [ObjectIdentifier: Int] = [:]
    for (id, node) in nodes.enumerated() { ids[ObjectIdentifier(node)] = id }
    let labels = Labels(nodes)
    traced = nodes.enumerated().map { id, node in
      TraceNode(
        id: id, kind: node.traceKind, operation: node.operation?.name,
        operands: node.operands.map { ids[ObjectIdentifier($0)] ?? -1 },
        attributes: node.operation?.rule.attributes ?? [:], name: labels.names[id], label: labels.labels[id],
        shape: node.value.shape.sizes, value: TraceValue(node.value, isFull: isFull), module: groups.path(of: node))
    }
    (self.nodes, self.ids) = (nodes, ids)
  }

  func id(_ node: Node) -> Int { ids[ObjectIdentifier(node)] ?? -1 }
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
