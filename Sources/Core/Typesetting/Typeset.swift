/// A line of mathematics or text as placed outlines.
///
/// Measures are points, the user units of an SVG. The origin is the left end of the baseline, and y
/// grows downward: what stands above the baseline has a negative y.
public struct Typeset: Hashable, Sendable {
  /// How far the next thing to the right stands from the origin.
  public let width: Double
  /// How far it reaches above the baseline.
  public let ascent: Double
  /// How far it reaches below the baseline.
  public let descent: Double
  /// The glyphs, in reading order.
  public let glyphs: [PlacedGlyph]
  /// The bars of fractions and radicals.
  public let rules: [PlacedRule]
  /// Characters without a glyph.
  public let fallbacks: [PlacedText]

  init(_ box: Box) {
    width = box.width
    ascent = box.height
    descent = box.depth
    glyphs = box.glyphs
    rules = box.rules
    fallbacks = box.fallbacks
  }
}
