import Formulas

extension Typesetter {
  /// Sets something between delimiters that grow with it (rule 19 of Appendix G).
  func fence(_ open: String, _ inner: Notation, _ close: String, _ style: Style) -> Box {
    fence(open, list(inner, style), close, style)
  }

  /// Puts delimiters beside a box, as tall as it asks for.
  func fence(_ open: String, _ contents: Box, _ close: String, _ style: Style) -> Box {
    let (left, right) = delimiters(open, close, around: contents, style)
    var box = left
    box.append(contents)
    box.append(right)
    return box
  }

  /// The delimiters of what they enclose.
  func delimiters(_ open: String, _ close: String, around contents: Box, _ style: Style) -> (Box, Box) {
    let axis = axis(style)
    let reach = 2 * max(contents.height - axis, contents.depth + axis)
    // \delimiterfactor is 901 thousandths, \delimitershortfall 5 pt at 10 pt.
    let target = max(reach * 0.901, reach - 0.5 * size)
    return (delimiter(open, toCover: target, style), delimiter(close, toCover: target, style))
  }

  private func delimiter(_ text: String, toCover target: Double, _ style: Style) -> Box {
    if text.isEmpty || text == "." { return Box(width: nullDelimiterSpace) }
    let scalars = text.unicodeScalars
    guard let scalar = scalars.first, scalars.count == 1 else {
      return TextRun(text, .roman, level: style.level, size: em(style)).box
    }
    return centred(stretched(scalar, toCover: target, style), style)
  }

  /// The smallest form of a sign that is as tall as wanted, or the largest there is.
  func stretched(_ sign: Unicode.Scalar, toCover target: Double, _ style: Style) -> Box {
    let store = GlyphStore.shared
    var box = TextRun(String(Character(sign)), .roman, level: style.level, size: em(style)).box
    for level in 1...15 where box.extent < target {
      guard let glyph = store.glyph(sign, .sizes, level: level) else { break }
      box = Box(glyph, size: em(style))
    }
    if box.extent < target, let assembly = GlyphAssembly(of: sign) {
      return assembled(assembly, sign, toCover: target, style)
    }
    return box
  }

  private func assembled(
    _ assembly: GlyphAssembly, _ sign: Unicode.Scalar, toCover target: Double, _ style: Style
  ) -> Box {
    var box = Box()
    for (part, bottom) in assembly.pieces(toCover: target / em(style) * Glyph.unitsPerEm) {
      guard let glyph = GlyphStore.shared.glyph(sign, .parts, level: part.level) else { continue }
      let piece = Box(glyph, size: em(style))
      box.place(piece, x: 0, raised: points(bottom, style))
      box.width = max(box.width, piece.width)
    }
    return box
  }
}
