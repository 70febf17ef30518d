/// The steps at which each node and edge changes, from which any frame is made.
///
/// Its size is that of the changes; a copy of every state for every frame would grow with the square of the graph.
struct Timeline: Sendable {
  /// By a node's id, the step from which on it has been seen, is the current one, and has been visited.
  var seen: [Int]
  var current: [Int]
  var visited: [Int]
  /// By a node's id, the first step whose picture writes its adjoint on the edges to it.
  var complete: [Int]
  /// By a node's id, the first step whose picture shows its value, and the first that shows its tangent beside it.
  var computed: [Int]
  var moved: [Int]
  /// By edge, the step that walks it.
  var walked: [Int]
  /// By edge, the node whose derivative is written on it: the operation it points to, in forward mode the operand.
  let told: [Int]
  /// The ids of the variables, and the states of the adjoint of each.
  let variables: [Int]
  var gradients: [[StoryFrame.GradientState]] = []
  /// The step that ends the last path, whose picture has no current node.
  var end = Timeline.never
  /// The frames: what is not derived from the steps above.
  var moments: [Moment] = []

  struct Moment: Sendable {
    let step: Int
    var caption: Caption
    let queue: [StoryFrame.QueueEntry]
    let edge: Int?
    /// The edges that the step goes along to the operation, the node that it is about, and the nodes it takes from.
    var forward = Forward()
    let growing: Int?
    /// The position of the event it shows, in the trace.
    let event: Int
  }

  /// What a step is about that goes along the edges.
  struct Forward: Sendable {
    var edges: [Int] = []
    var node: Int?
    var sources: [Int] = []
  }

  /// The step of a change that never happens.
  static let never = Int.max

  init(nodeCount: Int, told: [Int], variables: [Int]) {
    seen = Array(repeating: Timeline.never, count: nodeCount)
    (current, visited, complete, moved) = (seen, seen, seen, seen)
    computed = Array(repeating: 0, count: nodeCount)
    walked = Array(repeating: Timeline.never, count: told.count)
    self.told = told
    self.variables = variables
  }

  /// The moment of the frame at a place; a place out of range stops the program.
  func moment(_ index: Int) -> Moment {
    guard moments.indices.contains(index) else {
      fatalError("there is no frame \(index): there are \(moments.count), from 0")
    }
    return moments[index]
  }

  func frame(_ index: Int) -> StoryFrame {
    let moment = moment(index)
    let step = moment.step
    // What came between two frames is new in the second.
    let last = index == 0 ? -1 : moments[index - 1].step
    var states = [StoryFrame.NodeState](repeating: .unseen, count: seen.count)
    for node in states.indices where seen[node] <= step {
      states[node] =
        visited[node] <= step || end <= step && current[node] <= step
        ? .visited : current[node] <= step ? .current : .queued
    }
    for node in moment.forward.sources { states[node] = .source }
    if let node = moment.forward.node { states[node] = .current }
    let edges = told.indices.map { edge in
      let since = complete[told[edge]]
      return StoryFrame.EdgeState(
        isCurrent: moment.edge == edge, isForward: moment.forward.edges.contains(edge), isWalked: walked[edge] < step,
        showsAdjoint: since <= step,
        isAdjointNew: since <= step && since > last)
    }
    return StoryFrame(
      index: index, step: step, nodes: states,
      values: computed.indices.map { moved[$0] <= step ? .dual(0) : computed[$0] <= step ? .shown : .hidden },
      edges: edges,
      gradients: Dictionary(
        uniqueKeysWithValues: zip(variables, gradients).map {
          ($0, state($1, at: step, isGrowing: moment.growing == $0))
        }
      ),
      caption: moment.caption, queue: moment.queue, marks: [])
  }

  /// The latest state up to a step; the first state is that nothing has arrived.
  private func state(_ states: [StoryFrame.GradientState], at step: Int, isGrowing: Bool) -> StoryFrame.GradientState {
    var (low, high) = (0, states.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if states[middle].since <= step { low = middle } else { high = middle }
    }
    var state = states[low]
    state.isGrowing = isGrowing
    return state
  }
}
