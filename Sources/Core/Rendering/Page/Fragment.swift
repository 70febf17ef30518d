import Typesetting

/// A drawing that is made once and shown in many frames, whose ids differ by their prefix.
///
/// Equal drawings are the same object, so that two frames are compared by identity.
final class Fragment: Sendable {
  /// A part that changes independently of the others, with its rank among those of the same thing.
  struct Part: Sendable {
    let rank: Int
    let range: Range<Int>
  }

  /// A mark for the prefix of a page's ids; no SVG holds this character.
  static let prefixMark = "\u{0}"

  let bytes: [UInt8]
  let parts: [Part]
  /// The positions of the marks.
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

  /// Writes a range of its bytes.
  func write(_ range: Range<Int>, to buffer: inout SVGBuffer, prefix: String) {
    let marks = range == bytes.indices ? prefixes[...] : prefixes[...].filter(range.contains)[...]
    buffer.write(bytes, range, marks: marks, prefix: prefix)
  }
}
