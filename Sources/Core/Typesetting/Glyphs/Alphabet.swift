/// The sets of glyphs, by the numbers that `bake.py` gives them.
enum Alphabet: UInt32 {
  /// Upright letters and all signs of mathematics.
  case roman
  /// Single slanted letters.
  case mathItalic
  /// Slanted letters of words.
  case textItalic
  /// Letters without serifs.
  case sans
  /// Larger forms of delimiters and operators; the level counts them from 1.
  case sizes
  /// Pieces of which the largest delimiters are put together; the level tells them apart.
  case parts
  /// Accents, whose origin is what stands over the letter's attachment; the level counts wider forms from 0.
  case accents

  /// The alphabet to fall back on for a character that this one lacks.
  var next: Alphabet? {
    switch self {
    case .textItalic: .mathItalic
    case .mathItalic, .sans: .roman
    case .roman, .sizes, .parts, .accents: nil
    }
  }
}
