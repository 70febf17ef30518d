import Autodiff

/// The walk over a graph in which groups are one node each.
///
/// Every contribution is that of the whole graph's walk. A group is visited when all that comes from outside has
/// arrived; what happens within it is one step, and then it hands on to its operands one by one.
struct ContractedWalk {
  /// An edge into a group.
  struct Input {
    /// The edges of the whole graph that it is.
    let edges: [(member: Int, operand: Int)]
    /// The steps within the group on the ways back from its results to the members they lead to.
    let stepCount: Int
    /// The derivative of the group's result with respect to the operand on these ways, where all are numbers.
    let local: Double?
  }

  /// The events, in the order of the walk.
  private(set) var events: [TraceEvent] = []
  /// For each block the edges into it.
  private(set) var inputs: [[Input]] = []
  /// For each block the number of steps within it.
  private(set) var stepCounts: [Int]

  private let contractor: Contractor
  private var trace: Trace { contractor.whole }
  /// The position of each operation's first edge among all edges.
  private let firstEdge: [Int]
  /// For each edge its event in the whole walk, by position; nil where it is not walked.
  private var walked: [Int?]
  /// For each node the positions of what arrives at it, in the order of the whole walk.
  private var arrivals: [[Int]]
  /// The adjoint of each node that is visited.
  private var adjoints: [TraceValue?]
  private var isVisited: [Bool]

  // What has happened so far.
  private var outstanding: [Int]
  private var place: [Int?]
  private var seenCount = 0
  /// The nodes that may be visited, as places in the order in which they were seen; the next one last.
  private var ready: [(place: Int, node: Int)] = []
  private var arrived: [Int]
  /// The number of edges that are walked to each node.
  private var expected: [Int]
  private var isInOrder: [Bool]
  private var sums: [TraceValue?]
  private var blockOfID: [Int: Int] = [:]

  init(_ contractor: Contractor) {
    self.contractor = contractor
    let trace = contractor.whole
    let count = trace.nodes.count
    var firstEdge: [Int] = []
    var edges = 0
    for node in trace.nodes {
      firstEdge.append(edges)
      edges += node.operands.count
    }
    self.firstEdge = firstEdge
    walked = Array(repeating: nil, count: edges)
    arrivals = Array(repeating: [], count: count)
    adjoints = Array(repeating: nil, count: count)
    isVisited = Array(repeating: false, count: count)
    stepCounts = contractor.blocks.map { _ in 0 }
    outstanding = Array(repeating: 0, count: count + contractor.blocks.count)
    place = Array(repeating: nil, count: count + contractor.blocks.count)
    arrived = Array(repeating: 0, count: count)
    expected = arrived
    isInOrder = Array(repeating: true, count: count)
    sums = Array(repeating: nil, count: count)
    for (block, id) in contractor.ids.enumerated() { blockOfID[id] = block }
    read()
    inputs = contractor.blocks.indices.map { inputs(of: $0) }
    for input in inputs.joined() where input.edges.count > 1 {
      // Several edges that are one bring one contribution.
      let all = input.edges.compactMap { propagation($0.member, $0.operand)?.step }
      if let first = all.first { expected[first.to] -= all.count - 1 }
    }
    walk()
  }

  /// Takes what is needed from the whole walk.
  private mutating func read() {
    for (position, event) in trace.events.enumerated() {
      switch event {
      case .propagate(let step):
        arrivals[step.to].append(position)
        note(step.from, step.operand, step.to, position)
      case .blocked(let from, let to, let operand, _): note(from, operand, to, position)
      case .visit(let node, let adjoint):
        (adjoints[node], isVisited[node]) = (adjoint, true)
      case .finish(let node, _, _):
        if let block = contractor.blockOf[node] { stepCounts[block] += 1 }
      case .seed(let node, let adjoint): adjoints[node] = adjoint
      case .enqueue, .end, .evaluate, .tangentSeed, .pushForward, .tangentEnd: break
      }
    }
  }

