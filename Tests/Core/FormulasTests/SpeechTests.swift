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
      (.total(a), "the sum of a"), (.negative(a), "minus a"), (.function(.sin, [a]), "sine of a"),
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

  @Test(
    arguments: [
      (.times(.plus(a, b), c), "the quantity a plus b, times c"),
      (.times(c, .plus(a, b)), "c times the quantity a plus b"),
      (.plus(.times(c, .plus(a, b)), a), "c times the quantity a plus b, plus a"),
      (.fraction(a, .plus(b, c)), "a over the quantity b plus c"),
      (.fraction(.plus(a, b), c), "the quantity a plus b, over c"),
      (.fraction(a, .times(b, c)), "a over the quantity b times c"),
      (.plus(.fraction(a, b), c), "a over b plus c"), (.minus(a, .minus(b, c)), "a minus the quantity b minus c"),
      (.times(.plus(a, b), .plus(b, c)), "the quantity a plus b, times the quantity b plus c"),
      (
        .times(.plus(.times(.plus(a, b), c), a), b),
        "the quantity the quantity a plus b, times c plus a, times b"
      ),
      (.negative(.plus(a, b)), "minus the quantity a plus b"), (.negative(.times(a, b)), "minus a times b"),
      (.plus(a, .negative(b)), "a plus minus b"), (.times(.number(-0.99), .number(2)), "minus 0.99 times 2"),
      (.times(.number(1), .number(-0.99)), "1 times minus 0.99"),
      (.power(a, .number(3)), "a cubed"), (.power(.plus(a, b), .number(2)), "the quantity a plus b, squared"),
      (.power(.number(-3), .number(2)), "the quantity minus 3, squared"),
      (.power(a, .minus(b, .number(1))), "a to the power the quantity b minus 1"),
      (.times(.power(a, .minus(b, .number(1))), c), "a to the power the quantity b minus 1, times c"),
      (.power(a, .number(-1)), "a to the power minus 1"), (.power(a, .power(b, c)), "a to the power b to the power c"),
      (.power(.power(a, b), c), "the quantity a to the power b, to the power c"),
      (.function(.sin, [.plus(a, b)]), "sine of the quantity a plus b"),
      (.plus(.function(.sin, [a]), b), "sine of a plus b"),
      (.function(.sin, [.fraction(a, b)]), "sine of the quantity a over b"),
      (.power(.function(.sin, [a]), .number(2)), "the quantity sine of a, squared"),
      (.function(.sin, [.power(a, .number(2))]), "sine of a squared"),
      (.function(.sin, [.number(-1)]), "sine of minus 1"),
      (.function(.max, [a, .plus(b, c)]), "the maximum of a and the quantity b plus c"),
      (.function(.max, [.function(.max, [a, b]), c]), "the maximum of the quantity the maximum of a and b, and c"),
      (.root(.plus(a, b)), "the square root of the quantity a plus b"),
      (.power(.absolute(a), .number(2)), "the quantity the absolute value of a, squared"),
      (.total(.times(a, b)), "the sum of the quantity a times b"), (.times(.total(a), b), "the sum of a times b"),
      (.sum(over: a, of: .plus(b, c)), "the sum over a of the quantity b plus c"),
      (.transposed(.times(a, b)), "the quantity a times b, transposed"),
      (.indexed(.named("reshape", [a]), "0"), "the quantity reshape of a, at 0"),
      (
        .piecewise(a, condition: b, otherwise: .comparison(.less, b, c)),
        "a if b differs from 0, else the quantity b is less than c"
      ),
      (.chain(.fraction(a, .plus(b, c)), [.init(.implies, a)]), "a over the quantity b plus c, therefore a"),
      (.chain(.fraction(a, .plus(b, c)), [.init(.equals, a)]), "a over the quantity b plus c, equals a"),
      (
        .power(.times(a, .plus(b, c)), .number(2)), "the quantity a times the quantity b plus c, end quantity, squared"
      ),
      (.times(.matrixProduct(a, b), c), "the matrix product of a and b times c"),
      (.matrixProduct(a, .elementwise(b, c)), "the matrix product of a and the quantity b elementwise times c"),
      (.matrixProduct(.matrixProduct(a, b), c), "the matrix product of a and b and c"),
      (
        .named("sum", [.power(a, .literal(2)), .keyword("axis", .literal(0))]),
        "the sum of a squared along axis 0"
      ),
      (.list([.plus(a, b), c]), "a plus b, c"), (.times(.list([a, b]), c), "the list a, b, times c"),
      (
        .matrix([[.number(1), .number(2)], [.number(3), .number(4)]]), "a 2 by 2 matrix: row 1: 1, 2; row 2: 3, 4"
      ),
      (.plus(.matrix([[a]]), b), "a 1 by 1 matrix: row 1: a, plus b"),
    ] as [(Formula, String)])
  func groupingIsSpoken(formula: Formula, words: String) {
    #expect(formula.spoken() == words)
  }

  @Test func longSumIsReadAloud() {
    let sum = (0..<2000).reduce(a) { sum, _ in .plus(sum, b) }
    #expect(sum.spoken() == "a" + String(repeating: " plus b", count: 2000))
  }

  /// Formulas of the same letters in the same order that mean different things must not sound alike.
  @Test func formulasOfDifferentMeaningSoundDifferent() {
    typealias Join = (Formula, Formula) -> Formula
    let signs: [Join] = [Formula.plus, Formula.minus, Formula.fraction, Formula.power]
    let wraps: [(Formula) -> Formula] = [
      { $0 }, { .negative($0) }, { .root($0) }, { .function(.sin, [$0]) }, { .total($0) }, { .transposed($0) },
    ]
    for (first, one) in signs.enumerated() {
      for (second, other) in signs.enumerated() {
        for wrap in wraps {
          let spoken = [
            wrap(other(one(a, b), c)), other(wrap(one(a, b)), c), other(one(wrap(a), b), c), wrap(one(a, other(b, c))),
            one(wrap(a), other(b, c)), one(a, wrap(other(b, c))), one(a, other(wrap(b), c)),
          ].map { ($0, $0.spoken()) }
          for (index, (left, words)) in spoken.enumerated() {
            for (right, others) in spoken[..<index] where words == others {
              let (x, y) = (value(left), value(right))
              #expect(left == right || x == y || abs(x - y) < 1e-9 * abs(x), "\(words): \(first) \(second)")
            }
          }
        }
      }
    }
  }

  private func value(_ formula: Formula) -> Double {
    // A transpose has no number; here it stands for a function that is not linear.
    let values: [Formula: Double] = [a: 1.7, b: 2.3, c: 0.6]
    func value(_ formula: Formula) -> Double {
      switch formula {
      case .transposed(let x): value(x) * value(x) + 1
      case .total(let x): value(x) * value(x) + 2
      case .root(let x): value(x) * value(x) + 3
      case .function(_, let x): value(x[0]) * value(x[0]) + 4
      case .negative(let x): -value(x)
      case .plus(let x, let y): value(x) + value(y)
      case .minus(let x, let y): value(x) - value(y)
      case .fraction(let x, let y): value(x) / value(y)
      case .power(let x, let y): value(x) * 1.3 + value(y) * value(y)
      default: values[formula] ?? 0
      }
    }
    return value(formula)
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
