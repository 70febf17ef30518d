import Formulas

/// Characters set side by side in one alphabet, with ligatures and kerning and no regard to their meaning.
struct TextRun {
  /// The outlines; the width leaves out the last character's italic correction.
  private(set) var box = Box()
  /// The last character's italic correction, in points.
  private(set) var italicCorrection = 0.0
  /// The point at which an accent is attached to the last character, in points from the left.
  private(set) var attachment: Double?
  /// Whether there is one glyph and nothing else, so that scripts meet its overhang.
  private(set) var isSingleGlyph = false

  init(_ text: String, _ alphabet: Alphabet, level: Int = 0, size: Double) {
    let store = GlyphStore.shared
    let signs = Sign.all(in: text)
    box.glyphs.reserveCapacity(signs.count)
    var previous: (scalar: Unicode.Scalar, alphabet: Alphabet)?
    var missing = ""
    for sign in signs {
      let small = sign.shift == .none ? level : level + 1
      guard let scalar = sign.scalar, let found = store.nearest(scalar, alphabet, level: small) else {
        missing.append(sign.character)
        previous = nil
        italicCorrection = 0
        continue
      }
      addFallback(&missing, size: size)
      let metrics = store.metrics(of: found.glyph)
      italicCorrection = metrics.italicCorrection * size / Glyph.unitsPerEm
      attachment = box.width + metrics.attachment * size / Glyph.unitsPerEm
      guard sign.shift == .none else {
        addScript(found.glyph, sign.shift, size: size)
        previous = nil
        continue
      }
      if let previous, previous.alphabet == found.alphabet {
        box.width += Kerning.units(previous.scalar, scalar, found.alphabet) * size / Glyph.unitsPerEm
      }
      box.append(found.glyph, metrics, size: size)
      previous = (scalar, found.alphabet)
    }
    addFallback(&missing, size: size)
    isSingleGlyph = signs.count == 1 && box.fallbacks.isEmpty
  }

  /// Sets a raised or lowered digit, sized and shifted as a script is.
  private mutating func addScript(_ glyph: Glyph.ID, _ shift: Sign.Shift, size: Double) {
    let units =
      shift == .up ? LatinModern.Constants.superscriptShiftUp : -LatinModern.Constants.loneSubscriptShiftDown
    let small = Box(glyph, size: size * LatinModern.Constants.scriptPercentScaleDown / 100)
    box.append(small, raised: units * size / Glyph.unitsPerEm)
    italicCorrection = 0
  }

  private mutating func addFallback(_ missing: inout String, size: Double) {
    guard !missing.isEmpty else { return }
    let width = missing.reduce(0) { $0 + $1.estimatedWidth } * size
    box.fallbacks.append(PlacedText(text: missing, x: box.width, y: 0, size: size, width: width))
    box.width += width
    // What most fonts leave for a line's tallest and deepest letters; a blank has room for handwriting.
    let isBlank = FormulaSymbol.blank(in: missing) != nil
    box.height = max(box.height, (isBlank ? PlacedText.blank.height : 0.8) * size)
    box.depth = max(box.depth, (isBlank ? PlacedText.blank.depth : 0.2) * size)
    missing = ""
  }
}
