import Formulas

extension Typesetter {
  /// Sets a sign or word.
  func atom(_ atom: Notation.Atom, _ style: Style) -> Nucleus {
    if atom.kind == .operator, let operation = largeOperator(atom.text, style) { return operation }
    if atom.kind != .text, let dots = dots(atom.text, style) { return Nucleus(box: dots, isOnTheLine: true) }
    let run = TextRun(sign(atom), alphabet(atom), level: style.level, size: em(style))
    // Running text is not mathematics, and its last letter keeps its overhang.
    if atom.kind == .text { return Nucleus(box: run.box, isOnTheLine: true) }
    let nucleus = Nucleus(
      box: run.box, italicCorrection: run.italicCorrection, isOnTheLine: true, attachment: run.attachment)
    // TeX makes a box of a word. Its scripts are shifted here as a letter's are, so that the exponents of
    // x, mul and 10 are level.
    return run.isSingleGlyph ? nucleus : Nucleus(box: nucleus.closed, isOnTheLine: true)
  }

  /// A sum, product or integral, larger in display style and centred on the axis (rule 13).
  private func largeOperator(_ text: String, _ style: Style) -> Nucleus? {
    guard ["∑", "∏", "∫"].contains(text), let scalar = text.unicodeScalars.first else { return nil }
    let store = GlyphStore.shared
    let large = style.math == .display ? store.glyph(scalar, .sizes, level: 1) : nil
    guard let glyph = large ?? store.glyph(scalar, .roman, level: 0) else { return nil }
    // The font's widths of these hold the overhang, so that it is the subscript that moves.
    var box = centred(Box(glyph, size: em(style)), style)
    let overhang = points(store.metrics(of: glyph).italicCorrection, style)
    box.width -= overhang
    return Nucleus(box: box, italicCorrection: overhang)
  }

  /// A box moved so that its middle is on the axis.
  func centred(_ box: Box, _ style: Style) -> Box {
    let raised = axis(style) - (box.height - box.depth) / 2
    var result = Box(width: box.width)
    result.place(box, x: 0, raised: raised)
    result.height = box.height + raised
    result.depth = box.depth - raised
    return result
  }

  /// The characters of an atom; in mathematics a hyphen is a minus and an asterisk stands on the axis.
  private func sign(_ atom: Notation.Atom) -> String {
    switch (atom.kind, atom.text) {
    case (.binary, "-"): "−"
    case (.binary, "*"), (.ordinary, "*"): "∗"
    default: atom.text
    }
  }

  private func alphabet(_ atom: Notation.Atom) -> Alphabet {
    guard atom.face == .italic, atom.kind != .text else { return .roman }
    let scalars = atom.text.unicodeScalars
    // TeX sets the capitals of Greek upright.
    if scalars.count == 1, let capital = scalars.first, ("Α"..."Ω").contains(capital) { return .roman }
    if scalars.count == 1, let scalar = scalars.first,
      GlyphStore.shared.glyph(scalar, .mathItalic, level: 0) != nil
    {
      return .mathItalic
    }
    return atom.text.contains { $0.isLetter } ? .textItalic : .roman
  }
}
