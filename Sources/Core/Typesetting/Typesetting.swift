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
///   - leastScript: the least em of scripts of scripts, in points.
///   - hasGrids: whether arrays of numbers are set as grids of cells.
/// - Returns: the outlines, placed from the left end of the baseline.
package func typeset(
  _ notation: Notation, size: Double, style: MathStyle = .text, leastScript: Double = 0, hasGrids: Bool = false
) -> Typeset {
  Typeset(Typesetter(size: size, leastScript: leastScript, hasGrids: hasGrids).list(notation, Style(style)))
}

/// Sets a formula, its numbers rounded to a style.
package func typeset(
  _ formula: Formula, size: Double, style: MathStyle = .text, numbers: NumberStyle = NumberStyle(),
  leastScript: Double = 0, hasGrids: Bool = false
) -> Typeset {
  typeset(formula.notation(numbers), size: size, style: style, leastScript: leastScript, hasGrids: hasGrids)
}

/// Sets running text in one line, kerned and with ligatures.
package func typeset(text: String, size: Double, face: TextFace) -> Typeset {
  Typeset(TextRun(text, face.alphabet, size: size).box)
}
