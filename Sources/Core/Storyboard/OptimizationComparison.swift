import Autodiff
import Formulas

/// A graph before and after static optimisation, for one picture.
public struct OptimizationComparison: Sendable {
  /// The graph as it was recorded.
  public let before: Storyboard
  /// The graph that computes the same.
  public let after: Storyboard
  /// The headings of the graphs: "before: 4 operations".
  public let headings: (before: String, after: String)
  /// The savings, in a line.
  public let verdict: String

  /// Compares two traces.
  ///
  /// - Parameters:
  ///   - before: a trace of the graph as it was recorded.
  ///   - after: a trace of the optimised graph.
  ///   - savings: the difference between them.
  ///   - numbers: the rounding of numbers in text for screen readers.
  ///   - elementsUpTo: the most elements of an array that is written out; nil for the usual sizes.
  public init(
    before: Trace, after: Trace, savings: Savings, numbers: NumberStyle = NumberStyle(), elementsUpTo: Int? = nil
  ) {
    self.before = Storyboard(before, numbers: numbers, tellsSteps: false, elementsUpTo: elementsUpTo)
    self.after = Storyboard(after, numbers: numbers, tellsSteps: false, elementsUpTo: elementsUpTo)
    func operations(_ count: Int) -> String { "\(count) operation\(count == 1 ? "" : "s")" }
    headings = (
      "before: \(operations(savings.operationsBefore))", "after: \(operations(savings.operationsAfter))"
    )
    verdict = savings.description
  }

  /// Both graphs in words.
  public var spoken: String {
    "Before: \(before.spokenGraph) After: \(after.spokenGraph) Static optimisation: \(verdict)."
  }
}
