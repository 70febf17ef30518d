import Autodiff
import Formulas

/// Two graphs side by side, and whether they compute the same, for one picture.
public struct GraphPair: Sendable {
  /// The first graph.
  public let first: Storyboard
  /// The second graph.
  public let second: Storyboard
  /// The headings of the graphs.
  public let headings: (first: String, second: String)
  /// Whether a heading is set as mathematics where its graph has a formula and no title.
  package let prefersFormulas: Bool
  /// Whether value and gradients are the same, or which differ, or what else is told of both, in a line.
  public let verdict: String

  /// Compares two traces.
  ///
  /// - Parameters:
  ///   - first: the trace of one graph.
  ///   - second: the trace of another.
  ///   - headings: a heading for each; nil for their titles.
  ///   - numbers: the rounding of numbers in the verdict and in text for screen readers.
  ///   - elementsUpTo: the most elements of an array that is written out; nil for the usual sizes.
  ///   - literalsInside: whether numbers that are used once stand inside their operations.
  ///   - verdict: the line beneath them; nil for whether value and gradients are the same.
  public init(
    _ first: Trace, _ second: Trace, headings: (first: String, second: String)? = nil,
    numbers: NumberStyle = NumberStyle(), elementsUpTo: Int? = nil, literalsInside: Bool = false,
    verdict: String? = nil
  ) {
    self.first = Storyboard(
      first, numbers: numbers, tellsSteps: false, elementsUpTo: elementsUpTo, literalsInside: literalsInside)
    self.second = Storyboard(
      second, numbers: numbers, tellsSteps: false, elementsUpTo: elementsUpTo, literalsInside: literalsInside)
    prefersFormulas = headings == nil
    let headings = headings ?? (first.title, second.title)
    self.headings = (headings.first.cut(to: 60), headings.second.cut(to: 60))
    self.verdict = verdict ?? TraceAgreement(first, second, headings: self.headings, numbers: numbers).sentence
  }

  /// Both graphs in words.
  public var spoken: String {
    Words.pair((headings.first, first.spokenGraph), (headings.second, second.spokenGraph), verdict)
  }
}

extension String {
  /// At most so many characters; what is longer ends with `…`.
  fileprivate func cut(to length: Int) -> String { count > length ? String(prefix(length - 1)) + "…" : self }
}
