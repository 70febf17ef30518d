/// Characters set side by side in one alphabet, with ligatures and kerning and no regard to their meaning.
struct TextRun {
  /// What has been set; its width leaves out the last character's italic correction.
  private(set) var box = Box()
  /// The last character's italic correction, in points.
  private(set) var italicCorrection = 0.0
  /// Where an accent on the last character is attached, in points.
  private(set) var attachment: Double?
  /// Whether there is one glyph and nothing else, so that scripts meet its overhang.
  private(set) var isSingleGlyph = false

  init(_ text: String, _ alphabet: Alphabet, level: Int = 0, size: Double) {
    let store = GlyphStore.shared
    let signs = Sign.all(in: text)
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
    // What most fonts leave for a line's tallest and deepest letters.
    box.height = max(box.height, 0.8 * size)
    box.depth = max(box.depth, 0.2 * size)
    missing = ""
  }
}

/// What one glyph, or one character of a fallback, is set for.
private struct Sign {
  enum Shift { case none, up, down }

  /// The character as it was written.
  let character: Character
  /// What to look for in the font; nil for a character of several parts.
  let scalar: Unicode.Scalar?
  /// Whether it stands above or below the line.
  var shift = Shift.none

  /// The signs of a text, its letters joined to ligatures.
  static func all(in text: String) -> [Sign] {
    var signs: [Sign] = []
    signs.reserveCapacity(text.utf8.count)
    for character in text {
      let sign = Sign(character)
      if let left = signs.last, let joined = ligature(left, sign) {
        signs[signs.count - 1] = joined
      } else {
        signs.append(sign)
      }
    }
    return signs
  }

  private init(_ character: Character) {
    self.character = character
    if let ascii = character.asciiValue {
      scalar = Unicode.Scalar(max(ascii, UInt8(ascii: " ")))
    } else if character.isWhitespace {
      scalar = " "
    } else if let first = character.unicodeScalars.first, character.unicodeScalars.count == 1 {
      (scalar, shift) = Self.scripts[first] ?? (first, .none)
    } else {
      scalar = Self.composed(character)
    }
  }

  private init(_ scalar: Unicode.Scalar) {
    character = Character(scalar)
    self.scalar = scalar
  }

  /// The sign of a letter and an accent that follows it as a scalar of its own.
  private static func composed(_ character: Character) -> Unicode.Scalar? {
    // Characters are equal where Unicode calls them canonically equivalent.
    (0xC0...0x17F as ClosedRange<UInt32>).lazy.compactMap(Unicode.Scalar.init)
      .first { Character($0) == character }
  }

  /// The sign that two are joined to, if the fonts have one; ﬀ and i join in turn.
  private static func ligature(_ left: Sign, _ right: Sign) -> Sign? {
    switch (left.scalar, right.scalar) {
    case ("f", "f"): Sign("ﬀ" as Unicode.Scalar)
    case ("f", "i"): Sign("ﬁ" as Unicode.Scalar)
    case ("f", "l"): Sign("ﬂ" as Unicode.Scalar)
    case ("ﬀ", "i"): Sign("ﬃ" as Unicode.Scalar)
    case ("ﬀ", "l"): Sign("ﬄ" as Unicode.Scalar)
    default: nil
    }
  }

  /// The raised and lowered digits and signs of Unicode, `10⁻⁵` and `x₁`.
  private static let scripts: [Unicode.Scalar: (Unicode.Scalar, Shift)] = {
    let plain = "0123456789+−=()n".unicodeScalars
    let raised = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ".unicodeScalars
    let lowered = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙ".unicodeScalars
    var scripts: [Unicode.Scalar: (Unicode.Scalar, Shift)] = [:]
    for (script, scalar) in zip(raised, plain) { scripts[script] = (scalar, .up) }
    for (script, scalar) in zip(lowered, plain) { scripts[script] = (scalar, .down) }
    return scripts
  }()
}

extension Character {
  /// The width of a character in an unknown font, in ems.
  fileprivate var estimatedWidth: Double {
    guard let first = unicodeScalars.first else { return 0 }
    if first.properties.isDefaultIgnorableCodePoint { return 0 }
    if first.properties.isEmojiPresentation { return 1 }
    switch first.value {
    // Hangul, CJK and kana, full-width forms, pictures, the planes of rarer ideographs.
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFF:
      return 1
    default:
      // An emoji may be spelled with a variation selector.
      return unicodeScalars.contains("\u{FE0F}") ? 1 : 0.5
    }
  }
}
