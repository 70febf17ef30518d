import Foundation
import TestSupport
import Testing

@Suite struct FunctionTests {
  // x = 2, y = 3, z = 5
  @Test(
    arguments: [
      ("exp(x)", exp(2)), ("log(x)", log(2)), ("ln(x)", log(2)), ("sin(x)", sin(2)), ("cos(x)", cos(2)),
      ("tan(x)", tan(2)), ("sqrt(x)", 2.squareRoot()), ("tanh(x)", tanh(2)), ("sigmoid(x)", 1 / (1 + exp(-2))),
      ("relu(x)", 2), ("relu(-x)", 0), ("abs(-x)", 2), ("square(y)", 9), ("maximum(x, y)", 3), ("minimum(x, y)", 2),
      ("where(x, y, z)", 3), ("where(x - 2, y, z)", 5), ("sum(x)", 2), ("maximum(minimum(x, y), z - 4)", 2),
      ("sin(x,)", sin(2)), ("maximum(a=x, b=y)", 3),
    ] as [(String, Double)])
  func functionHasItsValue(expression: String, expected: Double) throws {
    #expect(isClose(try value(of: expression), expected))
  }

  @Test(
    arguments: [
      ("sum(a)", [], [21]), ("sum(a, axis=0)", [3], [5, 7, 9]), ("sum(a, axis=1)", [2], [6, 15]),
      ("sum(a, axis=-1)", [2], [6, 15]), ("sum(a, axis=(0, 1))", [], [21]), ("sum(a, axis=(1,))", [2], [6, 15]),
      ("sum(a, axis=0, keepdims=true)", [1, 3], [5, 7, 9]), ("sum(a, axis=1, keepdims=True)", [2, 1], [6, 15]),
      ("sum(a, keepdims=true)", [1, 1], [21]), ("sum(a, axis=0, keepdims=false)", [3], [5, 7, 9]),
      ("sum(a, keepdims=False, axis=0)", [3], [5, 7, 9]), ("sum(a, axis=(0, -1), keepdims=true)", [1, 1], [21]),
    ] as [(String, [Int], [Double])])
  func sumTakesAxesAndKeepdims(expression: String, sizes: [Int], numbers: [Double]) throws {
    let text = "a = [[1, 2, 3], [4, 5, 6]]; f = \(expression)"
    #expect(try shape(text) == sizes)
    #expect(try elements(text) == numbers)
  }

  @Test(
    arguments: [
      ("[[1, 2, 3], [4, 5, 6]]", "[10, 20, 30]", [2, 3], [11, 22, 33, 14, 25, 36]),
      ("[[1], [2]]", "[10, 20]", [2, 2], [11, 21, 12, 22]), ("[1, 2]", "5", [2], [6, 7]),
      ("[[[1]]]", "[2]", [1, 1, 1], [3]),
    ] as [(String, String, [Int], [Double])])
  func shapesBroadcastAsInNumPy(a: String, b: String, sizes: [Int], numbers: [Double]) throws {
    let text = "a = \(a); b = \(b); f = a + b"
    #expect(try shape(text) == sizes)
    #expect(try elements(text) == numbers)
  }

  @Test func broadcastGradientHasTheShapeOfTheVariable() throws {
    #expect(try gradients("a = [[1, 2], [3, 4]]; b = [10, 20]; f = a * b") == ["a": [10, 20, 10, 20], "b": [4, 6]])
  }
}

@Suite struct ConditionTests {
  // x = 2, y = 3, z = 5
  @Test(arguments: [
    ("x < y", "less", true), ("x < 2", "less", false), ("x <= 2", "lessEqual", true), ("y <= x", "lessEqual", false),
    ("y > x", "greater", true), ("x > 2", "greater", false), ("x >= 2", "greaterEqual", true),
    ("x >= y", "greaterEqual", false), ("x == 2", "equal", true), ("x == y", "equal", false),
    ("x != y", "notEqual", true), ("x != 2", "notEqual", false),
  ])
  func comparisonChooses(condition: String, operation: String, holds: Bool) throws {
    #expect(try value(of: "where(\(condition), y, z)") == (holds ? 3 : 5))
    #expect(try tree(of: "where(\(condition), y, z)").hasPrefix("where(\(operation)("))
  }

