import Formulas

/// The text of a step, as formulas and in words.
public struct Caption: Hashable, Sendable {
  /// The lines, set as mathematics.
  public let lines: [Formula]
  /// A sentence that can be followed without the picture.
  public let spoken: String

  /// The lines as plain text.
  public func text(_ style: NumberStyle) -> String {
    lines.map { $0.text(style) }.joined(separator: "\n")
  }

  /// The lines as LaTeX, each for math mode.
  public func latex(_ style: NumberStyle) -> String {
    lines.map { $0.latex(style) }.joined(separator: " \\\\ ")
  }
}
