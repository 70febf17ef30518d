import Formulas
import Testing

@testable import Typesetting

/// Widths at 10 pt that pdfTeX gives for the LaTeX of a formula in Latin Modern.
///
/// Fences are written `\mathopen{}\left( … \right)\mathclose{}` there.
@Suite struct FormulaTests {
  private static let x = Formula.symbol(Symbol("x"))
  private static let y = Formula.symbol(Symbol("y"))
  private static let z = Formula.symbol(Symbol("z"))
  private static let mul = Symbol("mul", face: .upright)
  private static let pow = Symbol("pow", face: .upright)
  private static let f = Symbol("f")

  private static let captions: [(Formula, display: Double, text: Double)] = [
    (
      .chain(
        .symbol(pow),
        [
          .init(.equals, .power(.symbol(mul), z)), .init(.implies, .partial(pow, mul)),
          .init(.equals, .dot(z, .power(.symbol(mul), .minus(z, .number(1))))), .init(.equals, .number(12)),
        ]), 188.187, 183.271
    ),
    (
      .chain(
        .partial(f, Symbol("x")),
        [
          .init(.growsBy, .dot(.partial(f, mul), .partial(mul, Symbol("x")))),
          .init(.equals, .times(.number(12), .number(2))), .init(.equals, .number(24)),
        ]), 155.865, 144.279
    ),
    (.equality(.plus(.number(-0.99), .number(24)), .number(23.01)), 83.889, 83.889),
    (.number(1.235e-5), 55.736, 55.736),
    (.root(.plus(x, y)), 31.533, 31.533),
    (.power(.fraction(.symbol(Symbol("a")), .symbol(Symbol("b"))), .number(2)), 24.116, 20.390),
    (.symbol(Symbol("θ_1′")), 9.180, 9.180),
    (.function(.max, [x, .negative(y)]), 49.748, 49.748),
    (.absolute(.fraction(x, .number(2))), 14.782, 13.601),
    (.root(.fraction(.power(x, .number(2)), .plus(.number(1), y))), 34.884, 26.832),
    (.power(x, .power(y, z)), 14.650, 14.650),
    (.partial(Symbol("loss"), Symbol("rate")), 25.361, 21.176),
    (.symbol(Symbol("f′")), 8.778, 8.778), (.symbol(Symbol("f′′")), 11.083, 11.083),
    (.chain(.symbol(Symbol("a")), [.init(.growsBy, .symbol(Symbol("b")))]), 30.689, 30.689),
    (.function(.sigmoid, [x]), 46.882, 46.882), (.symbol(Symbol("add_0", face: .upright)), 20.597, 20.597),
    (.symbol(Symbol("office")), 22.975, 22.975), (.symbol(Symbol("x_Ω")), 11.924, 11.924),
    (.phrase("ΓΔΘΛΞΠΣΥΦΨΩ".map { .symbol(Symbol(String($0))) }), 80.694, 80.694),
    (.phrase("αβγδεζηθικλμνξοπρσςτυφχψω".map { .symbol(Symbol(String($0))) }), 138.913, 138.913),
    (.phrase("ϵϑϕϖϱ".map { .symbol(Symbol(String($0))) }), 29.661, 29.661),
    (.power(.symbol(Symbol("x")), .symbol(Symbol("…"))), 13.340, 13.340),
    (.power(.symbol(Symbol("x")), .comparison(.notEqual, .symbol(Symbol("a")), .symbol(Symbol("b")))), 20.209, 20.209),
    (.list([x, .symbol(Symbol("…")), y]), 38.804, 38.804),
  ]

  @Test(arguments: captions.indices)
  func widthsAreLaTeXs(index: Int) {
    let (formula, display, text) = Self.captions[index]
    for (style, expected) in [(MathStyle.display, display), (.text, text)] {
      let width = typeset(formula, size: 10, style: style).width
      #expect(abs(width / expected - 1) < 0.01, "\(formula.text()) in \(style): \(width), LaTeX \(expected)")
    }
  }

  @Test func sizesScale() {
    let small = typeset(Self.captions[0].0, size: 10, style: .display)
    let large = typeset(Self.captions[0].0, size: 25, style: .display)
    #expect(isClose(large.width, small.width * 2.5) && isClose(large.ascent, small.ascent * 2.5))
    #expect(large.glyphs.map(\.glyph) == small.glyphs.map(\.glyph))
  }

  @Test func wordsKeepTheirSpaces() {
    let words = "end of path"
    #expect(typeset(Formula.words(words), size: 10) == typeset(text: words, size: 10, face: .roman))
  }

  @Test func numbersFollowTheirStyle() {
    let precise = typeset(Formula.number(1.23456), size: 10, numbers: NumberStyle(precision: 6))
    #expect(precise.glyphs.count == 7)
    #expect(typeset(Formula.number(1.23456), size: 10).glyphs.count == 5)
  }
}
