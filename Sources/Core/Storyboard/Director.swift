import Autodiff
import Formulas

extension Storyboard {
  /// Makes the frames of a trace: one for the start and one for each `propagate`, `blocked`, `finish`, `evaluate` and
  /// `tangent`.
  ///
  /// - Parameters:
  ///   - trace: the events.
  ///   - numbers: the rounding of numbers in text for screen readers.
  ///   - tellsSteps: false for the graph alone, without frames.
  ///   - excerpt: the steps and nodes to draw.
  ///   - elementsUpTo: the most elements of an array that is written out; nil for matrices up to 4×4 and vectors up
  ///     to 6.
  ///   - literalsInside: whether a number that is used once stands inside the operation that uses it, `× 2`, and has no
  ///     node and no steps of its own.
  /// - Complexity: O(*n*) for *n* nodes, edges and steps, and the lengths of the queues of the steps that are drawn.
  public init(
    _ trace: Trace, numbers: NumberStyle = NumberStyle(), tellsSteps: Bool = true, excerpt: Excerpt = Excerpt(),
    elementsUpTo: Int? = nil, literalsInside: Bool = false
  ) {
    panels = []
    retold = nil
    source = Source(
      trace: trace, numbers: numbers, tellsSteps: tellsSteps, excerpt: excerpt, elementsUpTo: elementsUpTo,
      literalsInside: literalsInside)
    let words = Vocabulary(trace, ArrayStyle(elementsUpTo: elementsUpTo))
    let inside = InsideLiterals(trace, nodes: excerpt.nodes, isWanted: literalsInside)
    var director = Director(trace, words, numbers, excerpt, inside)
    if tellsSteps { director.direct() }
    frames = Frames(timeline: director.timeline)
    stepCount = max(0, director.step)
    wholeCount = director.reachedCount
    identifier = trace.identifier
    let formula = words.formula
    let drawn = director.drawn
    groups = StoryGroup.groups(of: trace, drawn: drawn)
    let part = Formula.words(Words.part(drawn.count, of: wholeCount))
    if let walk = trace.walk {
      title = .words(Words.title(trace.title, mistake: walk.rawValue))
      subtitle = drawn.count < wholeCount ? part : Director.point(trace, words)
    } else if trace.title == formula.text() {
      title = .formula(formula)
      subtitle = drawn.count < wholeCount ? part : Director.point(trace, words)
    } else {
      title = .words(trace.title)
      subtitle = drawn.count < wholeCount ? part : formula
    }
    let cuts = director.cuts
    cutEdges = drawn.map { cuts[$0.id] }
    let whole = trace.contraction?.whole ?? trace
    let flawedNode = whole.firstNonFiniteValue.map { trace.standIn($0.node) }
    flawedNodes = Set(drawn.map { $0.id }.filter { $0 == flawedNode })
    let flawedEdge = whole.firstNonFiniteContribution.flatMap { made in
      trace.drawnEdge(made.step.from, made.step.operand).flatMap { director.edge($0.node, $0.operand) }
    }
    flawedEdges = tellsSteps ? Set([flawedEdge].compactMap { $0 }) : []
    nodes = drawn.map { node in
      if let group = trace.closedGroup(node.id) {
        return StoryNode(
          node, group, trace, words, numbers, director.captions, expected: director.expected[node.id],
          adjoints: director.history[node.id])
      }
      let section = words.section(node.id, inside)
      let spokenName = words.spoken(node.id)
      let spokenSection = section.map { ", \($0.spoken(numbers))" } ?? ""
      return StoryNode(
        id: node.id, kind: node.kind, label: section ?? words.label(node.id),
        name: section == nil ? words.name(node.id) : words.nameBesideSection(node.id),
        shape: node.value.shape.isEmpty ? nil : .words(node.value.shapeText),
        value: words.shownValue(node),
        duals: director.captions.tangents[node.id].flatMap { words.dual(node.value, $0) }.map { [$0] } ?? [],
        norm: node.value.norm,
        partial: node.kind == .variable ? words.adjoint(node.id) : nil,
        expected: director.expected[node.id], isOutput: node.id == trace.output,
        isCommutative: trace.rule(of: node.id)?.isCommutative ?? false,
        rules: tellsSteps ? director.captions.rules(of: node.id) : [], adjoints: director.history[node.id],
        spokenName: spokenName,
        spoken: spokenName + spokenSection + Words.value(words.spoken(node.value, numbers)))
    }
    edges = director.edges.enumerated().map { place, edge in
      StoryEdge(
        from: edge.from, to: edge.to, operand: edge.operand,
        adjoint: director.captions.derivative(onEdgeFrom: edge.from, to: edge.to, operand: edge.operand)
          .map(words.value),
        contribution: director.contributions[place].map(words.value))
    }
  }
}

