import Formulas
import Testing

private let a = Formula.symbol(Symbol("a"))
private let b = Formula.symbol(Symbol("b"))
private let c = Formula.symbol(Symbol("c"))
private let d = Formula.symbol(Symbol("d"))
private let x = Symbol("x")

@Suite struct PlainTextTests {
  @Test(
    arguments: [
      (.plus(a, .negative(b)), "a + (−b)"), (.plus(a, .number(-2)), "a + (−2)"), (.minus(a, .number(-2)), "a − (−2)"),
      (.times(.number(1), .number(-0.99)), "1 × (−0.99)"), (.times(.number(-0.99), .number(2)), "−0.99 × 2"),
      (.dot(.number(2), a), "2 · a"), (.negative(a), "−a"), (.negative(.plus(a, b)), "−(a + b)"),
      (.negative(.negative(a)), "−(−a)"), (.negative(.number(-2)), "−(−2)"), (.negative(.times(a, b)), "−a × b"),
      (.negative(.power(a, b)), "−a^b"), (.plus(.negative(a), b), "−a + b"), (.times(.negative(a), b), "(−a) × b"),
    ] as [(Formula, String)])
  func minusIsNeverBesideAnotherSign(formula: Formula, text: String) {
    #expect(formula.text() == text)
  }

  @Test(
    arguments: [
      (.plus(.plus(a, b), c), "a + b + c"), (.plus(a, .plus(b, c)), "a + (b + c)"),
      (.minus(a, .plus(b, c)), "a − (b + c)"),
      (.minus(a, .minus(b, c)), "a − (b − c)"), (.minus(.minus(a, b), c), "a − b − c"),
      (.plus(a, .times(b, c)), "a + b × c"),
      (.times(.plus(a, b), c), "(a + b) × c"), (.times(a, .plus(b, c)), "a × (b + c)"),
      (.times(a, .times(b, c)), "a × b × c"),
      (.dot(.minus(a, b), .minus(c, d)), "(a − b) · (c − d)"), (.plus(a, .fraction(b, c)), "a + b/c"),
      (.times(.function(.sin, [a]), b), "sin(a) × b"), (.function(.max, [a, .plus(b, c)]), "max(a, b + c)"),
      (.absolute(.minus(a, b)), "|a − b|"), (.root(a), "√a"), (.root(.plus(a, b)), "√(a + b)"),
      (.total(.plus(a, b)), "∑(a + b)"), (.total(a), "∑a"),
    ] as [(Formula, String)])
  func parenthesesStandWhereTheyAreNeeded(formula: Formula, text: String) {
    #expect(formula.text() == text)
  }

  @Test(
    arguments: [
      (.power(a, b), "a^b"), (.power(.plus(a, b), c), "(a + b)^c"), (.power(a, .plus(b, c)), "a^(b + c)"),
      (.power(.power(a, b), c), "(a^b)^c"), (.power(a, .power(b, c)), "a^b^c"), (.power(.times(a, b), c), "(a × b)^c"),
      (.power(.negative(a), .number(2)), "(−a)^2"), (.power(.number(-3), .number(2)), "(−3)^2"),
      (.power(.function(.sin, [a]), .number(2)), "(sin(a))^2"), (.power(.fraction(a, b), c), "(a/b)^c"),
      (.power(.root(a), c), "(√a)^c"), (.power(.absolute(a), c), "|a|^c"),
      (.power(.number(123_456), c), "(1.235 × 10^5)^c"),
      (.power(.symbol(Symbol("x_1")), c), "x_1^c"), (.power(.symbol(Symbol("x′")), c), "x′^c"),
      (.power(.symbol(Symbol("x_1′")), c), "x_1′^c"),
    ] as [(Formula, String)])
  func powersKeepTheirBase(formula: Formula, text: String) {
    #expect(formula.text() == text)
  }

  @Test(
    arguments: [
      (.fraction(a, b), "a/b"), (.fraction(.plus(a, b), c), "(a + b)/c"), (.fraction(a, .times(b, c)), "a/(b × c)"),
      (.fraction(.number(1), .power(.function(.cos, [a]), .number(2))), "1/(cos(a))^2"),
      (.fraction(a, .fraction(b, c)), "a/(b/c)"), (.power(a, .fraction(b, c)), "a^(b/c)"),
      (.root(.fraction(a, b)), "√(a/b)"),
    ] as [(Formula, String)])
  func fractionsStayTogetherOnOneLine(formula: Formula, text: String) {
    #expect(formula.text() == text)
  }

