import Autodiff
import Formulas

extension Storyboard {
  /// Tells a trace as pictures, one for the start and one for each `propagate`, `blocked` and `finish`.
  ///
  /// - Parameters:
  ///   - trace: what happened.
  ///   - numbers: how numbers are rounded in what is read aloud.
  ///   - tellsSteps: false for the graph alone, which needs no frames.
  /// - Complexity: O(*n* · *s*) for *n* nodes and edges and *s* steps; O(*n*) without the steps.
  public init(_ trace: Trace, numbers: NumberStyle = NumberStyle(), tellsSteps: Bool = true) {
    let words = Vocabulary(trace)
    var director = Director(trace, words, numbers)
    frames = tellsSteps ? director.direct() : []
    identifier = trace.identifier
    let formula = trace.formula
    if trace.title == formula.text() {
      title = .formula(formula)
      subtitle = Director.point(trace)
    } else {
      title = .words(trace.title)
      subtitle = formula
    }
    let drawn = director.drawn
    let userNamed = { (node: TraceNode) in node.kind == .operation && node.hasUsersName }
    nodes = drawn.map { node in
      StoryNode(
        id: node.id, kind: node.kind, label: words.label(node.id),
        name: userNamed(node) ? .symbol(Symbol(node.name)) : nil,
        shape: node.value.shape.isEmpty ? nil : .words(node.value.shapeText),
        value: words.norm(node.value).map { .phrase([.words("norm "), $0]) } ?? words.value(node.value),
        partial: node.kind == .variable ? words.adjoint(node.id) : nil,
        expected: director.expected[node.id], isOutput: node.id == trace.output,
        isCommutative: trace.rule(of: node.id)?.isCommutative ?? false,
        rules: director.captions.rules(of: node.id), adjoints: director.history[node.id],
        spokenName: words.spoken(node.id),
        spoken: words.spoken(node.id) + ", value \(words.value(node.value).spoken(numbers))")
    }
    edges = director.edges.map { edge in
      StoryEdge(
        from: edge.from, to: edge.to, operand: edge.operand,
        adjoint: director.captions.adjoints[edge.to].map(words.short))
    }
  }
}

/// Goes through the events of a trace and keeps the state of the picture.
struct Director {
  private let trace: Trace
  private let words: Vocabulary
  let captions: Captions
  /// The nodes that are drawn: all but the variables the output does not reach.
  let drawn: [TraceNode]
  let edges: [(from: Int, to: Int, operand: Int)]
  private let variables: [Int]
  /// How many contributions each node will get, by id.
  private(set) var expected: [Int]
  /// How many edges to each node the walk will handle, by id.
  private var outstanding: [Int]

  private var nodeStates: [Frame.NodeState]
  private var isWalked: [Bool]
  private var adjoints: [TraceValue?]
  private var arrived: [Int]
  /// The nodes whose adjoint is complete and has been since an earlier step.
  private var isComplete: [Bool]
  /// Those of them that the frame before showed.
  private var isShown: [Bool]
  /// How the adjoint of each node grows, by id.
  private(set) var history: [[StoryNode.Adjoint]]
  private var queue: [Int] = []
  private var frames: [Frame] = []

  /// Where the edges of each operation begin in ``edges``.
  private let firstEdge: [Int]

  init(_ trace: Trace, _ words: Vocabulary, _ numbers: NumberStyle) {
    self.trace = trace
    self.words = words
    captions = Captions(trace, words, numbers)
    // Operands stand before operations and what the output does not reach stands last.
    let reached = Director.reached(trace)
    drawn = trace.nodes.filter { reached[$0.id] }
    variables = trace.nodes.filter { $0.kind == .variable }.map(\.id)
    var edges: [(Int, Int, Int)] = []
    var firstEdge: [Int] = []
    for node in trace.nodes {
      firstEdge.append(edges.count)
      guard reached[node.id] else { continue }
      for (operand, from) in node.operands.enumerated() { edges.append((from, node.id, operand)) }
    }
    self.edges = edges
    self.firstEdge = firstEdge
    expected = Array(repeating: 0, count: trace.nodes.count)
    outstanding = expected
    arrived = expected
    for event in trace.events {
      switch event {
      case .propagate(let step):
        expected[step.to] += 1
        outstanding[step.to] += 1
      case .blocked(_, let to, _, _): outstanding[to] += 1
      default: break
      }
    }
    nodeStates = Array(repeating: .unseen, count: trace.nodes.count)
    isWalked = Array(repeating: false, count: edges.count)
    adjoints = Array(repeating: nil, count: trace.nodes.count)
    isComplete = Array(repeating: false, count: trace.nodes.count)
    isShown = isComplete
    history = Array(repeating: [], count: trace.nodes.count)
  }

