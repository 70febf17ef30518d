import Autodiff

/// Some steps and some nodes of a trace.
///
/// The frames of an excerpt keep their numbers, values and derivatives, as the whole trace is known.
public struct Excerpt: Hashable, Sendable {
  /// The steps from one to another; nil for all.
  public var steps: ClosedRange<Int>?
  /// The distance between the steps that are drawn, from 1: 2 draws every second one.
  ///
  /// The last is always drawn.
  public var every = 1
  /// The ids of the nodes to draw, with only the steps about them; nil for all.
  public var nodes: Set<Int>?

  /// An excerpt; everything by default.
  public init(steps: ClosedRange<Int>? = nil, every: Int = 1, nodes: Set<Int>? = nil) {
    (self.steps, self.every, self.nodes) = (steps, every, nodes)
  }

  /// The numbers of the steps of a trace that are drawn, ascending.
  ///
  /// With literals inside their operations, those have no steps.
  ///
  /// - Complexity: O(*e*) for *e* events.
  package func steps(of trace: Trace, literalsInside: Bool = false) -> [Int] {
    steps(of: trace, InsideLiterals(trace, nodes: nodes, isWanted: literalsInside))
  }

  func steps(of trace: Trace, _ inside: InsideLiterals) -> [Int] {
    var chosen: [Int] = []
    var step = -1
    func consider(_ ends: [Int]) {
      step += 1
      if let steps, !steps.contains(step) { return }
      if let nodes, step > 0, !ends.allSatisfy(nodes.contains) { return }
      chosen.append(step)
    }
    if trace.evaluates { consider([]) }
    for event in trace.events {
      switch event {
      case .evaluate(let node): consider([trace.standIn(node)])
      case .tangentSeed(let node, _): consider([node])
      case .pushForward(let step): consider([step.from, step.to])
      case .finish(let node, _, _) where inside.contains(node): break
      case .blocked(_, let to, _, _) where inside.contains(to): break
      case .seed(let node, _), .finish(let node, _, _): consider([trace.standIn(node)])
      case .propagate(let step): consider([step.from, trace.standIn(step.to)])
      case .blocked(let from, let to, _, _): consider([from, trace.standIn(to)])
      case .visit(let node, _) where trace.closedGroup(node) != nil: consider([node])
      case .visit, .enqueue, .end, .tangentEnd: break
      }
    }
    guard every > 1 else { return chosen }
    return chosen.indices.filter { $0.isMultiple(of: every) || $0 == chosen.count - 1 }.map { chosen[$0] }
  }
}
