import Formulas
import Testing

@testable import Typesetting

@Suite struct AccentTests {
  private let wide: Notation = .row([italic("x"), binary("+"), italic("y")])

  private func mark(_ set: Typeset) throws -> PlacedGlyph { try #require(set.glyphs.last) }

  /// Widths at 10 pt by pdfTeX's `\wd` of `\hat x`, `{\hat x}_1`, `{\hat f}^2`, `\widehat{x+y}`, `\overline{x+y}`.
  @Test func widthsAreLaTeXs() {
    let hat: Notation = .accent(.hat, italic("x"))
    let measured: [(Notation, Double)] = [
      (hat, 5.715), (.scripts(hat, below: upright("1"), above: nil), 10.201),
      (.scripts(hat, below: upright("1"), above: upright("2")), 10.201),
      (.scripts(.accent(.hat, italic("f")), below: nil, above: upright("2")), 10.458),
      (.accent(.hat, wide), 23.199), (.accent(.bar, wide), 23.199), (.accent(.vec, italic("W")), 10.833),
    ]
    for (notation, width) in measured {
      #expect(abs(typeset(notation, size: 10).width / width - 1) < 0.01, "\(notation.latex)")
    }
  }

  @Test(arguments: Symbol.Accent.allCases, ["x", "f", "W", "θ", "h"])
  func accentStandsAtTheLettersAttachment(accent: Symbol.Accent, letter: String) throws {
    for style in MathStyle.allCases {
      let set = typeset(.accent(accent, italic(letter)), size: 10, style: style)
      let base = try #require(set.glyphs.first)
      let metrics = GlyphStore.shared.metrics(of: base.glyph)
      #expect(isClose(try mark(set).x, metrics.attachment * base.size / 1000))
      #expect(isClose(-(try mark(set).y), max(0, metrics.height - 450) * base.size / 1000))
      #expect(ink(set.glyphs.suffix(1)).upperBound <= ink(set.glyphs.prefix(1)).lowerBound + 0.3)
      #expect(isClose(set.width, typeset(italic(letter), size: 10, style: style).width))
    }
  }

  @Test func tallLetterLiftsAnAccent() throws {
    let low = try mark(typeset(.accent(.hat, italic("x")), size: 10)).y
    let tall = try mark(typeset(.accent(.hat, italic("f")), size: 10)).y
    #expect(low == 0 && tall < -2)
  }

  @Test func overMoreThanALetterItGrows() throws {
    for accent in [Symbol.Accent.hat, .tilde] {
      let narrow = try mark(typeset(.accent(accent, italic("x")), size: 10))
      for inner in [wide, .row([italic("x"), italic("y")])] {
        let set = typeset(.accent(accent, inner), size: 10)
        let width = GlyphStore.shared.metrics(of: try mark(set).glyph).width / 100
        #expect(try mark(set).glyph != narrow.glyph)
        #expect(width > set.width / 2 && width <= set.width)
        #expect(isClose(try mark(set).x, set.width / 2))
      }
    }
    for accent in [Symbol.Accent.dot, .vec] {
      let narrow = try mark(typeset(.accent(accent, italic("x")), size: 10))
      #expect(try mark(typeset(.accent(accent, wide), size: 10)).glyph == narrow.glyph)
    }
  }

  /// 7.830 pt is pdfTeX's height of `\overline{x+y}`.
  @Test func barOverMoreThanALetterIsARule() throws {
    let set = typeset(.accent(.bar, wide), size: 10)
    let rule = try #require(set.rules.first)
    #expect(isClose(rule.width, set.width) && isClose(rule.height, 0.4))
    #expect(abs(set.ascent - 7.830) < 0.01)
    #expect(typeset(.accent(.bar, italic("x")), size: 10).rules.isEmpty)
  }

  @Test func slantedLetterLosesItsDot() throws {
    for (letter, dotless) in [("i", "ı"), ("j", "ȷ")] {
      let set = typeset(.accent(.hat, italic(letter)), size: 10)
      #expect(set.glyphs.first?.glyph == typeset(italic(dotless), size: 10).glyphs.first?.glyph)
    }
  }

  @Test func accentsOnNothingAndOnAccentsAreHarmless() {
    #expect(typeset(.accent(.hat, .row([])), size: 10).width == 0)
    #expect(typeset(.accent(.bar, .row([])), size: 10).width == 0)
    #expect(typeset(.accent(.hat, .accent(.bar, italic("x"))), size: 10).glyphs.count == 3)
    #expect(typeset(.accent(.vec, italic("梯")), size: 10).fallbacks.count == 1)
  }

  @Test func namesWithAccentsAreSetSo() {
    for name in ["x̂", "ŷ", "x̄_1", "ẋ′", "x⃗", "θ̃"] {
      #expect(typeset(.symbol(Symbol(name)), size: 10).fallbacks.isEmpty, "\(name)")
    }
    let word = typeset(.symbol(Symbol("café")), size: 10)
    #expect(word.glyphs.count == 4 && word.fallbacks.isEmpty)
  }
}
