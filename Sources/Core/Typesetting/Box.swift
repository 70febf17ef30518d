/// A rectangle on the baseline with the outlines in it.
struct Box {
  var width = 0.0
  var height = 0.0
  var depth = 0.0
  var glyphs: [PlacedGlyph] = []
  var rules: [PlacedRule] = []
  var fallbacks: [PlacedText] = []
  var cells: [PlacedCell] = []

  /// Height and depth together.
  var extent: Double { height + depth }

  /// Draws another box into this one and covers it vertically; the width stays.
  mutating func place(_ box: Box, x: Double, raised: Double = 0) {
    height = max(height, box.height + raised)
    depth = max(depth, box.depth - raised)
    for var glyph in box.glyphs {
      glyph.x += x
      glyph.y -= raised
      glyphs.append(glyph)
    }
    for var rule in box.rules {
      rule.x += x
      rule.y -= raised
      rules.append(rule)
    }
    for var fallback in box.fallbacks {
      fallback.x += x
      fallback.y -= raised
      fallbacks.append(fallback)
    }
    for var cell in box.cells {
      cell.x += x
      cell.y -= raised
      cells.append(cell)
    }
  }

  /// Sets another box to the right of this one.
  mutating func append(_ box: Box, raised: Double = 0) {
    place(box, x: width, raised: raised)
    width += box.width
  }

  /// Draws a bar whose lower edge is at a height.
  mutating func addRule(x: Double, bottom: Double, width: Double, thickness: Double) {
    rules.append(PlacedRule(x: x, y: -bottom - thickness, width: width, height: thickness))
    height = max(height, bottom + thickness)
    depth = max(depth, -bottom)
  }

  /// Sets a glyph to the right of this box.
  mutating func append(_ glyph: Glyph.ID, _ metrics: Glyph.Metrics, size: Double) {
    let scale = size / Glyph.unitsPerEm
    height = max(height, metrics.height * scale)
    depth = max(depth, metrics.depth * scale)
    if metrics.isDrawn { glyphs.append(PlacedGlyph(glyph: glyph, x: width, y: 0, size: size)) }
    width += metrics.width * scale
  }

  /// A single glyph.
  init(_ glyph: Glyph.ID, size: Double) {
    append(glyph, GlyphStore.shared.metrics(of: glyph), size: size)
  }

  /// Empty room.
  init(width: Double = 0) {
    self.width = width
  }
}
