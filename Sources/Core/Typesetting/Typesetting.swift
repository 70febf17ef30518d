import Formulas

/// Sets mathematics by TeX's rules (The TeXbook, Appendix G) and the font's MATH table.
///
/// Rows may be of any length, and nested in rows as deeply as one likes; the stack grows with the nesting
/// of everything else. Takes time linear in the length of the notation.
///
/// - Parameters:
///   - notation: what is written.
///   - size: the em of the surrounding text, in points.
///   - style: display for a formula on its own, text for one within a line.
/// - Returns: the outlines, placed from the left end of the baseline.
public func typeset(_ notation: Notation, size: Double, style: MathStyle = .text) -> Typeset {
  Typeset(Typesetter(size: size).list(notation, Style(style)))
}

/// Sets a formula, its numbers rounded to a style.
public func typeset(
  _ formula: Formula, size: Double, style: MathStyle = .text, numbers: NumberStyle = NumberStyle()
) -> Typeset {
  typeset(formula.notation(numbers), size: size, style: style)
}

/// Sets running text in one line, kerned and with ligatures.
public func typeset(text: String, size: Double, face: TextFace) -> Typeset {
  Typeset(TextRun(text, face.alphabet, size: size).box)
}

/// The faces of running text.
public enum TextFace: Hashable, Sendable, CaseIterable {
  /// With serifs, as in the formulas.
  case roman
  /// Without serifs, for labels.
  case sans

  var alphabet: Alphabet {
    switch self {
    case .roman: .roman
    case .sans: .sans
    }
  }
}

/// Sets notations around a size; its extensions hold one construction each.
struct Typesetter {
  /// The em of the text style, in points.
  let size: Double

  /// The em of a style, in points.
  func em(_ style: Style) -> Double {
    switch style.math {
    case .display, .text: size
    case .script: size * LatinModern.Constants.scriptPercentScaleDown / 100
    case .scriptScript: size * LatinModern.Constants.scriptScriptPercentScaleDown / 100
    }
  }

  /// Font units at the size of a style, in points.
  func points(_ units: Double, _ style: Style) -> Double {
    units / Glyph.unitsPerEm * em(style)
  }

  /// The height of the middle of a plus or a bar (AxisHeight).
  func axis(_ style: Style) -> Double {
    points(LatinModern.Constants.axisHeight, style)
  }

  /// The room beside a fraction and in place of a missing delimiter: \nulldelimiterspace, 1.2 pt at 10 pt.
  var nullDelimiterSpace: Double { 0.12 * size }
}
