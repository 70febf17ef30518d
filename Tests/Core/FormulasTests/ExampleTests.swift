import Formulas
import Testing

@Suite struct ExampleTests {
  /// The example in the comment of `Formula`.
  @Test func formulaHasFourForms() {
    let formula = Formula.fraction(.number(1), .symbol(Symbol("x_1")))
    #expect(formula.text() == "1/x_1")
    #expect(formula.latex() == "\\frac{1}{{x}_{1}}")
    #expect(formula.spoken() == "1 over x sub 1")
    #expect(formula.value { _ in 4 } == 0.25)
  }
}
