/// The measures of all glyphs, read from the baked table when the first one is asked for.
///
/// Outlines are not read: they are copied as they stand.
struct GlyphStore: Sendable {
  static let shared = GlyphStore()

  private struct Record {
    let metrics: Glyph.Metrics
    let outline: Range<Int>
  }

  /// Ascending up to the rarer letters, and from there, so that a glyph is found by bisection; a glyph's number is its
  /// place.
  private var keys: [UInt32] = []
  /// The place of the first of the rarer letters.
  private var rare = 0
  private var records: [Record] = []
  /// The glyphs of ASCII's characters, by alphabet, level and code; -1 for none.
  private var ascii = [Int16](repeating: -1, count: 8 * 16 * 0x80)

  private init() {
    LatinModern.metrics.withUTF8Buffer { bytes in
      var fields = Fields(bytes)
      var start = 0
      keys.reserveCapacity(2000)
      records.reserveCapacity(2000)
      while let alphabet = fields.next(), let level = fields.next(), let scalar = fields.next(radix: 16),
        let width = fields.next(), let correction = fields.next(), let height = fields.next(),
        let depth = fields.next(), let attachment = fields.next(), let length = fields.next()
      {
        let key = Self.key(UInt32(alphabet), UInt32(level), UInt32(scalar))
        if let last = keys.last, key < last { rare = keys.count }
        let place = Self.place(UInt32(alphabet), UInt32(level), UInt32(scalar))
        if let place, ascii[place] < 0 { ascii[place] = Int16(truncatingIfNeeded: keys.count) }
        keys.append(key)
        let metrics = Glyph.Metrics(
          width: Double(width), italicCorrection: Double(correction), height: Double(height),
          depth: Double(depth), attachment: Double(attachment), isDrawn: length > 0)
        records.append(Record(metrics: metrics, outline: start..<start + length))
        start += length + 1
      }
    }
  }

  private static func key(_ alphabet: UInt32, _ level: UInt32, _ scalar: UInt32) -> UInt32 {
    alphabet << 28 | level << 24 | scalar
  }

  /// The place of one of ASCII's characters in ``ascii``; nil for any other character.
  private static func place(_ alphabet: UInt32, _ level: UInt32, _ scalar: UInt32) -> Int? {
    guard scalar < 0x80, alphabet < 8, level < 16 else { return nil }
    return Int(alphabet << 11 | level << 7 | scalar)
  }

  /// The number of glyphs.
  var count: Int { keys.count }

  /// The measures of a glyph, zero for a number that is no glyph's.
  func metrics(of glyph: Glyph.ID) -> Glyph.Metrics {
    records.indices.contains(glyph) ? records[glyph].metrics : Glyph.Metrics()
  }

  /// The range of a glyph's outline in the baked table.
  func outlineRange(of glyph: Glyph.ID) -> Range<Int>? {
    records.indices.contains(glyph) ? records[glyph].outline : nil
  }

  /// The glyph of exactly this alphabet and level, by bisection.
  func glyph(_ scalar: Unicode.Scalar, _ alphabet: Alphabet, level: Int) -> Glyph.ID? {
    let level = UInt32(truncatingIfNeeded: level & 15)
    if let place = Self.place(alphabet.rawValue, level, scalar.value) {
      let glyph = ascii[place]
      return glyph < 0 ? nil : Glyph.ID(glyph)
    }
    let key = Self.key(alphabet.rawValue, level, scalar.value)
    for part in [0..<rare, rare..<keys.count] {
      let place = keys[part].bisect { $0 < key }
      if place < part.upperBound, keys[place] == key { return place }
    }
    return nil
  }

  /// The glyph for a character at an optical size, from the alphabet or the next that has it.
  func nearest(
    _ scalar: Unicode.Scalar, _ alphabet: Alphabet, level: Int
  ) -> (glyph: Glyph.ID, alphabet: Alphabet)? {
    var wanted: Alphabet? = alphabet
    while let alphabet = wanted {
      for level in stride(from: level, through: 0, by: -1) {
        if let glyph = glyph(scalar, alphabet, level: level) { return (glyph, alphabet) }
      }
      // Of the rarer letters only the slanted ones of words are there.
      if alphabet == .mathItalic, scalar.value > 0x3FF || (0xC0...0x24F).contains(scalar.value),
        let glyph = glyph(scalar, .textItalic, level: 0)
      {
        return (glyph, .textItalic)
      }
      wanted = alphabet.next
    }
    return nil
  }
}
