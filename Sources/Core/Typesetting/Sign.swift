/// A character of the text, or several joined to a ligature: what one glyph is set for.
struct Sign {
  enum Shift { case none, up, down }

  /// The character as it was written.
  let character: Character
  /// The scalar to look up in the font; nil for a character of several scalars.
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
    let letters = [0xC0...0x17F, 0x1A0...0x1B0, 0x386...0x3CE, 0x400...0x4E9, 0x1EA0...0x1EF9] as [ClosedRange<UInt32>]
    return letters.joined().lazy.compactMap(Unicode.Scalar.init).first { Character($0) == character }
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
