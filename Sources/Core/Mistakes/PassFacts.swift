import Autodiff

/// What happened at each node of a recorded pass.
struct PassFacts {
  /// The latest state of an adjoint.
  struct Adjoint {
    var value: TraceValue
    /// The position of the event that made it.
    var event: Int
    /// Whether more contributions are to come.
    var isIncomplete: Bool
  }

  /// By node: its adjoint at the end.
  private(set) var adjoints: [Int: Adjoint] = [:]
  /// By node: the contributions that arrived, in their order.
  private(set) var contributions: [Int: [TraceValue]] = [:]
  /// By node: the adjoint of each of its visits.
  private(set) var visits: [Int: [TraceValue?]] = [:]

  init(_ trace: Trace) {
    for (position, event) in trace.events.enumerated() {
      switch event {
      case .seed(let node, let adjoint):
        adjoints[node] = Adjoint(value: adjoint, event: position, isIncomplete: false)
      case .propagate(let step):
        contributions[step.to, default: []].append(step.contribution)
        adjoints[step.to] = Adjoint(
          value: step.adjoint, event: position, isIncomplete: step.arrived < step.expected)
      case .visit(let node, let adjoint): visits[node, default: []].append(adjoint)
      case .blocked, .enqueue, .finish, .end, .evaluate, .tangentSeed, .pushForward, .tangentEnd: break
      }
    }
  }
}

extension PassFacts {
  /// Why nothing comes out wrong.
  func harmless(_ mistake: Mistake, in trace: Trace) -> String {
    guard !contributions.isEmpty else { return Words.nothingHandedOn }
    /// What adds up to 0, unless it does not count beside an infinite number or NaN.
    func zero(_ reason: String) -> String {
      contributions.values.contains { $0.contains { !$0.isFinite } } ? Words.notFiniteStays : reason
    }
    switch mistake {
    case .overwrite:
      return contributions.values.contains { $0.count > 1 } ? zero(Words.overwrittenIsZero) : Words.nothingOverwritten
    case .ungated:
      let again = visits.filter { $0.value.count > 1 }.map { $0.key }.sorted()
      if again.isEmpty { return Words.nothingVisitedAgain }
      let isLeavesOnly = again.allSatisfy { trace.nodes[$0].kind != .operation }
      return isLeavesOnly
        ? Words.leavesVisitedAgain(again.map { trace.nodes[$0].nameInCaptions(of: trace) })
        : zero(Words.handedOnTwiceIsZero)
    case .noUpstream:
      let isOnesOnly = trace.nodes.allSatisfy { node in
        node.kind != .operation || visits[node.id]?.last??.isOnes ?? true
      }
      return isOnesOnly ? Words.upstreamIsOne : zero(Words.upstreamMeetsZero)
    case .noUnbroadcast: return Words.nothingBroadcast
    case .noZeroing: return zero(Words.gradientsAreZero)
    }
  }

  /// What went wrong at the first wrong adjoint.
  func explanation(_ mistake: Mistake, _ wrong: MistakeComparison.WrongAdjoint, in trace: Trace) -> String {
    let name = trace.nodes[wrong.node].nameInCaptions(of: trace)
    switch mistake {
    case .overwrite: return Words.overwritten(name, count: contributions[wrong.node]?.count ?? 0)
    case .ungated:
      let giver = trace.nodes.first { node in
        node.operands.contains(wrong.node) && (visits[node.id]?.count ?? 0) > 1
      }
      return giver.map { Words.handedOnAgain($0.nameInCaptions(of: trace), visits: visits[$0.id]?.count ?? 0) }
        ?? Words.handedOnEarly(name)
    case .noUpstream: return Words.withoutUpstream(name)
    case .noUnbroadcast: return Words.withoutUnbroadcast(name)
    case .noZeroing: return Words.withoutZeroing(name)
    }
  }
}

extension TraceValue {
  /// Whether all elements are 1.
  fileprivate var isOnes: Bool {
    switch self {
    case .array(_, let elements): elements.allSatisfy { $0 == 1 }
    case .summary(let summary): summary.min == 1 && summary.max == 1
    }
  }
}
