import Foundation
import TestSupport
import Testing

@Suite struct PrecedenceTests {
  // x = 2, y = 3, z = 5
  @Test(
    arguments: [
      ("x + y * z", "add(x, mul(y, z))", 17), ("x * y + z", "add(mul(x, y), z)", 11),
      ("(x + y) * z", "mul(add(x, y), z)", 25), ("x - y - z", "sub(sub(x, y), z)", -6),
      ("x - (y - z)", "sub(x, sub(y, z))", 4), ("x / y / z", "div(div(x, y), z)", 2.0 / 15),
      ("x / y * z", "mul(div(x, y), z)", 10.0 / 3), ("x / (y * z)", "div(x, mul(y, z))", 2.0 / 15),
      ("x - y + z", "add(sub(x, y), z)", 4), ("x * y^z", "mul(x, pow(y, z))", 486),
      ("sin(x)^2", "pow(sin(x), 2)", pow(sin(2), 2)), ("-sin(x)", "neg(sin(x))", -sin(2)),
      ("x + -y", "add(x, neg(y))", -1), ("x - -y", "sub(x, neg(y))", 5), ("x * -y", "mul(x, neg(y))", -6),
      ("-x * y", "mul(neg(x), y)", -6), ("-x / y", "div(neg(x), y)", -2.0 / 3), ("-x + y", "add(neg(x), y)", 1),
      ("-(x + y)", "neg(add(x, y))", -5), ("--x", "neg(neg(x))", 2), ("-+-x", "neg(neg(x))", 2),
      ("+x * y", "mul(x, y)", 6),
    ] as [(String, String, Double)])
  func operatorsBindAsInMathematics(expression: String, graph: String, expected: Double) throws {
    #expect(try tree(of: expression) == graph)
    #expect(isClose(try value(of: expression), expected))
  }

  @Test(
    arguments: [
      ("x ^ y ^ x", "pow(x, pow(y, x))", 512), ("x ** y ** x", "pow(x, pow(y, x))", 512),
      ("x ^ y ** x", "pow(x, pow(y, x))", 512), ("(x ^ y) ^ x", "pow(pow(x, y), x)", 64),
      ("-x^2", "neg(pow(x, 2))", -4), ("-x**2", "neg(pow(x, 2))", -4), ("(-x)^2", "pow(neg(x), 2)", 4),
      ("x^-1", "pow(x, −1)", 0.5), ("x^-y", "pow(x, neg(y))", 0.125), ("x^-y^2", "pow(x, neg(pow(y, 2)))", pow(2, -9)),
      ("x^+y", "pow(x, y)", 8), ("-x^-y", "neg(pow(x, neg(y)))", -0.125), ("y * -x^2", "mul(y, neg(pow(x, 2)))", -12),
      ("2^-1 * x", "mul(pow(2, −1), x)", 1),
    ] as [(String, String, Double)])
  func powersBindToTheRightAndTighterThanSigns(expression: String, graph: String, expected: Double) throws {
    #expect(try tree(of: expression) == graph)
    #expect(isClose(try value(of: expression), expected))
  }

  @Test(
    arguments: [
      ("-3*x", "mul(−3, x)", -6), ("x * -3", "mul(x, −3)", -6), ("x - 3", "sub(x, 3)", -1), ("x -3", "sub(x, 3)", -1),
      ("x - -3", "sub(x, −3)", 5), ("-3^2 * x", "mul(neg(pow(3, 2)), x)", -18),
      ("-3**2 * x", "mul(neg(pow(3, 2)), x)", -18), ("-3² * x", "mul(neg(pow(3, 2)), x)", -18),
      ("(-3)^2 * x", "mul(pow(−3, 2), x)", 18), ("+3*x", "mul(3, x)", 6), ("--3 * x", "mul(neg(−3), x)", 6),
      ("maximum(-3, x)", "maximum(−3, x)", 2), ("x^-3", "pow(x, −3)", 0.125), ("-0.5 + x", "add(−0.5, x)", 1.5),
      ("x^-3^2", "pow(x, neg(pow(3, 2)))", pow(2, -9)),
    ] as [(String, String, Double)])
  func signBeforeANumberBelongsToTheConstant(expression: String, graph: String, expected: Double) throws {
    #expect(try tree(of: expression) == graph)
    #expect(isClose(try value(of: expression), expected))
  }

  @Test(
    arguments: [
      ("x·y × z − y", "sub(mul(mul(x, y), z), y)", 27), ("−x", "neg(x)", -2), ("−3·x", "mul(−3, x)", -6),
      ("π·x", "mul(π, x)", 2 * Double.pi), ("x²", "pow(x, 2)", 4), ("x⁻¹", "pow(x, −1)", 0.5),
      ("x¹²", "pow(x, 12)", 4096), ("-x²", "neg(pow(x, 2))", -4), ("(x + y)²", "pow(add(x, y), 2)", 25),
      ("sin(x)²", "pow(sin(x), 2)", pow(sin(2), 2)), ("x²·y³", "mul(pow(x, 2), pow(y, 3))", 108),
      ("x ⊙ y + z", "add(mul(x, y), z)", 11), ("x⊙y/z", "div(mul(x, y), z)", 1.2), ("2⊙x", "mul(2, x)", 4),
      ("x ²", "pow(x, 2)", 4), ("y^x²", "pow(y, pow(x, 2))", 81), ("x⁰ + 1", "add(pow(x, 0), 1)", 2),
    ] as [(String, String, Double)])
  func mathematiciansSignsAreRead(expression: String, graph: String, expected: Double) throws {
    #expect(try tree(of: expression) == graph)
    #expect(isClose(try value(of: expression), expected))
  }
}
