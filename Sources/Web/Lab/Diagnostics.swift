import Autodiff
import Expressions

extension ExpressionError {
  /// The mistakes with their places, as JSON.
  var json: [UInt8] {
    var bytes: [UInt8] = []
    JSON.list(
      diagnostics.map { mistake in
        .object([
          "line": .integer(mistake.range.line), "column": .integer(mistake.range.column),
          "length": .integer(mistake.range.length), "message": .text(mistake.message),
        ])
      }
    ).write(to: &bytes)
    return bytes
  }
}
