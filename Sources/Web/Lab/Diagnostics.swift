import Autodiff
import Expressions
import Tensors

extension ExpressionError {
  /// What raises a limit: nothing in a page.
  static func remedy(_: TensorError.Limit) -> String { "no page can raise; the program can" }

  /// The mistakes with their places, as JSON.
  var json: [UInt8] {
    var bytes: [UInt8] = []
    JSON.list(
      diagnostics.map { mistake in
        .object([
          "line": .integer(mistake.range.line), "column": .integer(mistake.range.column),
          "length": .integer(mistake.range.length), "message": .text(mistake.message(ExpressionError.remedy)),
        ])
      }
    ).write(to: &bytes)
    return bytes
  }
}
