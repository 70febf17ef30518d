import Autodiff
import Formulas

/// A graph before and after static optimisation, told as one picture.
public struct OptimizationComparison: Sendable {
  /// The graph as it was recorded.
  public let before: Storyboard
  /// The graph that computes the same.
  public let after: Storyboard
  /// What stands above each of them: "before: 4 operations".
  public let headings: (before: String, after: String)
  /// What was saved, in a line.
  public let verdict: String

  /// Tells two traces beside each other.
  ///
  /// - Parameters:
  ///   - before: a trace of the graph as it was recorded.
  ///   - after: a trace of the optimised graph.
  ///   - savings: what was saved.
  ///   - numbers: how numbers are rounded in what is read aloud.
  ///   - elementsUpTo: arrays of up to so many elements are written by them; nil for the usual sizes.
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
