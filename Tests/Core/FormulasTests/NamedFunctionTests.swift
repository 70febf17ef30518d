import Formulas
import Testing

private let a = Formula.symbol(Symbol("a"))
private let b = Formula.symbol(Symbol("b"))

/// Every row of the table of named functions in each of its forms.
@Suite struct NamedFunctionTests {
  private static let rows: [Formula.Function: (latex: String, spoken: String, ofTwo: String)] = [
    .sin: ("\\sin", "sine", "sin"), .cos: ("\\cos", "cosine", "cos"), .tan: ("\\tan", "tangent", "tan"),
    .exp: ("\\exp", "the exponential", "exp"), .ln: ("\\ln", "the natural logarithm", "ln"),
    .tanh: ("\\tanh", "the hyperbolic tangent", "tanh"),
    .sigmoid: ("\\mathop{\\mathrm{sigmoid}}", "sigmoid", "sigmoid"),
    .relu: ("\\mathop{\\mathrm{relu}}", "relu", "relu"),
    .max: ("\\max", "the maximum", "maximum"), .min: ("\\min", "the minimum", "minimum"),
    .sgn: ("\\mathop{\\mathrm{sgn}}", "the sign", "sgn"),
  ]

  @Test(arguments: Formula.Function.allCases)
  func functionHasEveryForm(function: Formula.Function) throws {
    let row = try #require(Self.rows[function])
    let call = Formula.function(function, [a])
    #expect(call.latex() == row.latex + "\\mathopen{}\\left(a\\right)\\mathclose{}")
    #expect(call.spoken() == row.spoken + " of a")
    #expect(call.text() == function.rawValue + "(a)")
    #expect(Formula.function(function, [a, b]).text() == row.ofTwo + "(a, b)")
    #expect(call.value { _ in 0.5 } != nil)
    #expect(Formula.function(function, []).value { _ in 0.5 } == nil)
  }
}
