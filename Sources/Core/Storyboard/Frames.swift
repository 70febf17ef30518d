import Autodiff

/// The frames of a storyboard; each is made when it is asked for.
public struct Frames: RandomAccessCollection, Sendable {
  private enum Origin {
    case timeline(Timeline)
    case joined(JoinedFrames)
  }

  private var origin: Origin

  init(timeline: Timeline) { origin = .timeline(timeline) }

  init(joined: JoinedFrames) { origin = .joined(joined) }

  /// The steps of a single graph; nil where several share the clock.
  var timeline: Timeline? {
    get { if case .timeline(let timeline) = origin { timeline } else { nil } }
    set { if let newValue { origin = .timeline(newValue) } }
  }

  /// 0, the place of the first frame.
  public var startIndex: Int { 0 }
  /// The number of frames.
  public var endIndex: Int {
    switch origin {
    case .timeline(let timeline): timeline.moments.count
    case .joined(let joined): joined.captions.count
    }
  }

  /// The frame at a place; one out of range stops the program.
  ///
  /// - Complexity: O(*n*) for *n* nodes and edges.
  public subscript(_ index: Int) -> StoryFrame {
    switch origin {
    case .timeline(let timeline): return timeline.frame(index)
    case .joined(let joined):
      guard joined.captions.indices.contains(index) else {
        fatalError("there is no frame \(index): there are \(joined.captions.count), from 0")
      }
      return joined.frame(index)
    }
  }

  /// The numbers of the steps, ascending; without an excerpt the same as the places.
  public var steps: [Int] {
    switch origin {
    case .timeline(let timeline): timeline.moments.map { $0.step }
    case .joined(let joined): Array(joined.captions.indices)
    }
  }

  /// The caption of the frame at a place; one out of range stops the program.
  ///
  /// - Complexity: O(1), where the whole frame takes O(*n*).
  public func caption(_ index: Int) -> Caption {
    switch origin {
    case .timeline(let timeline): timeline.moment(index).caption
    case .joined(let joined): joined.captions[index]
    }
  }

  /// The place in ``Storyboard/edges`` of the edge that the step at a place walks; one out of range stops the program.
  package func currentEdge(_ index: Int) -> Int? {
    switch origin {
    case .timeline(let timeline): timeline.moment(index).edge
    case .joined(let joined): joined.currentEdge(index)
    }
  }

  /// The position in the trace of the event that the step at a place shows; one out of range stops the program.
  ///
  /// Of several graphs the place itself.
  package func event(_ index: Int) -> Int {
    switch origin {
    case .timeline(let timeline): timeline.moment(index).event
    case .joined: index
    }
  }

  /// The first place whose frame shows a node as the current one; nil where none does.
  func firstVisit(of node: Int) -> Int? {
    switch origin {
    case .timeline(let timeline): timeline.firstVisit(of: node)
    case .joined(let joined): joined.firstVisit(of: node)
    }
  }

  /// What may stand beside a node as its value.
  func valueStates(of node: Int) -> [StoryFrame.ValueState] {
    switch origin {
    case .timeline(let timeline): timeline.valueStates(of: node)
    case .joined(let joined): joined.valueStates(of: node)
    }
  }

  /// The states of a variable's adjoint, from the first frame to the last; empty for other nodes.
  func gradientStates(of node: Int) -> [StoryFrame.GradientState] {
    switch origin {
    case .timeline(let timeline): timeline.gradientStates(of: node)
    case .joined(let joined): joined.gradientStates(of: node)
    }
  }

  /// The marks that a node ever has.
  func marks(of node: Int) -> [NodeMark] {
    switch origin {
    case .timeline: []
    case .joined(let joined): joined.marks(of: node)
    }
  }
}

extension Storyboard {
  /// Whether values are computed, or derivatives travel, along the edges.
  package var goesForward: Bool {
    guard panels.isEmpty else { return panels.contains { $0.passes.contains { $0.goesForward } } }
    return source.tellsSteps && (source.trace.evaluates || source.trace.input != nil)
  }

  /// Whether nodes wait in a queue that is shown: forward mode has none, and several graphs have too many.
  package var hasQueue: Bool { panels.isEmpty && source.trace.input == nil }

  /// What may stand beside a node as its value.
  package func valueStates(of node: Int) -> [StoryFrame.ValueState] { frames.valueStates(of: node) }

  /// The first place in ``frames`` that shows a node as the current one; nil where none does.
  package func firstVisit(of node: Int) -> Int? { frames.isEmpty ? nil : frames.firstVisit(of: node) }

  /// The states of a variable's adjoint, from the first frame to the last; empty for other nodes.
  package func gradientStates(of node: Int) -> [StoryFrame.GradientState] {
    frames.isEmpty ? [] : frames.gradientStates(of: node)
  }

  /// The marks that a node ever has, where a wrong pass stands beside the right one.
  package func marks(of node: Int) -> [NodeMark] { frames.marks(of: node) }
}

extension Timeline {
  /// The first place whose frame shows a node as the current one.
  fileprivate func firstVisit(of node: Int) -> Int? {
    guard current.indices.contains(node) else { return nil }
    let (from, until) = (current[node], visited[node])
    var (low, high) = (0, moments.count)
    while low < high {
      let middle = (low + high) / 2
      if moments[middle].step < from { low = middle + 1 } else { high = middle }
    }
    return low < moments.count && moments[low].step < until ? low : nil
  }

  fileprivate func valueStates(of node: Int) -> [StoryFrame.ValueState] {
    guard computed.indices.contains(node) else { return [.shown] }
    return (computed[node] > 0 ? [.hidden] : []) + [.shown] + (moved[node] < Timeline.never ? [.dual(0)] : [])
  }

  fileprivate func gradientStates(of node: Int) -> [StoryFrame.GradientState] {
    var (low, high) = (0, variables.count)
    while low < high {
      let middle = (low + high) / 2
      if variables[middle] < node { low = middle + 1 } else { high = middle }
    }
    return low < variables.count && variables[low] == node ? gradients[low] : []
  }
}