  @Test func comparisonBindsLoosest() throws {
    #expect(try tree(of: "where(x + 1 < 2 * y, x, y)") == "where(less(add(x, 1), mul(2, y)), x, y)")
    #expect(try tree(of: "where((x > -1), x, y)") == "where(greater(x, −1), x, y)")
  }

  @Test func conditionGoesElementByElementAndHasNoDerivative() throws {
    let text = "a = [-1, 0, 2]; f = where(a > 0, a^2, 3a)"
    #expect(try elements(text) == [-3, 0, 4])
    #expect(try gradients(text) == ["a": [3, 3, 4]])
  }

  @Test(arguments: [("true", 3), ("True", 3), ("false", 5), ("False", 5)] as [(String, Double)])
  func conditionMayBeTrueOrFalse(condition: String, expected: Double) throws {
    #expect(try value(of: "where(\(condition), y, z)") == expected)
  }
}

@Suite struct ConstructorTests {
  @Test(
    arguments: [
      ("zeros(2, 3)", [2, 3], [0, 0, 0, 0, 0, 0]), ("ones(2)", [2], [1, 1]), ("ones((2, 1))", [2, 1], [1, 1]),
      ("full((2, 2), 0.5)", [2, 2], [0.5, 0.5, 0.5, 0.5]), ("full(3, -1)", [3], [-1, -1, -1]),
      ("arange(4)", [4], [0, 1, 2, 3]), ("eye(2)", [2, 2], [1, 0, 0, 1]), ("eye(1)", [1, 1], [1]),
      ("eye(3)", [3, 3], [1, 0, 0, 0, 1, 0, 0, 0, 1]), ("zeros(0)", [0], []), ("arange(0)", [0], []),
      ("2 * ones(2) + arange(2)", [2], [2, 3]), ("zeros(3, 0)", [3, 0], []), ("[]", [0], []),
    ] as [(String, [Int], [Double])])
  func arrayIsMade(call: String, sizes: [Int], numbers: [Double]) throws {
    let text = "x = \(call)"
    #expect(try shape(text) == sizes)
    #expect(try elements(text) == numbers)
  }

  @Test func madeArrayIsAVariable() throws {
    #expect(try gradients("x = ones(2); f = sum(3 * x)") == ["x": [3, 3]])
  }

  @Test func madeArrayWithinAnExpressionIsAConstant() throws {
    #expect(try gradients("x = [1, 2]; f = sum(x * arange(2))") == ["x": [0, 1]])
  }

  @Test func randomNumbersDependOnTheSeedAlone() throws {
    let first = try elements("x = randn(2, 3, seed=1)")
    #expect(first.count == 6)
    #expect(Set(first).count == 6)
    #expect(try elements("y = 1; x = randn(2, 3, seed=1)") == first)
    #expect(try elements("x = randn(2, 3, seed=2)") != first)
    #expect(try elements("x = randn(6, seed=1)") == first)
    #expect(try elements("x = randn(6, seed=-1)").count == 6)
  }

  @Test func randomNumbersAreStandardNormal() throws {
    let numbers = try elements("x = randn(2000, seed=7)")
    let mean = numbers.reduce(0, +) / 2000
    let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 2000
    #expect(abs(mean) < 0.1)
    #expect(abs(variance - 1) < 0.15)
  }

  @Test func emptyArraysAreComputedWith() throws {
    #expect(try shape("x = zeros(0); f = x + 1") == [0])
    #expect(try number("x = zeros(0); f = sum(x)") == 0)
    #expect(try elements("x = zeros(2, 0); f = sum(x, axis=1)") == [0, 0])
    #expect(try gradients("x = [1]; f = x + zeros(0)") == ["x": [0]])
  }

  @Test func sizesAreNotSkipped() {
    #expect(mistakes("x = zeros(size2=3)").count == 1)
  }
}
