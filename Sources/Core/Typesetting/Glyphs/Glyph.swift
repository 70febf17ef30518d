/// The outlines that everything is drawn with: Latin Modern, see `NOTICE.md`.
package enum Glyph {
  /// The number of a glyph, small and the same in every run.
  package typealias ID = Int

  /// The font units in an em.
  package static let unitsPerEm = 1000.0

  /// A glyph's outline as SVG path data, in font units with y downward.
  ///
  /// A glyph of size s at (x, y) is drawn by `translate(x y) scale(s/1000)`, without a flip. Empty for a
  /// number that is no glyph's.
  package static func outline(_ glyph: ID) -> String {
    var bytes: [UInt8] = []
    appendOutline(of: glyph, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends a glyph's outline to a buffer, as ``outline(_:)`` has it.
  package static func appendOutline(of glyph: ID, to buffer: inout [UInt8]) {
    guard let range = GlyphStore.shared.outlineRange(of: glyph) else { return }
    LatinModern.outlines.withUTF8Buffer { bytes in
      guard range.upperBound <= bytes.count else { return }
      buffer.append(contentsOf: bytes[range])
    }
  }

  /// The measures of a glyph in font units.
  struct Metrics {
    var width = 0.0
    /// The overhang of a slanted letter on its upper right.
    var italicCorrection = 0.0
    var height = 0.0
    var depth = 0.0
    /// The position of an accent's middle.
    var attachment = 0.0
    var isDrawn = false
  }
}
