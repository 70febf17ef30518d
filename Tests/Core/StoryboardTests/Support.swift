import Autodiff
import Expressions
import Formulas
import FoundationEssentials
import Storyboard

/// The article's three functions, as expression files.
enum Article {
  static let introduction = "x = 2\nf = sin(2 ln(x))"
  static let twoPaths = "x = 4\nconst 2\nf = x^2 + 2^x"
  static let threeVariables = "f(x, y, z) = sin(x + y) + (x * y)^z at (1, 2, 3)"
  static let all = [introduction, twoPaths, threeVariables]
}

/// Expressions with all that a storyboard has to tell: sharing, conditions, arrays, names, unreached variables.
let manySources =
  Article.all + [
    "x = 2; u = x * x; f = u * u + u", "x = 1; y = -2; f = where(x > y, x^2, y) + maximum(x, y)",
    "x = [1, 2, 3]; W = [[1, 2, 3], [4, 5, 6]]; h = tanh(dot(W, x)); f = sum(h * h)",
    "x = 1; unused = [1, 2]; const c = 3; f = c * x + exp(c) * x", "x = 3", "x = 0; f = ln(x) + 0/x",
    "x = [[1, 2], [3, 4]]; f = mean(x, axis=0) - max(x, axis=1) * 2", "mul_0 = 2; x = 3; f = mul_0 * x + x * x",
  ]

func story(_ source: String, precision: Int = 4) throws -> Storyboard {
  Storyboard(try Program(source).trace(), numbers: NumberStyle(precision: precision))
}

/// The captions as plain text, lines separated by a line break.
func captions(_ source: String) throws -> [String] {
  try story(source).frames.map { $0.caption.text(NumberStyle()) }
}

/// A saved trace as lines.
func lines(_ trace: Trace) throws -> [String] {
  String(decoding: try trace.jsonLines(), as: UTF8.self).split(separator: "\n").map(String.init)
}
