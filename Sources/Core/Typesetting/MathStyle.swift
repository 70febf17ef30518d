/// TeX's styles: how large and how loosely a formula is set (The TeXbook, chapter 17).
package enum MathStyle: Hashable, Sendable, CaseIterable {
  /// On a line of its own: large operators, full-size fractions.
  case display
  /// Within a line of text.
  case text
  /// For subscripts, superscripts and fractions within a line.
  case script
  /// For the scripts of scripts.
  case scriptScript
}
