import Formulas
import Testing

@testable import Typesetting

func italic(_ text: String) -> Notation { .atom(.init(text, .ordinary, .italic)) }
func upright(_ text: String) -> Notation { .atom(.init(text, .ordinary)) }
func binary(_ text: String) -> Notation { .atom(.init(text, .binary)) }
func relation(_ text: String) -> Notation { .atom(.init(text, .relation)) }

/// The width of a notation in ems.
func ems(_ notation: Notation, _ style: MathStyle = .text) -> Double {
  typeset(notation, size: 1, style: style).width
}

/// How far the ink of glyphs reaches, y downward.
func ink(_ glyphs: some Sequence<PlacedGlyph>) -> ClosedRange<Double> {
  var top = Double.infinity
  var bottom = -Double.infinity
  for glyph in glyphs {
    let metrics = GlyphStore.shared.metrics(of: glyph.glyph)
    top = min(top, glyph.y - metrics.height * glyph.size / Glyph.unitsPerEm)
    bottom = max(bottom, glyph.y + metrics.depth * glyph.size / Glyph.unitsPerEm)
  }
  return top <= bottom ? top...bottom : 0...0
}

/// Equal but for the rounding of doubles.
func isClose(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 1e-9 }

/// The same glyphs at the same places, but for the rounding of doubles.
func areAlike(_ a: Typeset, _ b: Typeset) -> Bool {
  isClose(a.width, b.width) && a.glyphs.map(\.glyph) == b.glyphs.map(\.glyph)
    && zip(a.glyphs, b.glyphs).allSatisfy { isClose($0.x, $1.x) && isClose($0.y, $1.y) && $0.size == $1.size }
}