/// Goes through the events of a trace, in order, and records in a ``Timeline`` when each node and edge changes.
///
/// Precondition: the trace is valid, which `Trace` guarantees. Afterwards each step of the excerpt is a moment of the
/// timeline.
struct Director {
  private let trace: Trace
  private let words: Vocabulary
  private let inside: InsideLiterals
  let captions: Captions
  /// The nodes to draw: those the output depends on, or an excerpt of them.
  let drawn: [TraceNode]
  let edges: [(from: Int, to: Int, operand: Int)]
  private let variables: [Int]
  /// The number of contributions each node will get, by id.
  private(set) var expected: [Int]
  /// The number of edges to each node that the walk has not handled yet, by id.
  private var outstanding: [Int]

  /// The changes recorded so far.
  private(set) var timeline: Timeline
  /// The number of the next step.
  private(set) var step = 0
  /// The position of the event that is told.
  private var position = 0
  /// The steps to draw, the next one last.
  private var chosen: [Int]
  /// The number of nodes that the output depends on.
  let reachedCount: Int
  private var current: Int?
  /// Whether the latest step is the end of a path.
  private var endsWithFinish = false
  private var adjoints: [TraceValue?]
  private var arrived: [Int]
  /// What is handed on along each edge.
  private(set) var contributions: [TraceValue?]
  /// The values of each node's adjoint as it grows, by id.
  private(set) var history: [[StoryNode.Adjoint]]
  /// The position of each variable in ``Timeline/variables``, by id.
  private var gradientPlaces: [Int: Int] = [:]
  private var queue = TraceQueue()
  /// The adjoint of each node when it was visited last, in a pass with a mistake.
  private var visited: [Int: TraceValue] = [:]
  /// The position of the first seed: there is another where gradients are not set to zero, by mistake.
  private let firstSeed: Int
  /// The position of the last step.
  private let lastStep: Int

  /// The position in ``edges`` of each operation's first edge.
  private let firstEdge: [Int]

  init(
    _ trace: Trace, _ words: Vocabulary, _ numbers: NumberStyle, _ excerpt: Excerpt, _ inside: InsideLiterals
  ) {
    self.trace = trace
    self.words = words
    self.inside = inside
    captions = Captions(trace, words, numbers)
    firstSeed = trace.events.firstIndex { if case .seed = $0 { true } else { false } } ?? 0
    lastStep = trace.events.lastIndex { if case .finish = $0 { true } else { false } } ?? -1
    // Operands stand before operations and what the output does not reach stands last.
    var reached = trace.reached
    for id in reached.indices where inside.contains(id) { reached[id] = false }
    reachedCount = reached.count { $0 }
    func isDrawn(_ id: Int) -> Bool { reached[id] && excerpt.nodes?.contains(id) != false }
    drawn = trace.nodes.filter { isDrawn($0.id) }
    // What is written beside a node as it grows: of variables, and of groups with one result.
    variables = trace.nodes.filter { node in
      if trace.input != nil { return node.id == trace.output }
      return node.kind == .variable || trace.closedGroup(node.id).map { $0.results.count == 1 } ?? false
    }.map { $0.id }
    var edges: [(from: Int, to: Int, operand: Int)] = []
    var firstEdge: [Int] = []
    for node in trace.nodes {
      firstEdge.append(edges.count)
      guard isDrawn(node.id) else { continue }
      for (operand, from) in node.operands.enumerated().map({ ($0, trace.standIn($1)) }) where isDrawn(from) {
        edges.append((from, node.id, operand))
      }
    }
    firstEdge.append(edges.count)
    self.edges = edges
    self.firstEdge = firstEdge
    contributions = Array(repeating: nil, count: edges.count)
    chosen = excerpt.steps(of: trace, inside).reversed()
    expected = Array(repeating: 0, count: trace.nodes.count)
    outstanding = expected
    arrived = expected
    for event in trace.events {
      switch event {
      case .propagate(let step):
        expected[step.to] += 1
        outstanding[trace.standIn(step.to)] += 1
      case .blocked(_, let to, _, _): outstanding[trace.standIn(to)] += 1
      default: break
      }
    }
    adjoints = Array(repeating: nil, count: trace.nodes.count)
    history = Array(repeating: [], count: trace.nodes.count)
    timeline = Timeline(
      nodeCount: trace.nodes.count, told: edges.map { trace.input == nil ? $0.to : $0.from }, variables: variables)
    if trace.evaluates {
      for node in trace.nodes where node.kind == .operation { timeline.computed[node.id] = Timeline.never }
    }
    for (place, id) in variables.enumerated() { gradientPlaces[id] = place }
    timeline.gradients = variables.map { [Director.gradient(words.derivative($0), .number(0), norm: nil)] }
  }

