/// A style, and whether it is cramped: superscripts stay low in it, as beneath a bar.
struct Style: Hashable {
  let math: MathStyle
  let isCramped: Bool

  init(_ math: MathStyle, isCramped: Bool = false) {
    self.math = math
    self.isCramped = isCramped
  }

  /// The optical size of glyphs: 0 for text, 1 for scripts, 2 for scripts of scripts.
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
