import Foundation
import TestSupport
import Testing

@Suite struct ImpliedMultiplicationTests {
  // x = 2, y = 3, z = 5
  @Test(
    arguments: [
      ("2x", "mul(2, x)", 4), ("2 x", "mul(2, x)", 4), ("2 ln(x)", "mul(2, log(x))", 2 * log(2)),
      ("3(x + 1)", "mul(3, add(x, 1))", 9), ("1/2x", "mul(div(1, 2), x)", 1), ("2e * x", "mul(mul(2, e), x)", 4 * M_E),
      ("2pi + x", "add(mul(2, π), x)", 2 * Double.pi + 2), ("2π + x", "add(mul(2, π), x)", 2 * Double.pi + 2),
      ("-2x", "mul(−2, x)", -4), ("2x^2", "mul(2, pow(x, 2))", 8), ("2x²", "mul(2, pow(x, 2))", 8),
      ("2x*y", "mul(mul(2, x), y)", 12), ("2x/y", "div(mul(2, x), y)", 4.0 / 3), ("y + 2x", "add(y, mul(2, x))", 7),
      ("y - 2x", "sub(y, mul(2, x))", -1), ("y*2x", "mul(mul(y, 2), x)", 12), ("y/2x", "mul(div(y, 2), x)", 3),
      ("1_000x", "mul(1000, x)", 2000), (".5x", "mul(0.5, x)", 1), ("2e3x", "mul(2000, x)", 4000),
      ("2.5(x)", "mul(2.5, x)", 5), ("2sin(x)", "mul(2, sin(x))", 2 * sin(2)), ("2(x)^2", "mul(2, pow(x, 2))", 8),
      ("sin(2x)", "sin(mul(2, x))", sin(4)), ("2e-x", "sub(mul(2, e), x)", 2 * M_E - 2), ("2E-1x", "mul(0.2, x)", 0.4),
    ] as [(String, String, Double)])
  func signMayBeLeftOutAfterALeadingNumber(expression: String, graph: String, expected: Double) throws {
    #expect(try tree(of: expression) == graph)
    #expect(isClose(try value(of: expression), expected))
  }

  @Test func namedEIsReadBehindANumber() throws {
    #expect(try number("e = 7; f = 2e + 0*e") == 14)
  }

  @Test(arguments: [
    "x y", "x (y)", "(x)(y)", "(x + 1)(y + 1)", "x 2", "2 3", "(2)x", "(2)(3)", "(2)(x)", "-(2)x", "2^3x", "x^2y",
    "2²x",
    "x²y", "sin(x)y", "sin(x) cos(y)", "[1, 2]x", "2x y", "2(x)(y)", "2pi x", "x2", "xy",
  ])
  func nowhereElse(expression: String) {
    #expect(mistakes("x = 2; y = 3; f = \(expression)").count == 1)
  }

  @Test func missingSignIsNamed() {
    #expect(
      report("x = 2\ny = 3\nf = x y") == """
        expr.txt:3:7: error: unexpected 'y'; multiplication is written with '*'
            f = x y
                  ^
        """)
  }
}
