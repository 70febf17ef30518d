import Autodiff

/// A backward pass with a mistake beside the right one: which adjoint comes out wrong first, and what it spoils.
///
/// Both traces are of one graph, with the same ids. What is compared are adjoints, each when it is final, and not events:
/// a pass may go another way and still come to the same.
///
/// ```swift
/// let comparison = MistakeComparison(right: right, wrong: wrong)
/// comparison?.first?.node                 // the id of the node to mark
/// comparison?.infectedSince[3]            // the event of the wrong trace that spoils node 3
/// comparison?.caption?.text()             // "1 instead of 1 + 1"
/// ```
package struct MistakeComparison: Hashable, Sendable {
  /// The mistake of the wrong trace.
  package let mistake: Mistake
  /// The adjoints that come out wrong, in the order in which the wrong pass makes them.
  package let wrong: [WrongAdjoint]
  /// By the id of a node whose adjoint was computed from a wrong one: the position of the event of the wrong trace at
  /// which the first such contribution arrives.
  ///
  /// Its adjoint may come out right all the same, where that contribution is multiplied by 0.
  package let infectedSince: [Int: Int]
  /// Why the wrong pass was cut off, as in ``Trace/cut``; nil where it was not.
  package let cut: String?
  /// Why nothing comes out wrong, a sentence without its full stop; nil where something does, or where the pass was cut
  /// off before it could.
  package let harmless: String?
  /// What went wrong at the first wrong adjoint, a sentence without its full stop; nil where nothing did.
  package let explanation: String?
  /// How the adjoint of that node is written, `∂f/∂x`.
  package let partial: String?

  /// The first adjoint that comes out wrong; nil where none does.
  package var first: WrongAdjoint? { wrong.first }

  /// The nodes whose adjoint was computed from a wrong one, in the order in which the wrong pass spoils them.
  package var infected: [Int] { infectedSince.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { $0.key } }

  /// An adjoint that comes out wrong.
  package struct WrongAdjoint: Hashable, Sendable {
    /// The node's id.
    package let node: Int
    /// The position, in the wrong trace, of the event with which the adjoint is final and wrong.
    package let event: Int
    /// The adjoint as it came out.
    package let found: TraceValue
    /// The adjoint as it is.
    package let right: TraceValue
    /// The contributions of which the right pass adds it up, in their order.
    package let contributions: [TraceValue]
    /// The position of the first element that is wrong, in row-major order; nil for a number, a summary and a wrong shape.
    package let element: Int?

    /// Whether it cannot be right whatever its numbers are, as its shape is not the node's.
    package var hasWrongShape: Bool { found.shape != right.shape }
  }

  /// Compares two traces of one graph.
  ///
  /// - Returns: nil where the second was recorded without a mistake, or is of another graph.
  /// - Complexity: O(*n*) for all elements of all events, besides sorting.
  package init?(right: Trace, wrong: Trace) {
    guard let mistake = wrong.walk, right.walk == nil, right.output == wrong.output, right.nodes == wrong.nodes
    else { return nil }
    self.mistake = mistake
    cut = wrong.cut
    let facts = PassFacts(wrong)
    let differences = MistakeComparison.differences(PassFacts(right), facts, isCut: wrong.cut != nil)
    self.wrong = differences
    infectedSince = mistake == .noUpstream ? [:] : MistakeComparison.infections(differences, in: wrong)
    harmless = differences.isEmpty && wrong.cut == nil ? facts.harmless(mistake, in: wrong) : nil
    explanation = differences.first.map { facts.explanation(mistake, $0, in: wrong) }
    partial = differences.first.map {
      "∂\(wrong.differentiatedName)/∂\(wrong.nodes[$0.node].nameInCaptions(of: wrong))"
    }
  }

  private static func differences(_ right: PassFacts, _ wrong: PassFacts, isCut: Bool) -> [WrongAdjoint] {
    var found: [WrongAdjoint] = []
    for (node, ours) in wrong.adjoints {
      // What a pass that was cut off has not added up yet is neither right nor wrong.
      guard let theirs = right.adjoints[node], !isCut || !ours.isIncomplete else { continue }
      let contributions = right.contributions[node] ?? []
      let largest = (contributions + (wrong.contributions[node] ?? [])).reduce(0) { max($0, $1.magnitude) }
      guard !ours.value.agrees(with: theirs.value, largest: largest) else { continue }
      let element = ours.value.firstWrongElement(beside: theirs.value, largest: largest)
      found.append(
        WrongAdjoint(
          node: node, event: ours.event, found: ours.value, right: theirs.value, contributions: contributions,
          element: element))
    }
    return found.sorted { ($0.event, $0.node) < ($1.event, $1.node) }
  }

  /// Follows wrong adjoints on their way back.
  private static func infections(_ wrong: [WrongAdjoint], in trace: Trace) -> [Int: Int] {
    var wrongSince: [Int: Int] = [:]
    for adjoint in wrong { wrongSince[adjoint.node] = adjoint.event }
    var infected: [Int: Int] = [:]
    for (position, event) in trace.events.enumerated() {
      guard case .propagate(let step) = event, infected[step.to] == nil else { continue }
      let isWrong = wrongSince[step.from].map { $0 <= position } ?? false
      if isWrong || infected[step.from] != nil { infected[step.to] = position }
    }
    return infected
  }
}

extension TraceValue {
  /// The position of the first element that differs, where both are arrays of one shape that have axes.
  fileprivate func firstWrongElement(beside other: TraceValue, largest: Double) -> Int? {
    guard case .array(let shape, _) = self, case .array(shape, _) = other, !shape.isEmpty else { return nil }
    return firstDifference(from: other, largest: largest)
  }
}

extension TraceNode {
  /// The name in captions: the user's, else the label; the output's label.
  func nameInCaptions(of trace: Trace) -> String { id == trace.output && kind == .operation ? label : name }
}
