import Autodiff

/// The frames of several graphs on one clock.
final class JoinedFrames: Sendable {
  let panels: [StoryPanel]
  let captions: [Caption]
  /// For each panel the first id of its nodes and the first place of its edges.
  let offsets: [(node: Int, edge: Int)]
  private let marks: [[Int: (tick: Int, mark: NodeMark)]]
  /// The number of ids of each panel.
  private let idCounts: [Int]

  init(_ panels: [StoryPanel], _ captions: [Caption], _ marks: [[Int: (tick: Int, mark: NodeMark)]]) {
    (self.panels, self.captions, self.marks) = (panels, captions, marks)
    idCounts = panels.map { $0.passes[0].source.trace.nodes.count }
    var offsets: [(node: Int, edge: Int)] = []
    var next = (node: 0, edge: 0)
    for (panel, count) in zip(panels, idCounts) {
      offsets.append(next)
      next = (next.node + count, next.edge + panel.passes[0].edges.count)
    }
    self.offsets = offsets
  }

  /// The frame at a tick.
  func frame(_ number: Int) -> StoryFrame {
    var nodes: [StoryFrame.NodeState] = []
    var values: [StoryFrame.ValueState] = []
    var edges: [StoryFrame.EdgeState] = []
    var gradients: [Int: StoryFrame.GradientState] = [:]
    var marks: [NodeMark?] = []
    for (place, panel) in panels.enumerated() {
      let tick = panel.tick(number)
      let frame = panel.passes[tick.pass].frames[tick.place]
      nodes += tick.isOver ? frame.nodes.map { $0.afterwards } : frame.nodes
      values += frame.values.map { if case .dual = $0 { .dual(tick.pass) } else { $0 } }
      edges += tick.isOver ? frame.edges.map { $0.afterwards } : frame.edges
      for (id, state) in frame.gradients {
        var state = shifted(state, pass: tick.pass, of: panel)
        if tick.isOver { state.isGrowing = false }
        gradients[id + offsets[place].node] = state
      }
      let own = self.marks.indices.contains(place) ? self.marks[place] : [:]
      marks += (0..<idCounts[place]).map { id in own[id].flatMap { $0.tick <= number ? $0.mark : nil } }
    }
    return StoryFrame(
      index: number, step: number, nodes: nodes, values: values, edges: edges, gradients: gradients,
      caption: captions[number], queue: [], marks: marks)
  }

  /// The panel that holds an id, and the id there.
  private func panel(of id: Int) -> (number: Int, id: Int)? {
    guard let number = offsets.lastIndex(where: { $0.node <= id }), id >= 0 else { return nil }
    let own = id - offsets[number].node
    return own < idCounts[number] ? (number, own) : nil
  }

  /// The states of a gradient in all passes, from the first to the last.
  func gradientStates(of id: Int) -> [StoryFrame.GradientState] {
    guard let (number, own) = panel(of: id) else { return [] }
    let panel = panels[number]
    return panel.passes.enumerated().flatMap { pass, story in
      story.gradientStates(of: own).map { shifted($0, pass: pass, of: panel) }
    }
  }

  /// What may stand beside a node as its value.
  func valueStates(of id: Int) -> [StoryFrame.ValueState] {
    guard let (number, own) = panel(of: id) else { return [.shown] }
    var states: [StoryFrame.ValueState] = []
    for (pass, story) in panels[number].passes.enumerated() {
      for state in story.valueStates(of: own) {
        let state: StoryFrame.ValueState = if case .dual = state { .dual(pass) } else { state }
        if !states.contains(state) { states.append(state) }
      }
    }
    return states
  }

  /// The marks that a node ever has.
  func marks(of id: Int) -> [NodeMark] {
    guard let (number, own) = panel(of: id), marks.indices.contains(number) else { return [] }
    return marks[number][own].map { [$0.mark] } ?? []
  }

  /// The edge that the first panel with a current one walks at a tick, by its place among all.
  func currentEdge(_ number: Int) -> Int? {
    for (place, panel) in panels.enumerated() {
      let tick = panel.tick(number)
      guard !tick.isOver, let edge = panel.passes[tick.pass].frames.currentEdge(tick.place) else { continue }
      return edge + offsets[place].edge
    }
    return nil
  }

  /// The first tick at which a node is the current one.
  func firstVisit(of id: Int) -> Int? {
    guard let (number, own) = panel(of: id) else { return nil }
    let panel = panels[number]
    for (pass, story) in panel.passes.enumerated() {
      guard let place = story.firstVisit(of: own) else { continue }
      return panel.ticks.firstIndex { $0.pass == pass && $0.place >= place }
    }
    return nil
  }

  /// A state of a gradient with the step counted through all passes, so that equal steps of two passes are two.
  private func shifted(
    _ state: StoryFrame.GradientState, pass: Int, of panel: StoryPanel
  ) -> StoryFrame.GradientState {
    let earlier = panel.passes.prefix(pass).reduce(0) { $0 + $1.stepCount + 1 }
    return StoryFrame.GradientState(
      value: state.value, statement: state.statement, arrived: state.arrived, isGrowing: state.isGrowing,
      since: state.since + earlier)
  }
}

extension StoryFrame.NodeState {
  /// The state when the last step is over.
  fileprivate var afterwards: StoryFrame.NodeState {
    switch self {
    case .current: .visited
    case .source: .unseen
    default: self
    }
  }
}

extension StoryFrame.EdgeState {
  /// The state when the last step is over.
  fileprivate var afterwards: StoryFrame.EdgeState {
    StoryFrame.EdgeState(
      isCurrent: false, isForward: false, isWalked: isWalked || isCurrent || isForward, showsAdjoint: showsAdjoint,
      isAdjointNew: false)
  }
}
