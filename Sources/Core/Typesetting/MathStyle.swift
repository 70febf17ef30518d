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

/// A style and whether superscripts are kept low in it, as beneath a bar.
struct Style: Hashable {
  let math: MathStyle
  let isCramped: Bool

  init(_ math: MathStyle, isCramped: Bool = false) {
    self.math = math
    self.isCramped = isCramped
  }

  /// Which of a glyph's optical sizes is drawn: 0 for text, 1 for scripts, 2 for scripts of scripts.
  var level: Int {
    switch math {
    case .display, .text: 0
    case .script: 1
    case .scriptScript: 2
    }
  }

  var cramped: Style { Style(math, isCramped: true) }
  var superscript: Style { Style(level == 0 ? .script : .scriptScript, isCramped: isCramped) }
  var `subscript`: Style { superscript.cramped }
  var numerator: Style { math == .display ? Style(.text, isCramped: isCramped) : superscript }
  var denominator: Style { numerator.cramped }
}
