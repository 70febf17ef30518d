/// A glyph at its place.
public struct PlacedGlyph: Hashable, Sendable {
  /// Which glyph.
  public let glyph: Glyph.ID
  /// The left end of the glyph's baseline.
  public internal(set) var x: Double
  /// The height of the glyph's baseline, downward.
  public internal(set) var y: Double
  /// The size of an em, in points.
  public let size: Double
}

/// A filled rectangle.
public struct PlacedRule: Hashable, Sendable {
  /// The left edge.
  public internal(set) var x: Double
  /// The upper edge, downward.
  public internal(set) var y: Double
  /// The width.
  public let width: Double
  /// The height.
  public let height: Double
}

/// Characters that are not among the glyphs, to be drawn with whatever font the reader has.
public struct PlacedText: Hashable, Sendable {
  /// The characters.
  public let text: String
  /// The left end of the baseline.
  public internal(set) var x: Double
  /// The height of the baseline, downward.
  public internal(set) var y: Double
  /// The size of an em, in points.
  public let size: Double
  /// The room left for it: an estimate.
  public let width: Double
}
