/// A glyph at its place.
package struct PlacedGlyph: Hashable, Sendable {
  /// The number of the glyph.
  package let glyph: Glyph.ID
  /// The left end of the glyph's baseline.
  package internal(set) var x: Double
  /// The height of the glyph's baseline, downward.
  package internal(set) var y: Double
  /// The size of an em, in points.
  package let size: Double
}

/// A filled rectangle.
package struct PlacedRule: Hashable, Sendable {
  /// The left edge.
  package internal(set) var x: Double
  /// The upper edge, downward.
  package internal(set) var y: Double
  /// The width.
  package let width: Double
  /// The height.
  package let height: Double
}

/// Characters that are not among the glyphs, to be drawn with whatever font the reader has.
package struct PlacedText: Hashable, Sendable {
  /// The characters.
  package let text: String
  /// The left end of the baseline.
  package internal(set) var x: Double
  /// The height of the baseline, downward.
  package internal(set) var y: Double
  /// The size of an em, in points.
  package let size: Double
  /// The room left for it: an estimate.
  package let width: Double

  /// The height of a blank above the baseline and its depth beneath it, in ems.
  package static let blank = (height: 1.18, depth: 0.62)
}

/// The outline of a cell of an array that is set as a grid.
package struct PlacedCell: Hashable, Sendable {
  /// The left edge.
  package internal(set) var x: Double
  /// The upper edge, downward.
  package internal(set) var y: Double
  /// The width.
  package let width: Double
  /// The height.
  package let height: Double
}
