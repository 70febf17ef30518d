import Formulas
import Foundation
import Testing

private let a = Formula.symbol(Symbol("a"))
private let b = Formula.symbol(Symbol("b"))
private let unknown = Formula.symbol(Symbol("unknown"))

/// `a` is 2, `b` is −3, nothing else has a value.
private func value(_ formula: Formula) -> Double? {
  formula.value { [Symbol("a"): 2, Symbol("b"): -3][$0] }
}

@Suite struct EvaluationTests {
  @Test(
    arguments: [
      (.number(1.23456789), 1.23456789), (a, 2), (.negative(a), -2), (.plus(a, b), -1), (.minus(a, b), 5),
      (.times(a, b), -6),
      (.dot(a, b), -6), (.fraction(a, b), -2.0 / 3), (.power(a, b), 0.125), (.power(b, a), 9),
      (.root(a), 2.squareRoot()),
      (.absolute(b), 3), (.total(a), 2), (.comparison(.less, a, b), 0), (.comparison(.greater, a, b), 1),
      (.piecewise(a, condition: .comparison(.less, a, b), otherwise: b), -3),
      (.piecewise(a, condition: .number(0.5), otherwise: b), 2),
      (.minus(a, .minus(b, a)), 7), (.plus(.times(a, b), .power(a, .number(3))), 2),
    ] as [(Formula, Double)])
  func formulaHasItsValue(formula: Formula, expected: Double) throws {
    let number = try #require(value(formula))
    #expect(abs(number - expected) < 1e-15)
  }

  @Test(
    arguments: [
      (.sin, 0.7, sin(0.7)), (.cos, 0.7, cos(0.7)), (.tan, 0.7, tan(0.7)), (.exp, 0.7, exp(0.7)), (.ln, 0.7, log(0.7)),
      (.tanh, 0.7, tanh(0.7)), (.sigmoid, 0.7, 1 / (1 + exp(-0.7))), (.relu, 0.7, 0.7), (.relu, -0.7, 0), (.relu, 0, 0),
      (.sgn, 0.7, 1), (.sgn, -0.7, -1), (.sgn, 0, 0), (.sigmoid, -1000, 0), (.sigmoid, 1000, 1), (.max, 0.7, 0.7),
      (.min, 0.7, 0.7),
    ] as [(Formula.Function, Double, Double)])
  func functionHasItsValue(function: Formula.Function, argument: Double, expected: Double) {
    #expect(value(.function(function, [.number(argument)])) == expected)
  }

  @Test func maximumAndMinimumTakeManyArguments() {
    #expect(value(.function(.max, [a, b, .number(7)])) == 7)
    #expect(value(.function(.min, [a, b, .number(7)])) == -3)
  }

  @Test(arguments: Formula.Comparison.allCases)
  func comparisonsHold(comparison: Formula.Comparison) {
    let expected: [Formula.Comparison: [Bool]] = [
      .less: [true, false, false], .lessEqual: [true, true, false], .greater: [false, false, true],
      .greaterEqual: [false, true, true], .equal: [false, true, false], .notEqual: [true, false, true],
    ]
    #expect([comparison.holds(1, 2), comparison.holds(2, 2), comparison.holds(3, 2)] == expected[comparison])
    #expect(comparison.holds(.nan, .nan) == (comparison == .notEqual))
  }

  @Test(
    arguments: [
      unknown, .plus(a, unknown), .negative(unknown), .function(.max, [a, unknown]), .function(.sin, []), .words("a"),
      .partial(Symbol("a"), Symbol("b")), .equality(a, b), .phrase([a]), .statements([a]),
      .matrix([[a]]), .sum(over: a, of: b),
      .piecewise(a, condition: unknown, otherwise: b),
    ] as [Formula])
  func nothingIsMadeUp(formula: Formula) {
    #expect(value(formula) == nil)
  }

  @Test func onlyTheChosenBranchIsEvaluated() {
    #expect(value(.piecewise(a, condition: .number(1), otherwise: unknown)) == 2)
  }

  @Test func infinityAndNaNPropagate() {
    #expect(value(.fraction(.number(1), .number(0))) == .infinity)
    #expect(value(.function(.ln, [b]))?.isNaN == true)
    #expect(value(.root(b))?.isNaN == true)
  }

  @Test func roundingIsForShowOnly() {
    #expect(value(.times(.number(1.0 / 3), .number(3))) == 1)
  }
}
