import Typesetting

/// The glyphs a picture uses, as bits.
package struct GlyphSet: Sendable {
  private var words: [UInt64] = []

  /// No glyph.
  package init() {}

  mutating func insert(_ glyph: Glyph.ID) {
    let word = glyph >> 6
    if words.count <= word { words.append(contentsOf: repeatElement(0, count: word + 1 - words.count)) }
    words[word] |= 1 << UInt64(glyph & 63)
  }

  /// Adds the glyphs of another set.
  package mutating func formUnion(_ other: GlyphSet) {
    while words.count < other.words.count { words.append(0) }
    for (index, word) in other.words.enumerated() { words[index] |= word }
  }

  /// The glyphs in ascending order.
  var sorted: [Glyph.ID] {
    words.indices.flatMap { word in
      (0..<64).filter { words[word] & (1 << UInt64($0)) != 0 }.map { word << 6 | $0 }
    }
  }
}