  mutating func direct() {
    if trace.evaluates { show { $0.leaves() } }
    for (position, event) in trace.events.enumerated() {
      self.position = position
      switch event {
      case .seed(let node, let adjoint):
        adjoints[node] = adjoint
        note(node, adjoint)
        timeline.complete[node] = step
        see(trace.standIn(node))
        let isSecond = trace.walk == .noZeroing && position > 0 && position > firstSeed
        show { isSecond ? $0.secondPass() : $0.start(seed: adjoint) }
      case .visit(let node, let adjoint):
        if trace.walk != nil { visited[node] = adjoint }
        if let current { timeline.visited[current] = min(timeline.visited[current], step) }
        current = node
        timeline.seen[node] = min(timeline.seen[node], step)
        timeline.current[node] = min(timeline.current[node], step)
        queue.follow(event)
        if let group = trace.closedGroup(node) {
          if !group.repeated.isEmpty { timeline.complete[node] = step }
          show { $0.passage(through: group, node) }
        }
      case .enqueue(let node):
        // The node joins the queue in the picture of the step that follows; see `seeWhatFollows`.
        see(node)
      case .propagate(let propagation):
        // The gradients that a second pass finds are those of the first.
        let isKept = trace.walk == .noZeroing && trace.nodes[propagation.to].kind == .variable
        let before = propagation.arrived > 1 || isKept ? adjoints[propagation.to] : nil
        adjoints[propagation.to] = propagation.adjoint
        arrived[propagation.to] = propagation.arrived
        note(propagation.to, propagation.adjoint)
        let edge = edge(propagation.from, propagation.operand)
        if let edge { contributions[edge] = propagation.contribution }
        outstanding[trace.standIn(propagation.to)] -= 1
        seeWhatFollows(position)
        let upstream = trace.walk == nil ? captions.adjoints[propagation.from] : visited[propagation.from]
        show(edge: edge, growing: propagation.to) {
          $0.propagation(propagation, before: before, upstream: upstream)
        }
        if trace.walk != nil {
          // A wrong adjoint may change again; it is written when it has become what it stays.
          let stays = propagation.adjoint == captions.adjoints[propagation.to]
          timeline.complete[propagation.to] = stays ? min(timeline.complete[propagation.to], step) : Timeline.never
        } else if propagation.arrived == propagation.expected,
          trace.closedGroup(propagation.to)?.repeated.isEmpty != false
        {
          timeline.complete[propagation.to] = min(timeline.complete[propagation.to], step)
        }
      case .blocked(let from, let to, let operand, let reason):
        outstanding[trace.standIn(to)] -= 1
        guard !inside.contains(to) else { continue }
        seeWhatFollows(position)
        show(edge: edge(from, operand)) { $0.blocked(from: from, to: to, operand: operand, reason) }
      case .finish(let node, _, let gradient):
        guard !inside.contains(node) else { continue }
        guard trace.input == nil else {
          show(forward: Timeline.Forward(node: node)) { $0.tangentFinish(node) }
          continue
        }
        show(isFinish: true) { $0.finish(node, gradient: gradient) }
      case .end, .tangentEnd: break
      case .evaluate(let node):
        timeline.computed[node] = min(timeline.computed[node], step)
        show(forward: forward(to: node)) { $0.evaluation(of: node) }
      case .tangentSeed(let node, let tangent):
        timeline.moved[node] = step
        timeline.complete[node] = step
        show(forward: Timeline.Forward(node: node)) { $0.tangentSeed(node, tangent) }
      case .pushForward(let push):
        adjoints[push.to] = push.tangent
        arrived[push.to] = push.arrived
        if push.to == trace.output { note(push.to, push.tangent) }
        if push.arrived == push.expected {
          timeline.moved[push.to] = step
          timeline.complete[push.to] = min(timeline.complete[push.to], step + 1)
        }
        let edge = edge(push.to, push.operand)
        if let edge {
          contributions[edge] = push.contribution
          timeline.walked[edge] = min(timeline.walked[edge], step)
        }
        let way = Timeline.Forward(edges: edge.map { [$0] } ?? [], node: push.to, sources: [push.from])
        show(growing: push.to == trace.output ? push.to : nil, forward: way) { $0.pushForward(push) }
      }
    }
    step -= 1
    if endsWithFinish { timeline.end = step }
  }

