import Formulas
import Testing

@testable import Typesetting

@Suite struct RowTests {
  private let x = italic("x")
  private let y = italic("y")
  private var both: Double { ems(x) + ems(y) }

  /// The room between in eighteenths of an em.
  private func room(_ parts: [Notation], _ style: MathStyle = .text) -> Double {
    let units = style == .text ? 18.0 : 18 / 0.7
    return (ems(.row(parts), style) - parts.reduce(0) { $0 + ems($1, style) }) * units
  }

  @Test func classesDecideTheRoom() {
    let log: Notation = .atom(.init("ln", .operator))
    let comma: Notation = .atom(.init(",", .punctuation))
    let fence: Notation = .fenced("(", x, ")")
    #expect(isClose(room([x, y]), 0))
    #expect(isClose(room([x, binary("+"), y]), 8))
    #expect(isClose(room([x, relation("="), y]), 10))
    #expect(isClose(room([x, comma, y]), 3))
    #expect(isClose(room([log, y]), 3))
    #expect(isClose(room([x, log]), 3))
    #expect(isClose(room([log, fence]), 0))
    #expect(isClose(room([fence, binary("·"), fence]), 8))
    #expect(isClose(room([x, .fraction(x, y)]), 0))
  }

  @Test func scriptsDoWithoutMostOfIt() {
    #expect(isClose(room([x, binary("+"), y], .script), 0))
    #expect(isClose(room([x, relation("="), y], .script), 0))
    #expect(isClose(room([x, .atom(.init("ln", .operator)), y], .script), 6))
  }

  @Test func binarySignThatJoinsNothingIsOrdinary() {
    let minus = binary("−")
    #expect(isClose(room([minus, x]), 0))
    #expect(isClose(room([x, minus]), 0))
    #expect(isClose(room([x, relation("="), minus, y]), 10))
    #expect(isClose(room([x, minus, relation("="), y]), 10))
    #expect(isClose(room([x, binary("+"), minus, y]), 8))
    #expect(isClose(room([.atom(.init(",", .punctuation)), minus, y]), 3))
    let negative = ems(.fenced("(", .row([minus, x]), ")"))
    #expect(isClose(negative, ems(upright("(")) + ems(minus) + ems(x) + ems(upright(")"))))
  }

  @Test func roomIsLookedThrough() {
    #expect(isClose(room([x, .space(0.7), relation("⇒"), .space(0.7), y]), 10))
  }

  @Test func signOfGrowthIsATightPair() {
    #expect(isClose(ems(relation("+=")), ems(upright("+")) + ems(upright("="))))
    #expect(isClose(room([x, relation("+="), y]), 10))
  }

  @Test func rowsInRowsAreOneList() {
    let flat: Notation = .row([x, binary("+"), y, relation("="), x])
    let nested: Notation = .row([.row([x, .row([binary("+"), y])]), .row([]), .row([relation("="), x])])
    #expect(typeset(flat, size: 12) == typeset(nested, size: 12))
  }

  @Test func overhangOfALetterIsKeptBeforeAnUprightSign() throws {
    let set = typeset(.row([italic("f"), upright(")")]), size: 10)
    let f = try #require(set.glyphs.first)
    let overhang = GlyphStore.shared.metrics(of: f.glyph).italicCorrection / 100
    #expect(overhang > 1)
    #expect(isClose(set.width, (0.490 + 0.389) * 10 + overhang))
  }

  @Test func minusInANumberStandsCloseToItsDigits() {
    let set = typeset(.number(-0.99), size: 10)
    #expect(set.glyphs.count == 5)
    #expect(isClose(set.width, (0.778 + 3 * 0.5 + 0.278) * 10))
  }

  @Test func nothingIsSetForNothing() {
    for notation: Notation in [.row([]), upright(""), .row([.row([]), upright("")])] {
      let set = typeset(notation, size: 10)
      #expect(set.width == 0 && set.ascent == 0 && set.descent == 0 && set.glyphs.isEmpty)
    }
  }

  @Test func longSumIsSet() {
    var sum = x
    for _ in 0..<2000 { sum = .row([sum, binary("+"), y]) }
    #expect(typeset(sum, size: 10).glyphs.count == 4001)
  }

  @Test func sameInputGivesTheSameOutput() {
    let formula: Formula = .equality(
      .partial(Symbol("f"), Symbol("x_1")), .power(.root(.symbol(Symbol("y"))), .number(1.5e-7)))
    #expect(typeset(formula, size: 13) == typeset(formula, size: 13))
  }
}
