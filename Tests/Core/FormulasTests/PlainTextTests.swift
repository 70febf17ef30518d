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
      (.times(a, .times(b, c)), "a × (b × c)"),
      (.dot(.minus(a, b), .minus(c, d)), "(a − b) · (c − d)"), (.plus(a, .fraction(b, c)), "a + b/c"),
      (.times(.function(.sin, [a]), b), "sin(a) × b"), (.function(.max, [a, .plus(b, c)]), "maximum(a, b + c)"),
      (.absolute(.minus(a, b)), "abs(a − b)"), (.root(a), "sqrt(a)"), (.root(.plus(a, b)), "sqrt(a + b)"),
      (.total(.plus(a, b)), "sum(a + b)"), (.total(a), "sum(a)"), (.times(.total(a), b), "sum(a) × b"),
    ] as [(Formula, String)])
  func parenthesesFollowPrecedence(formula: Formula, text: String) {
    #expect(formula.text() == text)
  }

  @Test(
    arguments: [
      (.power(a, b), "a^b"), (.power(.plus(a, b), c), "(a + b)^c"), (.power(a, .plus(b, c)), "a^(b + c)"),
      (.power(.power(a, b), c), "(a^b)^c"), (.power(a, .power(b, c)), "a^b^c"), (.power(.times(a, b), c), "(a × b)^c"),
      (.power(.negative(a), .number(2)), "(−a)^2"), (.power(.number(-3), .number(2)), "(−3)^2"),
      (.power(.function(.sin, [a]), .number(2)), "(sin(a))^2"), (.power(.fraction(a, b), c), "(a/b)^c"),
      (.power(.root(a), c), "(sqrt(a))^c"), (.power(.absolute(a), c), "(abs(a))^c"),
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
      (.root(.fraction(a, b)), "sqrt(a/b)"),
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
    #expect(Formula.times(.sum(over: a, of: b), c).text() == "(∑_a b) × c")
  }

  @Test(
    arguments: [
      (.elementwise(a, b), "a ⊙ b"), (.matrixProduct(a, b), "a @ b"),
      (.matrixProduct(.matrixProduct(a, b), c), "a @ b @ c"), (.matrixProduct(a, .matrixProduct(b, c)), "a @ (b @ c)"),
      (.elementwise(.matrixProduct(a, b), c), "(a @ b) ⊙ c"), (.matrixProduct(a, .elementwise(b, c)), "a @ (b ⊙ c)"),
      (.matrixProduct(.times(.literal(2), a), b), "(2 × a) @ b"), (.matrixProduct(a, .list([b, c])), "a @ [b, c]"),
      (.transposed(.power(a, b)), "(a^b).T"), (.transposed(.literal(2)), "(2).T"),
      (.power(.transposed(a), b), "(a.T)^b"),
      (.indexed(.power(a, .literal(2)), "0"), "(a^2)[0]"), (.indexed(.function(.sin, [a]), "0:2, 1"), "sin(a)[0:2, 1]"),
      (.named("sum", [a, .keyword("axis", .tuple([.literal(0), .literal(-1)]))]), "sum(a, axis=(0, −1))"),
      (.named("reshape", [a, .tuple([.literal(3)])]), "reshape(a, (3,))"),
      (.named("softmax_cross_entropy", [a, b]), "softmax_cross_entropy(a, b)"),
      (.times(.piecewise(a, condition: b, otherwise: c), .literal(2)), "where(b, a, c) × 2"),
    ] as [(Formula, String)])
  func arraysAreWrittenAsTheyAreTyped(formula: Formula, text: String) {
    #expect(formula.text() == text)
  }

  @Test(
    arguments: [
      (1.00001, "1.00001", "1.00001"), (0.123456, "0.123456", "0.123456"), (12345.6, "12345.6", "12345.6"),
      (1e300, "10^300", "10³⁰⁰"), (-1e-9, "−10^−9", "−10⁻⁹"), (1.5e-9, "1.5 × 10^−9", "1.5×10⁻⁹"),
      (-0.0, "−0", "−0"), (123_456_789, "1.23456789 × 10^8", "1.23456789×10⁸"), (100, "100", "100"),
      (0.1 + 0.2, "0.30000000000000004", "0.30000000000000004"), (.leastNonzeroMagnitude, "5e−324", "5×10⁻³²⁴"),
    ] as [(Double, String, String)])
  func literalsKeepTheirDigits(value: Double, text: String, label: String) {
    for precision in [1, 4, 12] { #expect(Formula.literal(value).text(NumberStyle(precision: precision)) == text) }
    #expect(NumberStyle.text(ofLiteral: value) == label)
  }

  @Test func powerOfTenIsNoAtom() {
    #expect(Formula.power(.literal(1e300), .literal(2)).text() == "(10^300)^2")
    #expect(Formula.power(.literal(-1e300), .literal(2)).text() == "(−10^300)^2")
    #expect(Formula.times(.literal(1e-9), a).text() == "10^−9 × a")
    #expect(Formula.times(a, .literal(2.5e-9)).text() == "a × 2.5 × 10^−9")
    #expect(Formula.literal(1e300).spoken() == "10 to the power 300")
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
    #expect(large.text() == "(10^5)^2")
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
      Formula.piecewise(a, condition: .comparison(.lessEqual, b, c), otherwise: d).text() == "where(b <= c, a, d)"
    )
    #expect(Formula.comparison(.notEqual, a, b).text() == "a != b")
  }
}
