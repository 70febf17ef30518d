import Formulas
import Testing

@testable import Typesetting

@Suite struct LinesTests {
  private static let x = Formula.symbol(Symbol("x"))
  private static let y = Formula.symbol(Symbol("y"))
  private static let f = Symbol("f")
  private static let mul = Symbol("mul", face: .upright)

  private static let growth: Formula = .chain(
    .partial(f, Symbol("x")),
    [
      .init(.growsBy, .dot(.partial(f, mul), .partial(mul, Symbol("x")))),
      .init(.equals, .times(.number(12), .number(2))), .init(.equals, .number(24)),
    ])
  private static let rule: Formula = .chain(
    .symbol(mul),
    [.init(.equals, .times(x, y)), .init(.implies, .equality(.partial(mul, Symbol("x")), y, .number(2)))])

  private static func sum(_ count: Int) -> Formula {
    (1..<count).reduce(.symbol(Symbol("x_0"))) { .plus($0, .symbol(Symbol("x_\($1)"))) }
  }

  /// Breaks a formula and compares the lines with its parts.
  private func expectLines(
    _ formula: Formula, within width: Double, are parts: [Formula],
    _ location: SourceLocation = #_sourceLocation
  ) {
    let set = lines(of: formula, size: 10, within: width)
    let expected = parts.map { typeset($0, size: 10).glyphs.map(\.glyph) }
    #expect(set.map { $0.typeset.glyphs.map(\.glyph) } == expected, sourceLocation: location)
    #expect(set.allSatisfy { $0.width <= width }, sourceLocation: location)
  }

