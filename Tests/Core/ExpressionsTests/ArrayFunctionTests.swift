import Foundation
import TestSupport
import Testing

/// The functions of arrays, as the table of the documentation lists them.
@Suite struct ArrayFunctionTests {
  private static let a = "a = [[1, 2, 3], [4, 5, 6]]; b = [[1, 2], [3, 4], [5, 6]]; v = [1, 2, 3]; f = "

  @Test(
    arguments: [
      ("mean(a)", [], [3.5]), ("mean(a, axis=0)", [3], [2.5, 3.5, 4.5]),
      ("mean(a, axis=1, keepdims=true)", [2, 1], [2, 5]),
      ("max(a)", [], [6]), ("max(a, axis=0)", [3], [4, 5, 6]), ("min(a, axis=-1)", [2], [1, 4]),
      ("min(a, axis=(0, 1), keepdims=true)", [1, 1], [1]),
    ] as [(String, [Int], [Double])])
  func reductions(expression: String, sizes: [Int], numbers: [Double]) throws {
    #expect(try shape(Self.a + expression) == sizes)
    #expect(try elements(Self.a + expression) == numbers)
  }

  @Test(
    arguments: [
      ("dot(v, v)", [], [14]), ("v @ v", [], [14]), ("a @ v", [2], [14, 32]), ("v @ b", [2], [22, 28]),
      ("a @ b", [2, 2], [22, 28, 49, 64]), ("dot(a, b)", [2, 2], [22, 28, 49, 64]), ("2 * a @ v", [2], [28, 64]),
      ("transpose(a)", [3, 2], [1, 4, 2, 5, 3, 6]), ("a.T", [3, 2], [1, 4, 2, 5, 3, 6]),
      ("a.T.T", [2, 3], [1, 2, 3, 4, 5, 6]),
      ("a.T^2", [3, 2], [1, 16, 4, 25, 9, 36]), ("-a.T", [3, 2], [-1, -4, -2, -5, -3, -6]),
    ] as [(String, [Int], [Double])])
  func linearAlgebra(expression: String, sizes: [Int], numbers: [Double]) throws {
    #expect(try shape(Self.a + expression) == sizes)
    #expect(try elements(Self.a + expression) == numbers)
  }

  @Test(
    arguments: [
      ("reshape(a, (3, 2))", [3, 2], [1, 2, 3, 4, 5, 6]), ("reshape(a, (3, -1))", [3, 2], [1, 2, 3, 4, 5, 6]),
      ("reshape(a, 6)", [6], [1, 2, 3, 4, 5, 6]), ("squeeze([[1, 2]])", [2], [1, 2]),
      ("squeeze(reshape(a, (1, 6, 1)), axis=0)", [6, 1], [1, 2, 3, 4, 5, 6]),
      ("stack([v, v], axis=0)", [2, 3], [1, 2, 3, 1, 2, 3]), ("stack([v, v], axis=1)", [3, 2], [1, 1, 2, 2, 3, 3]),
      ("concatenate([v, v], axis=0)", [6], [1, 2, 3, 1, 2, 3]), ("a[1]", [3], [4, 5, 6]), ("a[-1]", [3], [4, 5, 6]),
      ("a[0:2, 1]", [2], [2, 5]), ("a[:, 1:]", [2, 2], [2, 3, 5, 6]), ("a[0, 0]", [], [1]), ("a[1][2]", [], [6]),
      ("a[0]^2", [3], [1, 4, 9]),
    ] as [(String, [Int], [Double])])
  func shapes(expression: String, sizes: [Int], numbers: [Double]) throws {
    #expect(try shape(Self.a + expression) == sizes)
    #expect(try elements(Self.a + expression) == numbers)
  }

  @Test func softmax() throws {
    let total = exp(1.0) + exp(2.0) + exp(3.0)
    #expect(isClose(try elements(Self.a + "softmax(v)"), [exp(1) / total, exp(2) / total, exp(3) / total]))
    #expect(try shape(Self.a + "softmax(a, axis=0)") == [2, 3])
  }

