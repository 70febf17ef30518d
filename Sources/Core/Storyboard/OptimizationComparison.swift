import Autodiff
import Formulas

/// A graph before and after static optimisation, for one picture.
public struct OptimizationComparison: Sendable {
  /// The graph as it was recorded.
  public let before: Storyboard
  /// The graph that computes the same.
  public let after: Storyboard
  /// What became of each node of the graph as it was recorded, by its id.
  public let fates: [Optimization.Fate]
  /// The headings of the graphs: "before: 4 operations".
  public let headings: (before: String, after: String)
  /// The savings, in a line.
  public let verdict: String

  /// Compares two traces.
  ///
  /// - Parameters:
  ///   - before: a trace of the graph as it was recorded.
  ///   - after: a trace of the optimised graph.
  ///   - optimization: the difference between them.
  ///   - numbers: the rounding of numbers in text for screen readers.
  ///   - elementsUpTo: the most elements of an array that is written out; nil for the usual sizes.
  public init(
    before: Trace, after: Trace, optimization: Optimization, numbers: NumberStyle = NumberStyle(),
    elementsUpTo: Int? = nil
  ) {
    self.before = Storyboard(before, numbers: numbers, tellsSteps: false, elementsUpTo: elementsUpTo)
    self.after = Storyboard(after, numbers: numbers, tellsSteps: false, elementsUpTo: elementsUpTo)
    fates = optimization.fates
    let savings = optimization.savings
    headings = (Words.before(savings.operationsBefore), Words.after(savings.operationsAfter))
    verdict = savings.description
  }

  /// What became of a node of the graph as it was recorded.
  package func fate(of id: Int) -> Optimization.Fate { fates.indices.contains(id) ? fates[id] : .stays }

  /// What became of a node, in words for screen readers; nil where it stays.
  package func spokenFate(of node: StoryNode) -> String? {
    switch fate(of: node.id) {
    case .stays: return nil
    case .merged(let target, let identity):
      return Words.merged(
        node.spokenName, into: before.node(target)?.spokenName ?? Words.otherNode, by: identity?.name)
    case .folded(let identity): return Words.folded(node.spoken, by: identity?.name)
    case .removed: return Words.removed(node.spokenName)
    }
  }

  /// Both graphs in words.
  public var spoken: String {
    Words.optimization(before.spokenGraph, after.spokenGraph, verdict)
  }
}
