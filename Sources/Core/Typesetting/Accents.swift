import Formulas

extension Typesetter {
  /// Sets a mark above something (rule 12 of Appendix G, with the font's points of attachment).
  ///
  /// Over more than a letter a hat and a tilde are as wide as the font has them, and a bar is a rule.
  func accent(_ accent: Symbol.Accent, _ inner: Notation, _ style: Style) -> Nucleus {
    let isLetter = inner.isSingleLetter
    if accent == .bar, !isLetter { return Nucleus(box: overlined(inner, style)) }
    var nucleus: Nucleus
    if isLetter, case .atom(let atom) = inner.withoutDot {
      nucleus = self.atom(atom, style.cramped)
    } else {
      nucleus = Nucleus(box: list(inner, style.cramped))
    }
    let isWide = !isLetter && (accent == .hat || accent == .tilde)
    if let mark = mark(accent, over: isWide ? nucleus.box.width : 0, style) {
      let height = nucleus.box.height
      nucleus.box.place(
        mark, x: nucleus.attachment ?? nucleus.box.width / 2,
        raised: height - min(height, points(LatinModern.Constants.accentBaseHeight, style)))
    }
    return nucleus
  }

  /// The widest form of an accent that is no wider than what is beneath it, its middle at the origin.
  private func mark(_ accent: Symbol.Accent, over width: Double, _ style: Style) -> Box? {
    guard let sign = accent.rawValue.unicodeScalars.first else { return nil }
    let store = GlyphStore.shared
    var mark = store.glyph(sign, .accents, level: 0)
    for level in 1...15 {
      guard let wider = store.glyph(sign, .accents, level: level),
        points(store.metrics(of: wider).width, style) <= width
      else { break }
      mark = wider
    }
    return mark.map { Box($0, size: em(style)) }
  }

  /// Draws a bar over something (rule 9).
  private func overlined(_ inner: Notation, _ style: Style) -> Box {
    typealias Constants = LatinModern.Constants
    var box = list(inner, style.cramped)
    let thickness = points(Constants.overbarRuleThickness, style)
    box.addRule(
      x: 0, bottom: box.height + points(Constants.overbarVerticalGap, style), width: box.width, thickness: thickness)
    box.height += points(Constants.overbarExtraAscender, style)
    return box
  }
}
