import Testing

private let raise = " which Shape.maximumCount raises"

/// Mistakes with arrays as a person reads them: the place, the operation and the shapes.
@Suite struct BadArrayTests {
  private static let setUp = "a = [[1, 2, 3], [4, 5, 6]]; v = [1, 2, 3]; n = []; c = ones(10000, 1); f = "

  @Test(arguments: [
    ("1 + a * ones(2)", "mul: shapes (2, 3) and (2,) do not broadcast"),
    ("a @ a", "dot: inner dimensions differ: (2, 3) · (2, 3)"),
    ("dot(v, ones(2))", "dot: inner dimensions differ: (3,) · (2,)"),
    ("ones(2, 2, 3) @ ones(3, 3, 1)", "matmul: shapes (2, 2, 3) and (3, 3, 1) do not broadcast"),
    ("a[[0, 2]]", "index: position 2 is out of range along axis 0 for shape (2, 3)"),
    ("a[[0, 1], [0, 1, 2]]", "index: lists of 2 and 3 positions do not go together for shape (2, 3)"),
    ("dot(ones(1, 2, 3), v)", "dot: operands have at most 2 axes, not the shape (1, 2, 3)"),
    ("2 @ v", "dot: '@' multiplies arrays; one side is a scalar, for which '*' is written"),
    ("sum(a, axis=2)", "sum: axis 2 is out of range for shape (2, 3)"),
    ("mean(a, axis=(0, -3))", "mean: axis -3 is out of range for shape (2, 3)"),
    ("sum(a, axis=(0, 0))", "sum: axis 0 is named twice for shape (2, 3)"),
    ("max(a, axis=(1, -1))", "max: axis -1 is named twice for shape (2, 3)"),
    ("squeeze(a, axis=0)", "squeeze: axis 0 of shape (2, 3) is not of size 1"),
    ("stack([v, v], axis=2)", "stack: axis 2 is out of range for shape (3,)"),
    ("concatenate([a, a], axis=-3)", "concatenate: axis -3 is out of range for shape (2, 3)"),
    ("concatenate([a, v])", "concatenate: shapes (2, 3) and (3,) do not fit together"),
    ("stack([v, a])", "stack: shapes (3,) and (2, 3) do not fit together"),
    ("reshape(a, (2, 2))", "reshape: an array of shape (2, 3) cannot become (2, 2)"),
    ("reshape(a, (-1, 4))", "reshape: an array of shape (2, 3) cannot become (-1, 4)"),
    ("reshape(a, (-1, -1))", "reshape: an array of shape (2, 3) cannot become (-1, -1)"),
    ("softmax(a, axis=3)", "softmax: axis 3 is out of range for shape (2, 3)"),
    ("softmax(2, axis=0)", "softmax: axis 0 is out of range for shape ()"),
    ("softmax(zeros(2, 0))", "softmax: an array of shape (2, 0) has no element to choose from"),
    ("max(n)", "max: an array of shape (0,) has no element to choose from"),
    ("min(zeros(2, 0), axis=1)", "min: an array of shape (2, 0) has no element to choose from"),
    ("v[3]", "index: position 3 is out of range along axis 0 for shape (3,)"),
    ("n[0]", "index: position 0 is out of range along axis 0 for shape (0,)"),
    ("v[0, 0]", "index: 2 subscripts are too many for shape (3,)"),
    ("v[0][0]", "index: a subscript is too many for shape ()"),
    ("v[::0]", "index: a step cannot be 0 for shape (3,)"),
    (
      "softmax_cross_entropy(a, v)",
      "softmax_cross_entropy: logits and labels take one shape of 1 or 2 axes that is not empty, not (2, 3) and (3,)"
    ),
    (
      "softmax_cross_entropy(2, 1)",
      "softmax_cross_entropy: logits and labels take one shape of 1 or 2 axes that is not empty, not () and ()"
    ),
    ("zeros(1e9)", "an array of shape (1000000000,) has more elements than the limit of 67108864," + raise),
    (
      "ones(1000, 1000, 1000)",
      "an array of shape (1000, 1000, 1000) has more elements than the limit of 67108864," + raise
    ),
    (
      "reshape(a, (4294967296, 4294967296))",
      "an array of shape (4294967296, 4294967296) has more elements than the limit of 67108864," + raise
    ),
    ("c * c.T", "an array of shape (10000, 10000) has more elements than the limit of 67108864," + raise),
    ("c @ c.T", "an array of shape (10000, 10000) has more elements than the limit of 67108864," + raise),
  ])
  func sentence(expression: String, message: String) {
    let mistakes = mistakes(Self.setUp + expression)
    #expect(mistakes.count == 1)
    #expect(mistakes.first?.hasSuffix(" " + message) == true, "\(mistakes)")
  }

  @Test(arguments: [
    ("x = [[1, 2], 3]", "1:14 this row has shape (), the first one (2,)"),
    ("x = [1, [2, 3]]", "1:9 this row has shape (2,), the first one ()"),
    ("x = [[1, 2], [3, 4], [5, 6, 7]]", "1:22 this row has shape (3,), the first one (2,)"),
    ("x = [[[1], [2]], [[3]]]", "1:18 this row has shape (1, 1), the first one (2, 1)"),
    ("x = [[], [1]]", "1:10 this row has shape (1,), the first one (0,)"),
    ("f(x) = x at [[1], 2]", "1:19 this row has shape (), the first one (1,)"),
    ("x = 2; f = x * [[1], 2]", "1:22 this row has shape (), the first one (1,)"),
  ])
  func raggedLiteralShowsTheRow(text: String, message: String) {
    #expect(mistakes(text) == [message])
  }

  @Test(
    arguments: [
      ("sum([])", [], [0]), ("sum(zeros(0, 3), axis=0)", [3], [0, 0, 0]), ("dot([], [])", [], [0]),
      ("zeros(2, 0) @ zeros(0, 2)", [2, 2], [0, 0, 0, 0]), ("max(zeros(0, 3), axis=1)", [0], []), ("[] + 1", [0], []),
      ("concatenate([[], [1]])", [1], [1]), ("softmax(zeros(0, 3))", [0, 3], []), ("where([] > 0, [], 1)", [0], []),
    ] as [(String, [Int], [Double])])
  func emptyArraysFollowNumPy(expression: String, sizes: [Int], numbers: [Double]) throws {
    let text = "x = 1; f = \(expression) * x"
    #expect(try shape(text) == sizes)
    #expect(try elements(text) == numbers)
    #expect(try gradients(text)["x"] == [numbers.reduce(0, +)])
  }
}
