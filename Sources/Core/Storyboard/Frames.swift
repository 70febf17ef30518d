/// The frames of a storyboard; each is made when it is asked for.
public struct Frames: RandomAccessCollection, Sendable {
  var timeline: Timeline

  /// 0, the place of the first frame.
  public var startIndex: Int { 0 }
  /// The number of frames.
  public var endIndex: Int { timeline.moments.count }

  /// The frame at a place; one out of range stops the program.
  ///
  /// - Complexity: O(*n*) for *n* nodes and edges.
  public subscript(_ index: Int) -> StoryFrame { timeline.frame(index) }

  /// The numbers of the steps, ascending; without an excerpt the same as the places.
  public var steps: [Int] { timeline.moments.map { $0.step } }

  /// The caption of the frame at a place; one out of range stops the program.
  ///
  /// - Complexity: O(1), where the whole frame takes O(*n*).
  public func caption(_ index: Int) -> Caption { timeline.moment(index).caption }

  /// The place in ``Storyboard/edges`` of the edge that the step at a place walks; one out of range stops the program.
  package func currentEdge(_ index: Int) -> Int? { timeline.moment(index).edge }

  /// The position in the trace of the event that the step at a place shows; one out of range stops the program.
  package func event(_ index: Int) -> Int { timeline.moment(index).event }

  /// The first place whose frame shows a node as the current one.
  func firstVisit(of node: Int) -> Int? {
    let (from, until) = (timeline.current[node], timeline.visited[node])
    var (low, high) = (0, timeline.moments.count)
    while low < high {
      let middle = (low + high) / 2
      if timeline.moments[middle].step < from { low = middle + 1 } else { high = middle }
    }
    return low < timeline.moments.count && timeline.moments[low].step < until ? low : nil
  }
}

extension Storyboard {
  /// The first place in ``frames`` that shows a node as the current one; nil where none does.
  package func firstVisit(of node: Int) -> Int? {
    frames.isEmpty || !frames.timeline.current.indices.contains(node) ? nil : frames.firstVisit(of: node)
  }

  /// The states of a variable's adjoint, from the first frame to the last; empty for other nodes.
  package func gradientStates(of node: Int) -> [StoryFrame.GradientState] {
    guard !frames.isEmpty else { return [] }
    let timeline = frames.timeline
    var (low, high) = (0, timeline.variables.count)
    while low < high {
      let middle = (low + high) / 2
      if timeline.variables[middle] < node { low = middle + 1 } else { high = middle }
    }
    return low < timeline.variables.count && timeline.variables[low] == node ? timeline.gradients[low] : []
  }
}
