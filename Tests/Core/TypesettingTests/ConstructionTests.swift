import Formulas
import Testing

@testable import Typesetting

@Suite struct ConstructionTests {
  private let x = italic("x")
  private let y = italic("y")

  /// A fraction in fractions, so many deep.
  private func tower(_ depth: Int) -> Notation {
    (0..<depth).reduce(y) { inner, _ in .fraction(inner, .fraction(x, x)) }
  }

  // MARK: Fractions

  @Test(arguments: MathStyle.allCases)
  func barIsOnTheAxisBetweenBothParts(style: MathStyle) throws {
    let set = typeset(.fraction(italic("f"), italic("d")), size: 10, style: style)
    let em = style == .script ? 7.0 : style == .scriptScript ? 5.0 : 10.0
    let bar = try #require(set.rules.first)
    #expect(set.rules.count == 1)
    #expect(isClose(bar.y + bar.height / 2, -0.25 * em))
    #expect(isClose(bar.height, 0.04 * em))
    let gap = (style == .display ? 0.12 : 0.04) * em - 1e-9
    #expect(ink(set.glyphs.prefix(1)).upperBound <= bar.y - gap)
    #expect(ink(set.glyphs.suffix(1)).lowerBound >= bar.y + bar.height + gap)
    #expect(bar.x > 0 && bar.x + bar.width < set.width)
  }

  @Test func partsAreCentredAndSmallerWithinALine() {
    let narrow = typeset(.fraction(upright("1"), upright("1000")), size: 10, style: .display)
    #expect(isClose(narrow.glyphs[0].x + 2.5, narrow.width / 2))
    #expect(narrow.glyphs[0].size == 10)
    #expect(typeset(.fraction(x, y), size: 10).glyphs.map(\.size) == [7, 7])
  }

  // MARK: Scripts

  @Test(arguments: ["x", "f", "d", "T", "pow"], ["1", "y", "g", "−1"])
  func scriptsNeverCollide(base: String, script: String) {
    let set = typeset(
      .scripts(italic(base), below: italic(script), above: italic(script)), size: 10, style: .display)
    let count = script.count
    let below = ink(set.glyphs.dropLast(count).suffix(count))
    let above = ink(set.glyphs.suffix(count))
    #expect(below.lowerBound - above.upperBound >= 1.6 - 1e-9)
    #expect(above.lowerBound < 0 && below.upperBound > 0)
  }

  @Test func superscriptClearsTheOverhangAndASubscriptTucksUnderIt() throws {
    let set = typeset(.scripts(italic("f"), below: upright("0"), above: upright("2")), size: 10)
    let overhang = GlyphStore.shared.metrics(of: set.glyphs[0].glyph).italicCorrection / 100
    #expect(isClose(set.glyphs[2].x - set.glyphs[1].x, overhang))
    #expect(isClose(set.glyphs[1].x, 4.9))
  }

  @Test func shiftsAreTheFonts() {
    let upper = typeset(.scripts(x, below: nil, above: upright("2")), size: 100)
    #expect(isClose(upper.glyphs[1].y, -36.3))
    let lower = typeset(.scripts(x, below: upright("0"), above: nil), size: 100)
    #expect(isClose(lower.glyphs[1].y, 15))
    // pdfTeX lowers the 0 of x_0 by 1.500 pt at 10 pt, and by 2.482 where a 2 stands above it.
    let both = typeset(.scripts(x, below: upright("0"), above: upright("2")), size: 100)
    #expect(abs(both.glyphs[1].y - 24.82) < 1.5)
    let cramped = typeset(.root(.scripts(x, below: nil, above: upright("2"))), size: 100)
    #expect(isClose(cramped.glyphs[2].y, -28.9))
  }

  @Test func exponentsOfLettersWordsAndNumbersAreLevel() {
    let heights = [italic("x"), upright("mul"), upright("10"), italic("rate")].map { base in
      typeset(.scripts(base, below: nil, above: upright("5")), size: 10).glyphs.last?.y
    }
    #expect(Set(heights).count == 1)
  }

  @Test func scriptsOfScriptsAreSmallerStill() {
    let set = typeset(.scripts(x, below: nil, above: .scripts(x, below: nil, above: x)), size: 10)
    #expect(set.glyphs.map(\.size) == [10, 7, 5])
  }

  @Test func scriptOnSomethingTallStandsAtItsCorner() {
    let base: Notation = .fenced("(", .fraction(x, y), ")")
    let set = typeset(.scripts(base, below: nil, above: upright("2")), size: 10, style: .display)
    #expect(set.glyphs[set.glyphs.count - 1].y < -8)
  }

  @Test func emptyScriptIsHarmless() {
    #expect(typeset(.scripts(x, below: nil, above: nil), size: 10) == typeset(x, size: 10))
    #expect(typeset(.scripts(.row([]), below: .row([]), above: upright("2")), size: 10).glyphs.count == 1)
  }

