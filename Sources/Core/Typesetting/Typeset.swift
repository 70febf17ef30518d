/// A line of mathematics or text as placed outlines.
///
/// Measures are points, the user units of an SVG. The origin is the left end of the baseline, and y
/// grows downward: what stands above the baseline has a negative y.
package struct Typeset: Hashable, Sendable {
  /// The advance: the distance from the origin to whatever follows.
  package let width: Double
  /// The extent above the baseline.
  package let ascent: Double
  /// The extent below the baseline.
  package let descent: Double
  /// The glyphs, in reading order.
  package let glyphs: [PlacedGlyph]
  /// The bars of fractions and radicals.
  package let rules: [PlacedRule]
  /// Characters without a glyph.
  package let fallbacks: [PlacedText]
  /// The cells of an array that is set as a grid, in row-major order.
  package let cells: [PlacedCell]

  init(_ box: Box) {
    width = box.width
    ascent = box.height
    descent = box.depth
    glyphs = box.glyphs
    rules = box.rules
    fallbacks = box.fallbacks
    cells = box.cells
  }
}
