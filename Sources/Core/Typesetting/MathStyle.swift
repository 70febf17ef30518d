/// TeX's styles: how large and how loosely a formula is set (The TeXbook, chapter 17).
public enum MathStyle: Hashable, Sendable, CaseIterable {
  /// On a line of its own: large operators, full-size fractions.
  case display
  /// Within a line of text.
  case text
  /// In a subscript, a superscript, a fraction within a line.
  case script
  /// In the scripts of scripts.
  case scriptScript
}
