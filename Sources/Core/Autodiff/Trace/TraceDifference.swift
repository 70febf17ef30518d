/// Where two traces differ: nodes paired by the user's names, and the adjoints and values of each pair.
///
/// Outputs are paired whatever they are called, and so are variables of one name. Other nodes are paired where the user
/// gave both one name. Numbers are the same as far as rounding lets them, to 10⁻⁹ of the larger.
package struct TraceDifference: Sendable {
  /// Two nodes that belong together.
  package struct Pair: Hashable, Sendable {
    /// The name in the first trace: the user's, else the label; of the output that of the function.
    package let name: String
    /// The node's id in each trace.
    package let first: Int
    package let second: Int
    /// The adjoint in each trace; nil where there is none, as of a constant.
    package let adjoints: (first: TraceValue?, second: TraceValue?)
    /// The value in each trace.
    package let values: (first: TraceValue, second: TraceValue)
    /// Whether the adjoints are the same, and the values.
    package let sameAdjoint: Bool
    package let sameValue: Bool

    package static func == (a: Pair, b: Pair) -> Bool {
      (a.name, a.first, a.second) == (b.name, b.first, b.second)
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(name) }
  }

  /// The pairs, in the order in which the first pass visits their nodes; nodes that it does not visit come last.
  package let pairs: [Pair]
  /// The names of the user's nodes that have no partner, in the order of their ids.
  package let unpaired: (first: [TraceNode], second: [TraceNode])

  /// The pairs whose adjoints differ, first of all the one where that begins.
  package var otherAdjoints: [Pair] { pairs.filter { !$0.sameAdjoint } }
  /// The pairs whose values differ, operands first.
  package var otherValues: [Pair] { pairs.filter { !$0.sameValue }.sorted { $0.first < $1.first } }

  /// Whether all adjoints and values of pairs are the same, and no variable is without a partner.
  package var isSame: Bool {
    pairs.allSatisfy { $0.sameAdjoint && $0.sameValue }
      && !(unpaired.first + unpaired.second).contains { $0.kind == .variable }
  }

  /// Compares two traces.
  ///
  /// - Complexity: O(*n* log *n*) for *n* nodes, elements and events.
  package init(_ first: Trace, _ second: Trace) {
    let (ours, theirs) = (FinalAdjoints(first), FinalAdjoints(second))
    var partners: [String: Int] = [:]
    for node in second.pairable where partners[node.name] == nil { partners[node.name] = node.id }
    var pairs: [Pair] = []
    var taken: Set<Int> = []
    func pair(_ name: String, _ one: Int, _ two: Int) -> Pair {
      let adjoints = (ours.adjoints[one], theirs.adjoints[two])
      let values = (first.nodes[one].value, second.nodes[two].value)
      // What cancels is as exact as what was added up.
      let largest = max(ours.largest[one] ?? 0, theirs.largest[two] ?? 0)
      let sameAdjoint: Bool =
        switch adjoints {
        case (nil, nil): true
        case (let a?, let b?): a.agrees(with: b, largest: largest)
        default: false
        }
      return Pair(
        name: name, first: one, second: two, adjoints: adjoints, values: values, sameAdjoint: sameAdjoint,
        sameValue: values.0.agrees(with: values.1))
    }
    if first.nodes.indices.contains(first.output), second.nodes.indices.contains(second.output) {
      pairs.append(pair(first.functionName, first.output, second.output))
    }
    for node in first.pairable {
      guard let partner = partners[node.name] else { continue }
      taken.insert(partner)
      pairs.append(pair(node.name, node.id, partner))
    }
    let paired = Set(pairs.map { $0.first })
    self.pairs = pairs.sorted { (ours.order($0.first), $0.first) < (ours.order($1.first), $1.first) }
    unpaired = (
      first.pairable.filter { !paired.contains($0.id) }, second.pairable.filter { !taken.contains($0.id) }
    )
  }
}

extension Trace {
  /// The nodes that are paired by their names: all but the output that the user named, and variables.
  fileprivate var pairable: [TraceNode] {
    nodes.filter { $0.kind == .variable || $0.isNamedByUser && ($0.id != output || $0.kind == .constant) }
  }
}

/// The adjoint of each node at the end of a pass.
private struct FinalAdjoints {
  private(set) var adjoints: [Int: TraceValue] = [:]
  /// The largest number that was added to each.
  private(set) var largest: [Int: Double] = [:]
  private var visits: [Int: Int] = [:]

  init(_ trace: Trace) {
    for (position, event) in trace.events.enumerated() {
      switch event {
      case .seed(let node, let adjoint): adjoints[node] = adjoint
      case .propagate(let step):
        adjoints[step.to] = step.adjoint
        largest[step.to] = max(largest[step.to] ?? 0, step.contribution.magnitude)
      case .visit(let node, _): if visits[node] == nil { visits[node] = position }
      case .end(let gradients):
        for node in trace.nodes where node.kind == .variable && adjoints[node.id] == nil {
          adjoints[node.id] = gradients[node.name]
        }
      case .blocked, .enqueue, .finish, .evaluate, .tangentSeed, .pushForward, .tangentEnd: break
      }
    }
  }

  /// When a node was visited first.
  func order(_ node: Int) -> Int { visits[node] ?? .max }
}
