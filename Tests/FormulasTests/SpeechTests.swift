import Formulas
import Testing

private let a = Formula.symbol(Symbol("a"))
private let b = Formula.symbol(Symbol("b"))
private let c = Formula.symbol(Symbol("c"))

@Suite struct SpeechTests {
  @Test(
    arguments: [
      (.plus(a, b), "a plus b"), (.minus(a, .number(-2)), "a minus minus 2"), (.times(a, b), "a times b"),
      (.dot(a, b), "a times b"), (.fraction(a, b), "a over b"), (.power(a, .number(2)), "a squared"),
      (.power(a, b), "a to the power b"), (.root(a), "the square root of a"), (.absolute(a), "the absolute value of a"),
      (.total(a), "the sum over a"), (.negative(a), "minus a"), (.function(.sin, [a]), "sine of a"),
      (.function(.max, [a, b]), "the maximum of a and b"), (.function(.ln, [a]), "the natural logarithm of a"),
      (.partial(Symbol("f"), Symbol("x_1")), "the derivative of f with respect to x sub 1"),
      (.comparison(.less, a, b), "a is less than b"), (.comparison(.notEqual, a, b), "a differs from b"),
      (.piecewise(a, condition: .comparison(.greaterEqual, b, c), otherwise: c), "a if b is at least c, else c"),
      (.chain(a, [.init(.growsBy, b), .init(.equals, c)]), "a grows by b equals c"),
      (.chain(a, [.init(.implies, b)]), "a, therefore b"), (.statements([a, b]), "a; b"),
      (.phrase([.words("visit "), a]), "visit a"),
    ] as [(Formula, String)])
  func formulasAreReadAloud(formula: Formula, words: String) {
    #expect(formula.spoken() == words)
  }

  @Test func numbersTakeTheStyle() {
    #expect(Formula.number(1.23456).spoken(NumberStyle(precision: 2)) == "1.2")
  }

  @Test(arguments: Formula.Function.allCases)
  func everyFunctionHasAName(function: Formula.Function) {
    let words = Formula.function(function, [a]).spoken()
    #expect(words.hasSuffix(" of a"))
    #expect(words.allSatisfy { $0.isLetter || $0 == " " })
  }
}