  // MARK: Delimiters

  @Test(arguments: ["(", "[", "{", "|", "‖"], 0...6)
  func delimitersCoverWhatTheyEnclose(delimiter: String, depth: Int) throws {
    let close = ["(": ")", "[": "]", "{": "}"][delimiter] ?? delimiter
    let inner = typeset(tower(depth), size: 10, style: .display)
    let set = typeset(.fenced(delimiter, tower(depth), close), size: 10, style: .display)
    let pieces = set.glyphs.prefix { $0.x == 0 }
    let reach = ink(pieces)
    #expect(isClose((reach.lowerBound + reach.upperBound) / 2, -2.5))
    let needed = 2 * max(inner.ascent - 2.5, inner.descent + 2.5)
    #expect(reach.upperBound - reach.lowerBound >= max(needed * 0.901, needed - 5) - 0.05)
    #expect(set.fallbacks.isEmpty)
  }

  @Test func smallContentKeepsTheSignAsItIs() {
    let plain: Notation = .row([upright("("), x, upright(")")])
    #expect(typeset(.fenced("(", x, ")"), size: 10) == typeset(plain, size: 10))
  }

  @Test func oddDelimitersAreSetAsTheyStand() {
    #expect(typeset(.fenced("max(", x, ""), size: 10).glyphs.count == 5)
    #expect(typeset(.fenced("⟦", x, "⟧"), size: 10).fallbacks.map(\.text) == ["⟦", "⟧"])
  }

  @Test func piecesOverlapAndReachTheHeight() throws {
    let assembly = try #require(GlyphAssembly(of: "("))
    let pieces = assembly.pieces(toCover: 5000)
    for (lower, upper) in zip(pieces, pieces.dropFirst()) {
      #expect(upper.bottom <= lower.bottom + lower.part.advance - 20)
    }
    let last = try #require(pieces.last)
    #expect(last.bottom + last.part.advance >= 5000 - 1e-6)
    #expect(assembly.pieces(toCover: .infinity).count < 600)
    #expect(GlyphAssembly(of: "x") == nil)
  }

  // MARK: Radicals

  @Test(arguments: 0...6)
  func radicalCoversItsContents(depth: Int) throws {
    let inner = typeset(tower(depth), size: 10, style: .display)
    let set = typeset(.root(tower(depth)), size: 10, style: .display)
    let bar = try #require(set.rules.last)
    let sign = ink(set.glyphs.prefix { $0.x == 0 })
    #expect(abs(sign.lowerBound - bar.y) < 0.011)
    #expect(bar.y + bar.height <= -inner.ascent - 0.5)
    #expect(sign.upperBound >= inner.descent - 0.05)
    #expect(isClose(bar.x + bar.width, set.width))
    #expect(set.ascent > -bar.y)
  }

  // MARK: Operators

  @Test func sumIsCentredOnTheAxisAndLargerOnDisplay() {
    let sum: Notation = .atom(.init("∑", .operator))
    for (style, height) in [(MathStyle.text, 10.0), (.display, 14.0)] {
      let reach = ink(typeset(sum, size: 10, style: style).glyphs)
      #expect(isClose(reach.upperBound - reach.lowerBound, height))
      #expect(isClose((reach.upperBound + reach.lowerBound) / 2, -2.5))
    }
  }

  @Test func limitsStandBeneathAndAboveOnDisplay() {
    let sum: Notation = .scripts(.atom(.init("∑", .operator)), below: upright("0"), above: italic("n"))
    let set = typeset(sum, size: 10, style: .display)
    #expect(ink(set.glyphs[1...1]).lowerBound < ink(set.glyphs[0...0]).lowerBound + 20)
    let sign = set.glyphs[0].x...set.glyphs[0].x + 14.44
    #expect(set.glyphs.allSatisfy { sign.contains($0.x) })
    #expect(typeset(sum, size: 10).glyphs.dropFirst().allSatisfy { $0.x > 10 })
  }

  /// Widths at 10 pt by pdfTeX's `\wd`, in display style with limits and in text style with scripts.
  @Test func formulasSumIsLaTeXs() {
    let n = Formula.symbol(Symbol("i"))
    let sum: Formula = .sum(over: n, of: .symbol(Symbol("x")))
    #expect(abs(typeset(sum, size: 10, style: .display).width - 21.826) < 0.1)
    #expect(abs(typeset(sum, size: 10).width - 21.267) < 0.1)
    let from: Formula = .sum(over: .equality(n, .number(1)), of: .symbol(Symbol("x")))
    let limits = typeset(from, size: 10, style: .display)
    #expect(ink(limits.glyphs[1...1]).lowerBound > ink(limits.glyphs[0...0]).upperBound)
    #expect(typeset(.total(.symbol(Symbol("x"))), size: 10).glyphs.count == 2)
  }
}
