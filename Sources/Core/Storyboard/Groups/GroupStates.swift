import Autodiff

/// A choice of open and closed groups that a player holds.
package struct GroupState: Sendable {
  /// What it is called: by several names where several choices are the same.
  package var names: [Name]
  /// The trace that is drawn in it.
  package let trace: Trace

  /// The name of a state.
  package enum Name: Hashable, Sendable {
    /// All are open.
    case open
    /// All are closed; of equal ones that follow each other the first and the last are drawn.
    case closed
    /// One is open alone, in those it stands in.
    case alone([String])
    /// Those that were asked for are closed.
    case asked
  }
}

extension Trace {
  /// The states of a player: what is asked for first, then all open, all closed, and each group open alone.
  ///
  /// - Parameters:
  ///   - asked: the groups that are closed at first.
  ///   - most: the most groups that are open alone in a state.
  /// - Returns: none where there are no groups.
  /// - Throws: ``GroupError``, for what is asked for.
  package func groupStates(asked: ClosedGroups, most: Int) throws(GroupError) -> [GroupState] {
    let tree = TraceGroups(self)
    // What is closed is walked backwards only.
    guard !tree.all.isEmpty, input == nil else { return [] }
    var states: [GroupState] = []
    func add(_ name: GroupState.Name, _ trace: Trace) {
      // Two choices may be the same: to open the only group, and to open all.
      let standIns = trace.contraction?.standIns
      if let known = states.firstIndex(where: { $0.trace.contraction?.standIns == standIns }) {
        states[known].names.append(name)
      } else {
        states.append(GroupState(names: [name], trace: trace))
      }
    }
    add(.asked, try closing(asked))
    add(.open, self)
    add(.closed, try closing(.all))
    let outermost = tree.outermost(in: self)
    for group in tree.all.indices.prefix(most) {
      // The group and those around it are open.
      var open = [group]
      while let parent = tree.all[open[open.count - 1]].parent { open.append(parent) }
      let closed = tree.all.indices.filter { other in
        guard !open.contains(other) else { return false }
        return outermost.contains(other) || tree.all[other].parent.map(open.contains) ?? false
      }
      add(.alone(tree.all[group].path), closingWherePossible(closed.map { tree.all[$0] }))
    }
    return states
  }
}

extension Storyboard {
  /// For each frame the step of the whole graph that it shows, and for each of these steps the frame that shows it.
  ///
  /// A step within a closed group is shown by the frame of what happens within it.
  package func places(in trace: Trace) -> (steps: [Int], frames: [Int]) {
    let whole = trace.contraction?.whole ?? trace
    var ofEdge: [[Int?]] = whole.nodes.map { $0.operands.map { _ in nil } }
    var ofLeaf = [Int?](repeating: nil, count: whole.nodes.count)
    /// The operation or leaf of each step.
    var nodes: [Int] = []
    // With the computation of values, the first picture shows the leaves alone.
    if whole.evaluates { nodes.append(whole.output) }
    var ofEvaluation = [Int?](repeating: nil, count: whole.nodes.count)
    var seed = 0
    for event in whole.events {
      switch event {
      case .evaluate(let node):
        ofEvaluation[node] = nodes.count
        nodes.append(node)
      case .seed(let node, _):
        seed = nodes.count
        nodes.append(node)
      case .propagate(let step):
        ofEdge[step.from][step.operand] = nodes.count
        nodes.append(step.from)
      case .blocked(let from, _, let operand, _):
        ofEdge[from][operand] = nodes.count
        nodes.append(from)
      case .finish(let node, _, _):
        ofLeaf[node] = nodes.count
        nodes.append(node)
      case .visit, .enqueue, .end, .tangentSeed, .pushForward, .tangentEnd: break
      }
    }
    func step(_ from: Int, _ operand: Int) -> Int? {
      guard let group = trace.closedGroup(from) else { return ofEdge[from][operand] }
      guard group.inputs.indices.contains(operand) else { return nil }
      return ofEdge[group.inputs[operand].member][group.inputs[operand].operand]
    }
    var passages: [Int: Int] = [:]
    var steps: [Int] = []
    for place in frames.indices {
      var found: Int?
      switch trace.events[frames.event(place)] {
      case .propagate(let event): found = step(event.from, event.operand)
      case .blocked(let from, _, let operand, _): found = step(from, operand)
      case .finish(let node, _, _): found = ofLeaf[node]
      case .visit(let node, _):
        passages[node] = place
        found = nodes.indices.dropFirst().first { trace.standIn(nodes[$0]) == node }
      case .evaluate(let node):
        found = frames.steps[place] == 0 ? 0 : ofEvaluation[trace.closedGroup(node)?.members.last ?? node]
      case .seed: found = seed
      case .enqueue, .end, .tangentSeed, .pushForward, .tangentEnd: break
      }
      steps.append(found ?? (steps.last ?? 0))
    }
    var shown = [Int?](repeating: nil, count: nodes.count)
    for (place, step) in steps.enumerated() where shown.indices.contains(step) { shown[step] = shown[step] ?? place }
    var last = 0
    let places = nodes.indices.map { index -> Int in
      if let place = shown[index] ?? passages[trace.standIn(nodes[index])] { last = place }
      return last
    }
    return (steps, places)
  }
}