  @Test func whatFitsStaysInOneLine() {
    for formula in [Self.growth, Self.rule, Self.sum(3), .words("end of path")] {
      let whole = typeset(formula, size: 10)
      #expect(
        lines(of: formula, size: 10, within: whole.width) == [TypesetLine(typeset: whole, indent: 0)])
    }
  }

  @Test func statementsArePartedFirst() {
    let other: Formula = .equality(.plus(.number(-0.99), .number(24)), .number(23.01))
    let both: Formula = .statements([Self.growth, other])
    expectLines(both, within: typeset(both, size: 10).width - 1, are: [Self.growth, other])
    expectLines(both, within: 160, are: [Self.growth, other])
  }

  @Test func thenAnImplicationOpensALine() {
    expectLines(
      Self.rule, within: typeset(Self.rule, size: 10).width - 1,
      are: [
        .equality(.symbol(Self.mul), .times(Self.x, Self.y)),
        .phrase([.chain(.phrase([]), [.init(.implies, .equality(.partial(Self.mul, Symbol("x")), Self.y, .number(2)))])]
        ),
      ])
  }

  @Test func relationsAlignUnderTheFirst() throws {
    let set = lines(of: Self.growth, size: 10, within: 110)
    #expect(set.count == 2)
    let (first, second) = (try #require(set.first), try #require(set.last))
    // The plus of += is the glyph right of the first fraction; nothing is left before the sign of a new line.
    let plus = GlyphStore.shared.glyph("+", .roman, level: 0)
    let relation = try #require(first.typeset.glyphs.first { $0.glyph == plus })
    #expect(isClose(second.indent, relation.x))
    #expect(second.typeset.glyphs.map(\.x).min() == 0)
    #expect(set.allSatisfy { $0.width <= 110 })
  }

  @Test func relationWithoutRoomIsIndentedByAQuad() throws {
    let long: Formula = .equality(Self.sum(6), Self.sum(6))
    let half = typeset(Self.sum(6), size: 10).width
    let set = lines(of: long, size: 10, within: half + 30)
    #expect(set.count == 2)
    #expect(set.map(\.indent) == [0, 10])
  }

  @Test func sumIsPartedAtItsSignsUnderTheRightSide() throws {
    let set = lines(of: .equality(Self.y, Self.sum(20)), size: 10, within: 200)
    #expect(set.count == 3)
    let first = try #require(set.first?.typeset)
    #expect(set.dropFirst().allSatisfy { isClose($0.indent, first.glyphs[2].x) })
    let plus = GlyphStore.shared.glyph("+", .roman, level: 0)
    #expect(set.dropFirst().allSatisfy { $0.typeset.glyphs.first?.glyph == plus })
  }

  @Test func linesAreFewAndEvenlyFilled() {
    for width in stride(from: 60.0, through: 400, by: 17) {
      let set = lines(of: Self.sum(30), size: 10, within: width)
      let whole = typeset(Self.sum(30), size: 10).width
      #expect(Double(set.count) <= (whole / (width - 45)).rounded(.up), "\(width)")
      let widths = set.map(\.width)
      #expect((widths.max() ?? 0) - (widths.min() ?? 0) < 45, "\(width): \(widths)")
      #expect(widths.allSatisfy { $0 <= width })
    }
  }

  @Test func leftSideAloneIsNoLine() {
    let formula: Formula = .equality(Self.y, Self.sum(12))
    let set = lines(of: formula, size: 10, within: typeset(formula, size: 10).width - 1)
    #expect(set.count == 2)
    #expect((set.first?.width ?? 0) > 100)
  }

  @Test func delimitersAreBrokenOnlyAsALastResort() {
    let call: Formula = .function(.sin, [Self.sum(12)])
    let outside: Formula = .equality(Self.y, .plus(Self.x, call))
    let width = typeset(call, size: 10).width
    let kept = lines(of: outside, size: 10, within: width + 30)
    #expect(kept.map(\.typeset.glyphs.count) == [3, typeset(call, size: 10).glyphs.count + 1])
    let parted = lines(of: call, size: 10, within: width / 2)
    #expect(parted.count == 3)
    let list: Formula = .list((1...9).map { .number(Double($0)) })
    let comma = GlyphStore.shared.glyph(",", .roman, level: 0)
    let rows = lines(of: list, size: 10, within: 50)
    #expect(rows.count == 2)
    #expect(rows.first?.typeset.glyphs.last?.glyph == comma)
  }

  @Test func brokenLinesKeepTheirSpacing() {
    let formulas = [
      Self.growth, Self.rule, Self.sum(12), .equality(Self.y, .function(.max, [Self.sum(5), .negative(Self.x)])),
      .phrase([.words("Variable "), Self.x, .words(": end of path, "), Self.growth]),
    ]
    for formula in formulas {
      let whole = typeset(formula, size: 10)
      for width in stride(from: 20.0, through: 200, by: 15) {
        var rest = whole.glyphs[...]
        for line in lines(of: formula, size: 10, within: width) {
          let part = rest.prefix(line.typeset.glyphs.count)
          let shift = (part.first?.x ?? 0) - (line.typeset.glyphs.first?.x ?? 0)
          for (inLine, inWhole) in zip(line.typeset.glyphs, part) {
            #expect(inLine.glyph == inWhole.glyph)
            #expect(isClose(inLine.x + shift, inWhole.x) && isClose(inLine.y, inWhole.y))
          }
          rest = rest.dropFirst(part.count)
        }
        #expect(rest.isEmpty)
      }
    }
  }

  @Test func powerOfTenKeepsToItsDigits() {
    for width in stride(from: 20.0, through: 80, by: 5) {
      let set = lines(of: .equality(Self.y, .number(1.235e-9)), size: 10, within: width)
      #expect(set.count <= 2)
    }
  }

  @Test func unbreakableFormulaStaysTooWide() {
    let fraction: Formula = .fraction(Self.sum(20), Self.y)
    #expect(lines(of: fraction, size: 10, within: 50).count == 1)
    let set = lines(of: .plus(Self.x, fraction), size: 10, within: 50)
    #expect(set.count == 2 && set.last?.indent == 0)
  }

  @Test(arguments: [0, -1, 1e-9, Double.infinity, -.infinity, .nan])
  func anyWidthIsTaken(width: Double) {
    for formula in [Self.growth, .words("two words"), .phrase([]), .words(" ")] {
      let count = lines(of: formula, size: 10, within: width).flatMap(\.typeset.glyphs).count
      #expect(count == typeset(formula, size: 10).glyphs.count)
    }
    #expect(!lines(ofText: "two words", size: 10, face: .sans, within: width).isEmpty)
  }

  @Test func wordsArePartedAtSpaces() throws {
    let text = "Three variables, one backward pass, and a title in words that is rather long"
    for face in TextFace.allCases {
      let set = lines(ofText: text, size: 20, face: face, within: 250)
      #expect(set.count == 3)
      #expect(set.allSatisfy { $0.width <= 250 && $0.width > 150 })
      #expect(areAlike(try #require(set.first), typeset(text: "Three variables, one", size: 20, face: face)))
    }
    #expect(lines(ofText: "", size: 20, face: .sans, within: 250).count == 1)
    let set = lines(ofText: "an unbreakable\u{A0}word\u{202F}or two", size: 10, face: .roman, within: 20)
    let words = ["an", "unbreakable\u{A0}word\u{202F}or", "two"].map { typeset(text: $0, size: 10, face: .roman) }
    #expect(set.count == 3 && zip(set, words).allSatisfy(areAlike))
  }

  @Test func spacesAtABreakAreLeftOutHoweverMany() {
    let set = lines(ofText: "one   \n two", size: 10, face: .sans, within: 30)
    let words = ["one", "two"].map { typeset(text: $0, size: 10, face: .sans) }
    #expect(set.count == 2 && zip(set, words).allSatisfy(areAlike))
  }

  @Test func longSumIsBroken() {
    let set = lines(of: Self.sum(1000), size: 10, within: 300)
    #expect(set.flatMap(\.typeset.glyphs).count == typeset(Self.sum(1000), size: 10).glyphs.count)
    #expect(set.allSatisfy { $0.width <= 300 })
  }
}