  private static func reached(_ trace: Trace) -> [Bool] {
    var reached = Array(repeating: false, count: trace.nodes.count)
    reached[trace.output] = true
    for node in trace.nodes.reversed() where reached[node.id] {
      for operand in node.operands { reached[operand] = true }
    }
    return reached
  }

  mutating func direct() -> [Frame] {
    for (position, event) in trace.events.enumerated() {
      switch event {
      case .seed(let node, let adjoint):
        adjoints[node] = adjoint
        note(node, adjoint)
        isComplete[node] = true
        nodeStates[node] = .queued
        queue = [node]
        show(captions.start(seed: adjoint))
      case .visit(let node, _, let remaining):
        for (id, state) in nodeStates.enumerated() where state == .current { nodeStates[id] = .visited }
        nodeStates[node] = .current
        queue = remaining
      case .enqueue(let node):
        // Told together with the step that sees the node; see below.
        if nodeStates[node] == .unseen { see(node) }
      case .propagate(let step):
        let before = step.arrived > 1 ? adjoints[step.to] : nil
        adjoints[step.to] = step.adjoint
        arrived[step.to] = step.arrived
        note(step.to, step.adjoint)
        outstanding[step.to] -= 1
        seeWhatFollows(position)
        let edge = firstEdge[step.from] + step.operand
        show(captions.propagation(step, before: before), edge: edge, growing: step.to)
        if step.arrived == step.expected { isComplete[step.to] = true }
      case .blocked(let from, let to, let operand, let reason):
        outstanding[to] -= 1
        seeWhatFollows(position)
        show(captions.blocked(from: from, to: to, reason), edge: firstEdge[from] + operand)
      case .finish(let node, _, let gradient):
        show(captions.finish(node, gradient: gradient))
      case .end: break
      }
    }
    return frames
  }

  /// The step that is told next brings a node this adjoint.
  private mutating func note(_ node: Int, _ adjoint: TraceValue) {
    let statement = Vocabulary.statement(words.adjoint(node), words.value(adjoint), norm: words.norm(adjoint))
    history[node].append(.init(step: frames.count, statement: statement, arrived: arrived[node]))
  }

  /// A node that a step sees for the first time joins the queue in the picture of that step.
  private mutating func seeWhatFollows(_ position: Int) {
    if trace.events.indices.contains(position + 1), case .enqueue(let node) = trace.events[position + 1] { see(node) }
  }

  private mutating func see(_ node: Int) {
    guard nodeStates[node] == .unseen else { return }
    nodeStates[node] = .queued
    queue.append(node)
  }

  private mutating func show(_ caption: Caption, edge current: Int? = nil, growing: Int? = nil) {
    frames.append(
      Frame(
        step: frames.count, nodes: nodeStates,
        edges: edges.indices.map { edge in
          Frame.EdgeState(
            isCurrent: edge == current, isWalked: isWalked[edge], showsAdjoint: isComplete[edges[edge].to],
            isAdjointNew: isComplete[edges[edge].to] && !isShown[edges[edge].to])
        },
        gradients: Dictionary(uniqueKeysWithValues: variables.map { ($0, gradient($0, growing: growing)) }),
        caption: caption, queue: queue.map { Frame.QueueEntry(node: $0, isWaiting: outstanding[$0] > 0) }))
    if let current { isWalked[current] = true }
    isShown = isComplete
  }

  private func gradient(_ id: Int, growing: Int?) -> Frame.GradientState {
    let value = adjoints[id].map(words.value) ?? .number(0)
    return Frame.GradientState(
      value: value, statement: Vocabulary.statement(words.adjoint(id), value, norm: adjoints[id].flatMap(words.norm)),
      arrived: arrived[id],
      isGrowing: id == growing)
  }

  /// `at x = 1, y = 2`, where every variable is a number and there are few.
  static func point(_ trace: Trace) -> Formula? {
    let variables = trace.nodes.filter { $0.kind == .variable && $0.id < trace.output }
    guard (1...6).contains(variables.count) else { return nil }
    var parts: [Formula] = [.words("at ")]
    for (position, variable) in variables.enumerated() {
      guard let number = variable.value.scalar else { return nil }
      if position > 0 { parts.append(.words(", ")) }
      parts.append(.equality(.symbol(Symbol(variable.name)), .number(number)))
    }
    return .phrase(parts)
  }
}
