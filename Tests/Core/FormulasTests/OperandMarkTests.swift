import Formulas
import Testing

@Suite("The mark of an operand, and what is only about equal")
struct OperandMarkTests {
  private let x = Symbol("x")

  @Test(
    "as text, as LaTeX, aloud",
    arguments: [
      (Symbol("x").asOperand(1), "x₍₁₎", "{x}_{(1)}", "its first operand x"),
      (
        Symbol("pow_0", face: .upright).asOperand(2), "pow_0₍₂₎", "{\\mathrm{pow}}_{0(2)}",
        "its second operand pow sub 0"
      ),
      (Symbol("x′").asOperand(12), "x′₍₁₂₎", "{x}_{(12)}^{\\prime}", "its 12th operand x prime"),
    ])
  func voices(_ symbol: Symbol, _ text: String, _ latex: String, _ spoken: String) {
    let formula = Formula.symbol(symbol)
    #expect(formula.text() == text)
    #expect(formula.latex() == latex)
    #expect(formula.spoken() == spoken)
  }

  @Test("a marked name in a power and in a derivative")
  func within() {
    let (first, second) = (x.asOperand(1), x.asOperand(2))
    #expect(Formula.power(.symbol(first), .symbol(second)).text() == "x₍₁₎^x₍₂₎")
    #expect(Formula.partial(Symbol("mul"), first).text() == "∂mul/∂x₍₁₎")
    #expect(first != second && first != x)
  }

  @Test("about equal")
  func approximation() {
    let formula = Formula.chain(.fraction(.number(1), .number(3)), [.init(.approximates, .number(1.0 / 3))])
    #expect(formula.text() == "1/3 ≈ 0.3333")
    #expect(formula.latex() == "\\frac{1}{3}\\approx0.3333")
    #expect(formula.spoken() == "1 over 3 is about 0.3333")
  }

  @Test("a number keeps as many digits as it is given, whatever the style")
  func digits() {
    let number = Formula.decimal(1.4577714, digits: 7)
    #expect(number.text() == "1.457771")
    #expect(number.text(NumberStyle(precision: 9)) == "1.4577714")
    #expect(Formula.plus(number, .decimal(-1.45000049, digits: 7)).text() == "1.457771 + (−1.45)")
    #expect(number.value { _ in nil } == 1.4577714)
  }
}