  @Test func crossEntropyIsTheMeanOverRows() throws {
    let text = "x = [[1, 2], [3, 5]]; f = softmax_cross_entropy(x, [[1, 0], [0, 1]])"
    let expected = (log(1 + exp(1.0)) + log(1 + exp(-2.0))) / 2
    #expect(isClose(try number(text), expected))
    let (first, second) = (1 / (1 + exp(1.0)), 1 / (1 + exp(2.0)))
    let gradient = [(first - 1) / 2, (1 - first) / 2, second / 2, -second / 2]
    #expect(isClose(try gradients(text)["x"] ?? [], gradient))
  }

  @Test func innerDimensionsThatDifferAreNamed() {
    #expect(
      mistakes("a = ones(4, 3); b = ones(4, 2); f = dot(a, b)").first?
        .hasSuffix("dot: inner dimensions differ: (4, 3) · (4, 2)") == true)
    #expect(
      mistakes("a = ones(4, 3); b = ones(4, 2); f = a @ b").first?
        .hasSuffix("dot: inner dimensions differ: (4, 3) · (4, 2)") == true)
  }

  @Test(
    arguments: [
      ("a[:, ::2]", [2, 2], [1, 3, 4, 6]), ("v[::-1]", [3], [3, 2, 1]), ("v[1:100]", [2], [2, 3]),
      ("v[-100:1]", [1], [1]),
      ("v[2:1]", [0], []), ("v[5:]", [0], []), ("v[:-1]", [2], [1, 2]), ("v[2:0:-1]", [2], [3, 2]),
      ("v[::9e18]", [1], [1]), ("v[::-9e18]", [1], [3]), ("v[-9e18:9e18]", [3], [1, 2, 3]),
      ("v[9e18:-9e18:-1]", [3], [3, 2, 1]),
      ("v[-9223372036854775808:]", [3], [1, 2, 3]),
      ("reshape(zeros(0), (0, 3))", [0, 3], []), ("concatenate([v, zeros(0)])", [3], [1, 2, 3]),
      ("stack((v, v))", [2, 3], [1, 2, 3, 1, 2, 3]), ("stack([1, 2])", [2], [1, 2]),
      ("stack([v, v], axis=-1)[0]", [2], [1, 1]),
    ] as [(String, [Int], [Double])])
  func slicesAndJoinsFollowNumPy(expression: String, sizes: [Int], numbers: [Double]) throws {
    #expect(try shape(Self.a + expression) == sizes)
    #expect(try elements(Self.a + expression) == numbers)
  }

  @Test(arguments: [
    "a[2]", "a[0, 3]", "a[0, 0, 0]", "a[0.5]", "a[]", "a[1e300]", "a[-3]", "a[-9223372036854775808]", "v[::0]",
    "v[0:1:1:1]",
    "reshape(a, (4, 2))", "reshape(a, (-1, -1))", "reshape(a, (-1, 4))", "reshape(a, (-1, 0))", "reshape(a, -2)",
    "reshape(a, (9e18, 9e18))", "reshape(zeros(0), (-1, 0))", "squeeze(a, axis=0)", "squeeze(a, axis=2)", "a.S",
    "stack([a, v])", "stack([v, v], axis=2)", "stack([v, v], axis=9e18)", "stack([v, v], axis=-9223372036854775808)",
    "stack([])", "concatenate([a, v])", "concatenate([1, 2])", "concatenate([v, v], axis=1)",
    "concatenate([v, v], axis=-9223372036854775808)", "a @ a", "a @ 2", "2 @ v", "max(zeros(0))",
    "min(zeros(2, 0), axis=1)",
    "max(a, axis=2)", "mean(a, axis=(0, 0))", "softmax(a, axis=2)", "softmax_cross_entropy(a, v)",
  ])
  func impossibleShapesAreMistakes(expression: String) {
    #expect(mistakes(Self.a + expression).count == 1)
  }
}
