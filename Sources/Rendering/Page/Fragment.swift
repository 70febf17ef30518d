import Typesetting

/// A part of a picture that is drawn once and shown in many frames, whose ids differ by their prefix.
struct Fragment: Sendable {
  /// Stands where the prefix of a page's ids will be; no SVG holds this character.
  static let prefixMark = "\u{0}"

  private let bytes: [UInt8]
  /// Where the marks stand.
  private let marks: [Int]
  let glyphs: GlyphSet

  init(_ bytes: [UInt8], _ glyphs: GlyphSet) {
    self.bytes = bytes
    self.glyphs = glyphs
    marks = bytes.indices.filter { bytes[$0] == 0 }
  }

  func write(to buffer: inout SVGBuffer, prefix: String) {
    var start = 0
    for mark in marks {
      buffer.write(bytes[start..<mark])
      buffer.write(prefix)
      start = mark + 1
    }
    buffer.write(bytes[start...])
  }
}

/// Which glyphs a picture uses, as bits.
struct GlyphSet: Sendable {
  private var words: [UInt64] = []

  mutating func insert(_ glyph: Glyph.ID) {
    let word = glyph >> 6
    while words.count <= word { words.append(0) }
    words[word] |= 1 << UInt64(glyph & 63)
  }

  mutating func formUnion(_ other: GlyphSet) {
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