  /// By id, the numbers of a node's edges from operands and to operations that are not drawn.
  var cuts: [Storyboard.CutEdges] {
    var cuts = Array(repeating: Storyboard.CutEdges(), count: trace.nodes.count)
    guard drawn.count < reachedCount else { return cuts }
    var isDrawn = Array(repeating: false, count: trace.nodes.count)
    for node in drawn { isDrawn[node.id] = true }
    let reached = trace.reached
    for node in trace.nodes where reached[node.id] {
      for operand in node.operands.map({ trace.standIn($0) })
      where !inside.contains(operand) && isDrawn[node.id] != isDrawn[operand] {
        if isDrawn[node.id] { cuts[node.id].operands += 1 } else { cuts[operand].uses += 1 }
      }
    }
    return cuts
  }

  /// What is drawn while an operation's value is computed.
  private func forward(to node: Int) -> Timeline.Forward {
    let edges = Array(firstEdge[node]..<firstEdge[node + 1])
    return Timeline.Forward(edges: edges, node: node, sources: edges.map { self.edges[$0].from })
  }

  /// The position of an edge among those that are drawn; nil where it is not drawn.
  func edge(_ from: Int, _ operand: Int) -> Int? {
    edges[firstEdge[from]..<firstEdge[from + 1]].firstIndex { $0.operand == operand }
  }

  /// Records that the next step brings a node this adjoint.
  private mutating func note(_ node: Int, _ adjoint: TraceValue) {
    let value = words.value(adjoint)
    let state = Director.gradient(
      words.derivative(node), value, norm: words.norm(adjoint), arrived: arrived[node], since: step)
    history[node].append(
      .init(step: step, statement: state.statement, arrived: arrived[node], norm: adjoint.norm))
    if let place = gradientPlaces[node] { timeline.gradients[place].append(state) }
  }

  /// Lets a node join the queue in the picture of the step that sees it first: its event comes after the step's.
  private mutating func seeWhatFollows(_ position: Int) {
    if trace.events.indices.contains(position + 1), case .enqueue(let node) = trace.events[position + 1] { see(node) }
  }

  private mutating func see(_ node: Int) {
    guard timeline.seen[node] == Timeline.never, !inside.contains(node) else { return }
    timeline.seen[node] = step
    queue.add(node)
  }

  /// Counts a step, and records a moment of it if it is to be drawn.
  private mutating func show(
    edge: Int? = nil, growing: Int? = nil, isFinish: Bool = false, forward: Timeline.Forward = Timeline.Forward(),
    _ caption: (Captions) -> Caption
  ) {
    endsWithFinish = isFinish && trace.input == nil
    // A pass with a mistake may visit a node again.
    var forward = forward
    if trace.walk != nil, position != lastStep { forward.node = current }
    if let edge { timeline.walked[edge] = min(timeline.walked[edge], step) }
    if chosen.last == step {
      chosen.removeLast()
      timeline.moments.append(
        Timeline.Moment(
          step: step, caption: caption(captions),
          queue: queue.nodes.map { StoryFrame.QueueEntry(node: $0, isWaiting: outstanding[$0] > 0) }, edge: edge,
          forward: forward, growing: growing, event: position))
    }
    step += 1
  }

  private static func gradient(
    _ partial: Formula, _ value: Formula, norm: Formula?, arrived: Int = 0, since: Int = 0
  ) -> StoryFrame.GradientState {
    StoryFrame.GradientState(
      value: value, statement: Vocabulary.statement(partial, value, norm: norm), arrived: arrived, isGrowing: false,
      since: since)
  }

  /// `at x = 1, y = 2`, where every variable is a number and there are few.
  static func point(_ trace: Trace, _ words: Vocabulary) -> Formula? {
    let variables = trace.nodes.filter { $0.kind == .variable && $0.id < trace.output }
    guard (1...6).contains(variables.count) else { return nil }
    var parts: [Formula] = [.words(Words.at)]
    for (position, variable) in variables.enumerated() {
      guard let number = variable.value.scalar else { return nil }
      if position > 0 { parts.append(.words(", ")) }
      parts.append(.equality(words.operand(variable.id), .number(number)))
    }
    return .phrase(parts)
  }
}
