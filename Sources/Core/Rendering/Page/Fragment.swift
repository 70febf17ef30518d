import Typesetting

/// Something that is drawn once and shown in many steps, where ids differ by their prefix.
final class Fragment: Sendable {
  /// What changes independently of the rest, with its rank among the parts of the same thing.
  struct Part: Sendable {
    let rank: Int
    let range: Range<Int>
  }

  /// Stands where the prefix of a page's ids will be; no SVG holds this character.
  static let prefixMark = "\u{0}"

  let bytes: [UInt8]
  let parts: [Part]
  /// Where the marks stand.
  private let prefixes: [Int]
  let glyphs: GlyphSet
  let marks: Set<QueueMark>

  init(_ bytes: [UInt8], _ parts: [Part], _ glyphs: GlyphSet, _ marks: Set<QueueMark>) {
    self.bytes = bytes
    self.parts = parts
    self.glyphs = glyphs
    self.marks = marks
    prefixes = bytes.indices.filter { bytes[$0] == 0 }
  }

  func write(to buffer: inout SVGBuffer, prefix: String) {
    write(bytes.indices, to: &buffer, prefix: prefix)
  }

  /// Writes some of it.
  func write(_ range: Range<Int>, to buffer: inout SVGBuffer, prefix: String) {
    let marks = range == bytes.indices ? prefixes[...] : prefixes[...].filter(range.contains)[...]
    buffer.write(bytes, range, marks: marks, prefix: prefix)
  }
}
