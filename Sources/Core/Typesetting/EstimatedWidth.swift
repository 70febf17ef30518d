extension Character {
  /// The width of a character in an unknown font, in ems.
  var estimatedWidth: Double {
    guard let first = unicodeScalars.first else { return 0 }
    if first.properties.isDefaultIgnorableCodePoint { return 0 }
    if first.properties.isEmojiPresentation { return 1 }
    switch first.value {
    // Hangul, CJK and kana, full-width forms, pictures, the planes of rarer ideographs.
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFF:
      return 1
    // Armenian and Georgian, whose letters are wide.
    case 0x530...0x58F, 0x10A0...0x10FF, 0x1C90...0x1CBF: return 0.72
    default:
      // An emoji may be spelled with a variation selector.
      return unicodeScalars.contains("\u{FE0F}") ? 1 : 0.6
    }
  }
}
