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
    .arcsin: ("\\arcsin", "the inverse sine", "arcsin"), .arccos: ("\\arccos", "the inverse cosine", "arccos"),
    .arctan: ("\\arctan", "the inverse tangent", "arctan"), .sinh: ("\\sinh", "the hyperbolic sine", "sinh"),
    .cosh: ("\\cosh", "the hyperbolic cosine", "cosh"),
    .erf: ("\\mathop{\\mathrm{erf}}", "the error function", "erf"),
    .gelu: ("\\mathop{\\mathrm{gelu}}", "gelu", "gelu"),
    .softplus: ("\\mathop{\\mathrm{softplus}}", "softplus", "softplus"),
    .logSigmoid: ("\\mathop{\\mathrm{log{\\mathchar\"702D}sigmoid}}", "log sigmoid", "log-sigmoid"),
    .log1p: ("\\mathop{\\mathrm{log1p}}", "log one p", "log1p"),
    .expm1: ("\\mathop{\\mathrm{expm1}}", "exp m one", "expm1"),
    .atan2: ("\\mathop{\\mathrm{atan2}}", "the angle", "atan2"),
    .floor: ("\\mathop{\\mathrm{floor}}", "the floor", "floor"),
  ]

  /// The names in expression files, where they are not those of mathematics.
  private static let typed: [Formula.Function: String] = [
    .sgn: "sign", .arcsin: "asin", .arccos: "acos", .arctan: "atan", .logSigmoid: "log_sigmoid",
  ]

  @Test(arguments: Formula.Function.allCases)
  func functionHasEveryForm(function: Formula.Function) throws {
    let row = try #require(Self.rows[function])
    let call = Formula.function(function, [a])
    #expect(call.latex() == row.latex + "\\mathopen{}\\left(a\\right)\\mathclose{}")
    #expect(call.spoken() == row.spoken + " of a")
    #expect(call.text() == (Self.typed[function] ?? function.rawValue) + "(a)")
    #expect(Formula.function(function, [a, b]).text() == row.ofTwo + "(a, b)")
    #expect(call.value { _ in 0.5 } != nil)
    #expect(Formula.function(function, []).value { _ in 0.5 } == nil)
  }
}
