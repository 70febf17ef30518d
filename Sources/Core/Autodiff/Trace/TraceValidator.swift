import Tensors

/// Puts a trace together line by line and refuses what could not have happened.
package struct TraceValidator {
  private var header: TraceLine.Header?
  /// The mistake with which the pass was recorded: then only what such a pass keeps is checked.
  private var walk: Mistake?
  private var nodes: [TraceNode] = []
  private var names: Set<String> = []
  private var events: [TraceEvent] = []
  private var hasEnded = false
  private var pass = Pass()
  private var forward = ForwardPassCheck()
  /// The operations whose values have been computed.
  private var evaluated: Set<Int> = []
  private var line = 0
  /// The queue as the lines tell it, in files of version 2.
  private var toldQueue = ToldQueue()

  /// The pass so far: what has been seen and visited, the node it is at, what has arrived where.
  private struct Pass {
    var seen: Set<Int> = []
    var visited: Set<Int> = []
    var current: Int?
    /// The operands of the current node that have been propagated into or blocked.
    var handled: Set<Int> = []
    /// By node: the contributions so far and in all, and what they add up to.
    var arrived: [Int: Int] = [:]
    var expected: [Int: Int] = [:]
    var adjoints: [Int: TraceValue] = [:]
    var gradients: [Int: TraceValue] = [:]
    var finished: Set<Int> = []
    /// The number of passes that have begun.
    var number = 1
  }

  package init() {}

  /// Takes the next line.
  ///
  /// - Throws: ``TraceError`` where it cannot follow those before it.
  package mutating func accept(_ content: TraceLine, line: Int) throws(TraceError) {
    self.line = line
    guard !hasEnded else { throw error("nothing may follow the event 'end'") }
    switch content {
    case .header(let header):
      guard self.header == nil else { throw error("there is a second header") }
      guard header.format == TraceLine.Header.format else {
        throw error("the format is '\(header.format)', not '\(TraceLine.Header.format)'")
      }
      guard TraceLine.Header.isKnown(header.version, queue: header.queue) else {
        throw error(
          "the trace has version \(header.version)\(header.queue.map { " with the queue '\($0)'" } ?? ""); this adviz"
            + " reads version 1, and version 2 with the queue '\(TraceLine.Header.queueChanges)'")
      }
      walk = try mistake(header)
      self.header = header
    case .node(let node):
      guard header != nil else { throw error("a trace begins with its header") }
      guard events.isEmpty else { throw error("a node follows the first event of the pass") }
      try accept(node.withKnownShape)
    case .event(let event, let remaining):
      guard let header else { throw error("a trace begins with its header") }
      guard nodes.indices.contains(header.output) else {
        throw error("the output is node \(header.output), which does not exist")
      }
      let event = event.withKnownShapes(nodes, output: header.output)
      try check(event)
      if let remaining { try check(remaining, version: header.version) }
      events.append(event)
    case .unknown: break
    }
  }

  /// Checks a trace that was not read, as if it had been.
  static func check(_ trace: Trace) throws(TraceError) {
    var validator = TraceValidator()
    let lines =
      [.header(.init(trace, .wholeQueues))] + trace.nodes.map(TraceLine.node)
      + trace.events.map { TraceLine.event($0, queue: nil) }
    for (number, line) in lines.enumerated() { try validator.accept(line, line: number + 1) }
    _ = try validator.finish()
  }

  /// The trace of all lines.
  ///
  /// - Throws: ``TraceError`` where it has no header or no end.
  package func finish() throws(TraceError) -> Trace {
    guard let header else { throw TraceError(line: max(line, 1), "the trace is empty: there is no header") }
    guard hasEnded else { throw error("the trace breaks off: there is no event 'end'") }
    return Trace(
      recorded: header.title, source: header.source, output: header.output, outputName: header.outputName,
      input: header.input, nodes: nodes, events: events, walk: walk,
      cut: header.cut)
  }

  /// The mistake that a header names.
  private func mistake(_ header: TraceLine.Header) throws(TraceError) -> Mistake? {
    guard let name = header.walk, name != "gated" else {
      guard header.cut == nil else { throw error("a pass without a mistake is never cut off") }
      return nil
    }
    guard header.input == nil else { throw error("mistakes are those of a backward pass, not of forward mode") }
    guard let mistake = Mistake(rawValue: name) else {
      let known = Mistake.allCases.map { $0.rawValue }.joined(separator: ", ")
      throw error("the walk '\(name)' is unknown; this adviz knows gated, \(known)")
    }
    return mistake
  }

  /// The queue follows from the events; it is checked that it could be one.
  private mutating func check(_ queue: TraceLine.Queue, version: Int) throws(TraceError) {
    if case .change = queue, version == TraceVersion.wholeQueues.rawValue {
      throw error("the queue is told by its changes, as in version 2; the header says version 1")
    }
    for node in queue.nodes { try check(node) }
    guard version != TraceVersion.wholeQueues.rawValue, let mistake = toldQueue.take(queue) else { return }
    throw error(mistake)
  }

  private mutating func accept(_ node: TraceNode) throws(TraceError) {
    guard node.id == nodes.count else {
      throw error("the id is \(node.id) where \(nodes.count) is next")
    }
    for operand in node.operands where !nodes.indices.contains(operand) {
      throw error("operand \(operand) of node \(node.id) does not stand before it")
    }
    guard node.kind != .operation || !node.operands.isEmpty else {
      throw error("operation \(node.id) has no operand")
    }
    if let name = node.operation, let operation = Operation(name: name, attributes: node.attributes),
      !operation.rule.arity.contains(node.operands.count)
    {
      throw error("'\(name)' cannot have \(node.operands.count) operands")
    }
    guard node.module.allSatisfy({ !$0.isEmpty }) else {
      throw error("a group of node \(node.id) has no name")
    }
    guard node.module.count <= TraceNode.moduleLimit else {
      throw error("the groups of node \(node.id) are nested deeper than \(TraceNode.moduleLimit)")
    }
    guard names.insert(node.name).inserted else { throw error("the name '\(node.name)' is taken") }
    try check(node.value, fits: checked(node.shape))
    nodes.append(node)
  }

  private mutating func check(_ event: TraceEvent) throws(TraceError) {
    if case .evaluate(let node) = event { return try checkEvaluation(node) }
    if let input = header?.input {
      hasEnded = try forward.accept(event, input: input, output: header?.output ?? 0, nodes, line: line)
      return
    }
    guard !pass.seen.isEmpty || event.name == "seed" else { throw error("the pass begins with the event 'seed'") }
    switch event {
    case .tangentSeed, .pushForward, .tangentEnd, .evaluate:
      throw error("a tangent belongs to a trace of forward mode, whose header says so")
    case .seed(let node, let adjoint): try checkSeed(node, adjoint)
    case .visit(let node, let adjoint): try checkVisit(node, adjoint)
    case .propagate(let step): try checkPropagation(step)
    case .blocked(let from, let to, let operand, _): try checkEdge(from, operand, to)
    case .enqueue(let node):
      try check(node)
      // A node may come back after it has left.
      if walk == .ungated, pass.visited.remove(node) != nil { pass.seen.remove(node) }
      guard let current = pass.current, nodes[current].operands.contains(node), pass.seen.insert(node).inserted else {
        throw error("node \(node) is not seen here for the first time")
      }
    case .finish(let node, let kind, let gradient): try checkFinish(node, kind, gradient)
    case .end(let gradients): try checkEnd(gradients)
    }
  }

  private mutating func checkEvaluation(_ node: Int) throws(TraceError) {
    try check(node)
    guard pass.seen.isEmpty, !forward.hasBegun else { throw error("values are computed before the event 'seed'") }
    guard nodes[node].kind == .operation, evaluated.insert(node).inserted else {
      throw error("node \(node) is not computed here for the first time")
    }
    for operand in nodes[node].operands where nodes[operand].kind == .operation && !evaluated.contains(operand) {
      throw error("node \(node) is computed before its operand \(operand)")
    }
  }

  private mutating func checkSeed(_ node: Int, _ adjoint: TraceValue) throws(TraceError) {
    if walk == .noZeroing, !pass.seen.isEmpty { try beginAgain() }
    guard pass.seen.isEmpty, node == header?.output else { throw error("the pass begins once, at the output") }
    pass.seen = [node]
    pass.adjoints[node] = adjoint
    try check(adjoint, of: node)
  }

  private mutating func checkVisit(_ node: Int, _ adjoint: TraceValue?) throws(TraceError) {
    try check(node)
    guard pass.seen.contains(node), pass.visited.insert(node).inserted else {
      throw error("node \(node) cannot leave the queue here")
    }
    try leaveCurrent()
    pass.current = node
    guard pass.arrived[node] == pass.expected[node] || walk == .ungated else {
      throw error("node \(node) is visited before all its contributions have arrived")
    }
    guard (adjoint == nil) == (nodes[node].kind == .constant) else {
      throw error("a constant, and nothing else, has no adjoint")
    }
    if let adjoint {
      try check(adjoint, of: node)
      guard pass.adjoints[node].map({ $0 == adjoint }) ?? true else {
        throw error("the adjoint of node \(node) is not what has arrived")
      }
    }
  }

  private mutating func checkPropagation(_ step: TraceEvent.Propagation) throws(TraceError) {
    try checkEdge(step.from, step.operand, step.to)
    try check(step.contribution, of: step.to)
    try check(step.adjoint, of: step.to)
    if let local = step.local { try check(local: local, of: step.from) }
    let arrived = pass.arrived[step.to, default: 0] + 1
    guard step.arrived == arrived, arrived <= step.expected || walk == .ungated,
      pass.expected[step.to] ?? step.expected == step.expected
    else { throw error("\(step.arrived) of \(step.expected) contributions cannot have arrived") }
    pass.arrived[step.to] = arrived
    pass.expected[step.to] = step.expected
    pass.adjoints[step.to] = step.adjoint
  }

  private mutating func checkFinish(_ node: Int, _ kind: TraceNode.Kind, _ gradient: TraceValue?) throws(TraceError) {
    try check(node)
    guard kind == nodes[node].kind, kind != .operation else {
      throw error("node \(node) is a \(nodes[node].kind.rawValue), not a \(kind.rawValue)")
    }
    guard node == pass.current else { throw error("node \(node) is not the one that is visited") }
    guard (gradient != nil) == (kind == .variable) else {
      throw error("a variable, and nothing else, has a gradient")
    }
    if let gradient { try check(gradient, of: node) }
    pass.gradients[node] = gradient
    pass.finished.insert(node)
  }

  private mutating func checkEnd(_ gradients: [String: TraceValue]) throws(TraceError) {
    if header?.cut == nil { try leaveAll() }
    for node in nodes where node.kind == .variable {
      guard let gradient = gradients[node.name] else { throw error("the gradient of '\(node.name)' is missing") }
      try check(gradient, of: node.id)
      guard header?.cut != nil || pass.gradients[node.id].map({ $0 == gradient }) ?? true else {
        throw error("the gradient of '\(node.name)' is not the one its path ended with")
      }
    }
    hasEnded = true
  }

  /// A pass is over when every node that was seen has been visited.
  private mutating func leaveAll() throws(TraceError) {
    try leaveCurrent()
    if let node = pass.seen.subtracting(pass.visited).min() { throw error("node \(node) was never visited") }
  }

  /// A second pass begins, with the adjoints of the first.
  private mutating func beginAgain() throws(TraceError) {
    try leaveAll()
    guard pass.number == 1 else { throw error("there are no more than two passes") }
    let adjoints = pass.adjoints
    pass = Pass()
    (pass.number, pass.adjoints) = (2, adjoints)
  }

  /// A visited operation has looked at each of its operands when the pass goes on.
  private mutating func leaveCurrent() throws(TraceError) {
    if let current = pass.current, pass.handled.count < nodes[current].operands.count {
      throw error("node \(current) is left before all its operands have been looked at")
    }
    if let current = pass.current, nodes[current].kind != .operation, !pass.finished.contains(current) {
      throw error("node \(current) is left without the event 'finish'")
    }
    pass.handled = []
  }

  private func check(_ node: Int) throws(TraceError) {
    guard nodes.indices.contains(node) else { throw error("there is no node \(node)") }
  }

  private mutating func checkEdge(_ from: Int, _ operand: Int, _ to: Int) throws(TraceError) {
    try check(from)
    guard nodes[from].operands.indices.contains(operand), nodes[from].operands[operand] == to else {
      throw error("node \(to) is not operand \(operand) of node \(from)")
    }
    guard from == pass.current, pass.handled.insert(operand).inserted else {
      throw error("the edge from operand \(operand) of node \(from) is not walked here for the first time")
    }
  }

  private func check(_ value: TraceValue, of node: Int) throws(TraceError) {
    try check(node)
    // A contribution that keeps the shape of a result may have any.
    try check(value, fits: walk == .noUnbroadcast ? checked(value.shape) : nodes[node].shape)
  }

  /// A shape that an array may have.
  private func checked(_ shape: [Int]) throws(TraceError) -> [Int] {
    do {
      return try Shape(shape).sizes
    } catch {
      throw TraceError(line: line, error)
    }
  }

  private func check(_ value: TraceValue, fits shape: [Int]) throws(TraceError) {
    guard value.shape == shape else {
      throw error("a value of shape \(value.shape) stands where \(shape) is needed")
    }
    guard value.isWhole else { throw error("a value of shape \(shape) has another number of elements") }
  }

  /// A local derivative may be smaller than the operation's value, and is broadcast to it.
  private func check(local: TraceValue, of node: Int) throws(TraceError) {
    let shape = nodes[node].shape
    guard local.isWhole, let checked = try? Shape(local.shape), let whole = try? Shape(shape),
      (try? checked.broadcast(with: whole, for: "")) == whole
    else { throw error("a local derivative of shape \(local.shape) stands where \(shape) is needed") }
  }

  private func error(_ reason: String) -> TraceError { TraceError(line: line, reason) }
}