  /// Formulas that mean different things must not be written alike.
  @Test(
    arguments: [
      (.fraction(.fraction(a, b), c), .fraction(a, .fraction(b, c))),
      (.power(a, .fraction(b, c)), .fraction(.power(a, b), c)),
      (.root(.fraction(a, b)), .fraction(.root(a), b)), (.times(.total(a), b), .total(.times(a, b))),
      (.plus(.comparison(.less, a, b), c), .comparison(.less, a, .plus(b, c))),
      (.plus(.piecewise(a, condition: b, otherwise: c), d), .piecewise(a, condition: b, otherwise: .plus(c, d))),
      (.minus(.piecewise(a, condition: b, otherwise: c), d), .piecewise(a, condition: b, otherwise: .minus(c, d))),
      (
        .piecewise(.piecewise(a, condition: b, otherwise: c), condition: d, otherwise: a),
        .piecewise(a, condition: b, otherwise: .piecewise(c, condition: d, otherwise: a))
      ),
      (.negative(.power(a, b)), .power(.negative(a), b)), (.minus(a, .minus(b, c)), .minus(.minus(a, b), c)),
      (.negative(.plus(a, b)), .plus(.negative(a), b)), (.power(.power(a, b), c), .power(a, .power(b, c))),
    ] as [(Formula, Formula)])
  func formulasOfDifferentMeaningAreWrittenDifferently(one: Formula, other: Formula) {
    #expect(one.text() != other.text())
  }

  @Test func arraysSumsAndAccentsAreWritten() {
    let one = Formula.number(1)
    #expect(Formula.matrix([[one, a], [.number(3), .number(4)]]).text() == "[[1, a], [3, 4]]")
    #expect(Formula.matrix([[one, a], [b]]).text() == "[[1, a], [b]]")
    #expect(Formula.matrix([]).text() == "[]")
    #expect(Formula.times(.matrix([[one]]), a).text() == "[[1]] × a")
    #expect(Formula.sum(over: a, of: b).text() == "∑_a b")
    #expect(Formula.sum(over: .equality(a, one), of: .plus(b, c)).text() == "∑_(a = 1) (b + c)")
    #expect(Formula.times(.sum(over: a, of: b), c).text() == "∑_a b × c")
    let sum = Notation.row([.atom(.init("a", .ordinary)), .atom(.init("+", .binary)), .atom(.init("b", .ordinary))])
    #expect(Notation.accent(.hat, sum).text == "(a + b)\u{302}")
  }

  @Test func numbersTakeTheStyle() {
    let formula = Formula.plus(.number(1.23456), .number(-9.87654))
    #expect(formula.text() == "1.235 + (−9.877)")
    #expect(formula.text(NumberStyle(precision: 2)) == "1.2 + (−9.9)")
  }

  @Test func parenthesesFollowTheStyleOfTheNumber() {
    let small = Formula.power(.number(0.000_099_999_96), .number(2))
    #expect(small.text() == "0.0001^2")
    #expect(small.text(NumberStyle(precision: 17)) == "(9.999996 × 10^−5)^2")
    let large = Formula.power(.number(99_999.6), .number(2))
    #expect(large.text() == "(1 × 10^5)^2")
    #expect(large.text(NumberStyle(precision: 17)) == "99999.6^2")
  }

  @Test func notANumberHasNoSign() {
    #expect(Formula.plus(a, .number(.nan)).text() == "a + NaN")
    #expect(Formula.plus(a, .number(-.nan)).text() == "a + NaN")
    #expect(Formula.plus(a, .number(-.infinity)).text() == "a + (−∞)")
    #expect(Formula.plus(a, .number(-0.0)).text() == "a + 0")
  }

  @Test func statementsOfTheChainRule() {
    let slope = Formula.partial(Symbol("f"), x)
    #expect(slope.text() == "∂f/∂x")
    #expect(Formula.partial(Symbol("f"), Symbol("add_0")).text() == "∂f/∂add_0")
    let chain = Formula.chain(
      slope,
      [
        .init(.growsBy, .times(.number(12), .number(2))), .init(.equals, .number(24)),
        .init(.implies, .equality(slope, a)),
      ])
    #expect(chain.text() == "∂f/∂x += 12 × 2 = 24 ⇒ ∂f/∂x = a")
    #expect(Formula.equality(a, b, c).text() == "a = b = c")
    #expect(Formula.statements([.equality(a, b), .equality(c, d)]).text() == "a = b; c = d")
    #expect(Formula.phrase([.words("visit "), a]).text() == "visit a")
    #expect(
      Formula.piecewise(a, condition: .comparison(.lessEqual, b, c), otherwise: d).text() == "(a if b ≤ c, d otherwise)"
    )
    #expect(Formula.comparison(.notEqual, a, b).text() == "a ≠ b")
  }
}