  private mutating func note(_ from: Int, _ operand: Int, _ to: Int, _ position: Int) {
    walked[firstEdge[from] + operand] = position
    if let block = contractor.blockOf[from], contractor.blockOf[to] == block {
      stepCounts[block] += 1
    } else {
      outstanding[contractor.standIns[to]] += 1
      if case .propagate = trace.events[position] { expected[to] += 1 }
    }
  }

  private func event(_ node: Int, _ operand: Int) -> (position: Int, event: TraceEvent)? {
    walked[firstEdge[node] + operand].map { ($0, trace.events[$0]) }
  }

  private func propagation(_ node: Int, _ operand: Int) -> (position: Int, step: TraceEvent.Propagation)? {
    guard let (position, event) = event(node, operand), case .propagate(let step) = event else { return nil }
    return (position, step)
  }

  // MARK: - Within a group

  private func inputs(of block: Int) -> [Input] {
    let members = contractor.blocks[block].members
    let locals = localDerivatives(of: block)
    // The steps of the walk that lead to each member, by the member they come from.
    var sources: [Int: [Int]] = [:]
    for member in members {
      for (operand, node) in trace.nodes[member].operands.enumerated() where contractor.blockOf[node] == block {
        if case .propagate? = event(member, operand)?.event { sources[node, default: []].append(member) }
      }
    }
    return contractor.inputs(of: block).map { edges in
      var waiting = edges.map { $0.member }
      var found = Set(waiting)
      var steps = 0
      while let node = waiting.popLast() {
        for source in sources[node] ?? [] {
          steps += 1
          if found.insert(source).inserted { waiting.append(source) }
        }
      }
      var local: Double? = 0
      for edge in edges {
        guard let step = propagation(edge.member, edge.operand)?.step else { continue }
        let factor = step.local?.scalar.flatMap { factor in locals?[edge.member].map { $0 * factor } }
        local = local.flatMap { sum in factor.map { sum + $0 } }
      }
      return Input(edges: edges, stepCount: steps, local: local)
    }
  }

  /// The derivative of a group's only result with respect to each member, where all steps within are of numbers.
  private func localDerivatives(of block: Int) -> [Int: Double]? {
    guard contractor.results[block].count == 1, let result = contractor.results[block].first else { return nil }
    var derivatives = [result: 1.0]
    for member in contractor.blocks[block].members.reversed() {
      guard let derivative = derivatives[member] else { continue }
      for (operand, node) in trace.nodes[member].operands.enumerated() where contractor.blockOf[node] == block {
        guard case .propagate(let step)? = event(member, operand)?.event else { continue }
        guard let factor = step.local?.scalar, step.contribution.scalar != nil else { return nil }
        derivatives[node, default: 0] += derivative * factor
      }
    }
    return derivatives
  }

  // MARK: - The walk

  private mutating func walk() {
    // A group has its value when its last member has.
    events = trace.events.compactMap { event in
      guard case .evaluate(let node) = event else { return nil }
      guard let block = contractor.blockOf[node] else { return event }
      return contractor.blocks[block].members.last == node ? .evaluate(node: contractor.ids[block]) : nil
    }
    guard case .seed(let output, let seed)? = trace.events.dropFirst(evaluationCount).first else { return }
    events.append(.seed(node: output, adjoint: seed))
    see(contractor.standIns[output])
    while let next = ready.popLast() { visit(next.node) }
    if case .end? = trace.events.last, let end = trace.events.last { events.append(end) }
  }

  /// The number of events of the whole trace that compute values.
  private var evaluationCount: Int {
    trace.events.prefix { if case .evaluate = $0 { true } else { false } }.count
  }

  private mutating func see(_ node: Int) {
    guard place[node] == nil else { return }
    place[node] = seenCount
    seenCount += 1
    if outstanding[node] == 0 { makeReady(node) }
  }

