import Autodiff

/// A part of a story: some of its steps, some of its nodes.
///
/// What is drawn keeps its numbers, values and derivatives: the trace stays whole.
public struct Excerpt: Hashable, Sendable {
  /// The steps from one to another; nil for all.
  public var steps: ClosedRange<Int>?
  /// Each how-manieth of them is drawn, a number from 1; the last one always is.
  public var every = 1
  /// The ids of the nodes to draw, and only the steps about them; nil for all.
  public var nodes: Set<Int>?

  /// All of it.
  public init(steps: ClosedRange<Int>? = nil, every: Int = 1, nodes: Set<Int>? = nil) {
    (self.steps, self.every, self.nodes) = (steps, every, nodes)
  }

  /// The numbers of the steps of a trace that are drawn, ascending.
  ///
  /// - Complexity: O(*e*) for *e* events.
  public func steps(of trace: Trace) -> [Int] {
    var chosen: [Int] = []
    var step = -1
    func consider(_ ends: [Int]) {
      step += 1
      if let steps, !steps.contains(step) { return }
      if let nodes, step > 0, !ends.allSatisfy(nodes.contains) { return }
      chosen.append(step)
    }
    for event in trace.events {
      switch event {
      case .seed(let node, _), .finish(let node, _, _): consider([node])
      case .propagate(let step): consider([step.from, step.to])
      case .blocked(let from, let to, _, _): consider([from, to])
      case .visit, .enqueue, .end: break
      }
    }
    guard every > 1 else { return chosen }
    return chosen.indices.filter { $0.isMultiple(of: every) || $0 == chosen.count - 1 }.map { chosen[$0] }
  }
}
