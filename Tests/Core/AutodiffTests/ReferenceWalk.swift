import Autodiff

/// The walk of a traced graph computed afresh from its definition in `spec/trace.md`, slowly and plainly.
///
/// Knows only the nodes and which operands have a derivative; told as one line an event, without numbers.
struct ReferenceWalk {
  private let trace: Trace
  private(set) var lines: [String] = []

  static func edge(_ from: Int, _ operand: Int) -> [Int] { [from, operand] }

  init(_ trace: Trace) {
    self.trace = trace
    let nodes = trace.nodes
    var depends: [Bool] = []
    for node in nodes { depends.append(node.kind == .variable || node.operands.contains { depends[$0] }) }
    func propagates(_ from: Int, _ operand: Int) -> Bool {
      depends[nodes[from].operands[operand]] && trace.rule(of: from)?.isDifferentiable(in: operand) == true
    }
    func isLeaf(_ node: Int) -> Bool { nodes[node].kind != .operation }

    // What is walked: the output and every operation that something is propagated into.
    var walked: Set<Int> = [trace.output]
    for node in nodes.reversed() where walked.contains(node.id) {
      for operand in node.operands.indices where propagates(node.id, operand) { walked.insert(node.operands[operand]) }
    }
    var open: [Int: Int] = [:]
    var expected: [Int: Int] = [:]
    for from in walked {
      for (operand, to) in nodes[from].operands.enumerated() {
        open[to, default: 0] += 1
        if propagates(from, operand) { expected[to, default: 0] += 1 }
      }
    }
    var arrived: [Int: Int] = [:]
    var seen: Set<Int> = [trace.output]
    var queue = [trace.output]
    lines.append("seed \(trace.output)")
    while let place = queue.firstIndex(where: { open[$0, default: 0] == 0 }) {
      let current = queue.remove(at: place)
      lines.append("visit \(current) queue \(queue)")
      if isLeaf(current) { lines.append("finish \(current) \(nodes[current].kind.rawValue)") }
      for (operand, to) in nodes[current].operands.enumerated() {
        open[to, default: 0] -= 1
        let isPropagated = propagates(current, operand)
        if isPropagated {
          arrived[to, default: 0] += 1
          lines.append("propagate \(current).\(operand) to \(to), \(arrived[to] ?? 0) of \(expected[to] ?? 0)")
        } else if depends[to] {
          lines.append("blocked \(current).\(operand) to \(to), not-differentiable")
        } else {
          // A constant condition is blocked for two reasons; either is true.
          let isBoth = trace.rule(of: current)?.isDifferentiable(in: operand) == false
          lines.append("blocked \(current).\(operand) to \(to), \(isBoth ? "constant or so" : "constant")")
        }
        if isPropagated || isLeaf(to), seen.insert(to).inserted {
          queue.append(to)
          lines.append("enqueue \(to)")
        }
      }
    }
    lines.append(queue.isEmpty ? "end" : "stuck with \(queue)")
  }

  /// A recorded trace in the same lines.
  static func recorded(_ trace: Trace) -> [String] {
    var queue = TraceQueue()
    return trace.events.map { event in
      queue.follow(event)
      switch event {
      case .seed(let node, _): return "seed \(node)"
      case .visit(let node, _): return "visit \(node) queue \(queue.nodes)"
      case .propagate(let step):
        return "propagate \(step.from).\(step.operand) to \(step.to), \(step.arrived) of \(step.expected)"
      case .blocked(let from, let to, let operand, let reason):
        let isBoth = trace.rule(of: from)?.isDifferentiable(in: operand) == false && !trace.dependsOnVariable(to)
        return "blocked \(from).\(operand) to \(to), \(isBoth ? "constant or so" : reason.rawValue)"
      case .enqueue(let node): return "enqueue \(node)"
      case .finish(let node, let kind, _): return "finish \(node) \(kind.rawValue)"
      case .end: return "end"
      case .evaluate, .tangentSeed, .pushForward, .tangentEnd: return event.name
      }
    }
  }
}

extension Trace {
  /// Whether a node is a variable or computed from one.
  func dependsOnVariable(_ id: Int) -> Bool {
    var below: Set<Int> = [id]
    for node in nodes.reversed() where below.contains(node.id) { below.formUnion(node.operands) }
    return below.contains { nodes[$0].kind == .variable }
  }
}
