import Formulas

/// The text of a step, as formulas and in words.
public struct Caption: Hashable, Sendable {
  /// The lines, set as mathematics.
  public let lines: [Formula]
  /// A sentence that can be followed without the picture.
  public let spoken: String
  /// The same sentence for the eye, its mathematics as formulas.
  package let prose: Formula

  /// A caption; its sentence for the eye is the lines, unless there is one.
  init(lines: [Formula], spoken: String, prose: [Formula]? = nil) {
    (self.lines, self.spoken) = (lines, spoken)
    self.prose = prose.map(Formula.phrase) ?? .statements(lines)
  }

  /// The lines as plain text.
  public func text(_ style: NumberStyle) -> String {
    lines.map { $0.text(style) }.joined(separator: "\n")
  }

  /// The lines as LaTeX, each for math mode.
  public func latex(_ style: NumberStyle) -> String {
    lines.map { $0.latex(style) }.joined(separator: " \\\\ ")
  }
}