  private mutating func makeReady(_ node: Int) {
    guard let place = place[node] else { return }
    let index = ready.lastIndex { $0.place > place }.map { $0 + 1 } ?? 0
    ready.insert((place, node), at: index)
  }

  private mutating func handled(_ node: Int) {
    outstanding[node] -= 1
    if outstanding[node] == 0 { makeReady(node) }
  }

  private mutating func visit(_ id: Int) {
    if let block = blockOfID[id] {
      let results = contractor.results[block]
      events.append(.visit(node: id, adjoint: results.count == 1 ? adjoints[results[0]] : nil))
      for (operand, input) in inputs[block].enumerated() {
        walk(input.edges, as: id, operand, local: input.local)
      }
      return
    }
    let node = trace.nodes[id]
    events.append(.visit(node: id, adjoint: node.kind == .constant ? nil : adjoints[id]))
    if node.kind == .operation {
      for operand in node.operands.indices { walk([(id, operand)], as: id, operand, local: nil) }
    } else {
      events.append(.finish(node: id, kind: node.kind, gradient: node.kind == .variable ? adjoints[id] : nil))
    }
  }

  /// Walks edges of the whole graph, as one edge of what is drawn.
  private mutating func walk(_ edges: [(member: Int, operand: Int)], as id: Int, _ place: Int, local: Double?) {
    let events = edges.compactMap { event($0.member, $0.operand) }
    let steps = edges.compactMap { propagation($0.member, $0.operand) }
    if var step = steps.first?.step, let position = steps.first?.position {
      for other in steps.dropFirst() { step.contribution = step.contribution.plus(other.step.contribution) }
      if blockOfID[id] != nil { step.local = local.map { .array(shape: [], elements: [$0]) } }
      (step.from, step.operand) = (id, place)
      arrive(&step, steps.count == 1 ? position : nil)
      self.events.append(.propagate(step))
      let to = contractor.standIns[step.to]
      for _ in events { handled(to) }
      enqueue(to)
    } else if case .blocked(_, let target, _, let reason)? = events.first?.event {
      let to = contractor.standIns[target]
      self.events.append(.blocked(from: id, to: target, operand: place, reason: reason))
      for _ in events { handled(to) }
      // What is blocked and no leaf is not walked.
      if blockOfID[to] == nil, trace.nodes[to].kind != .operation, isVisited[to] { enqueue(to) }
    }
  }

  private mutating func enqueue(_ node: Int) {
    guard place[node] == nil else { return }
    see(node)
    events.append(.enqueue(node: node))
  }

  /// Gives a step the adjoint of its receiver so far: that of the whole walk as long as the order is the same.
  ///
  /// A step that is several of the whole walk has no position there.
  private mutating func arrive(_ step: inout TraceEvent.Propagation, _ position: Int?) {
    let to = step.to
    let count = arrived[to]
    arrived[to] += 1
    isInOrder[to] = isInOrder[to] && arrivals[to][count] == position
    (step.arrived, step.expected) = (count + 1, expected[to])
    if !isInOrder[to] {
      if step.arrived == step.expected, let final = adjoints[to] {
        step.adjoint = final
      } else {
        step.adjoint = sums[to].map { $0.plus(step.contribution) } ?? step.contribution
      }
    }
    sums[to] = step.adjoint
  }
}

extension TraceValue {
  /// The sum of two values of one shape; of summaries only the mean is known.
  fileprivate func plus(_ other: TraceValue) -> TraceValue {
    switch (self, other) {
    case (.array(let shape, let elements), .array(_, let others)) where elements.count == others.count:
      .array(shape: shape, elements: zip(elements, others).map { $0 + $1 })
    case (.summary(let summary), .summary(let other)):
      .summary(
        Summary(shape: summary.shape, min: .nan, max: .nan, mean: summary.mean + other.mean, norm: .nan))
    default: other
    }
  }
}
