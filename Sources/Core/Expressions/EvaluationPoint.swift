import Tensors

/// Values for variables, given apart from the file.
public struct EvaluationPoint: Sendable {
  package let values: [String: Tensor]
  /// The place of each value, and the text, for messages.
  let ranges: [String: SourceRange]
  let lines: [String]

  /// No value: the file's own hold.
  public init() {
    values = [:]
    ranges = [:]
    lines = []
  }

  /// Values by the names of their variables.
  public init(_ values: [String: Tensor]) {
    self.values = values
    ranges = [:]
    lines = []
  }

  /// Reads `x=2,y=[1,2]`.
  ///
  /// - Throws: ``ExpressionError``.
  public init(_ text: String) throws(ExpressionError) {
    let lexer = Lexer(text)
    var diagnostics = lexer.diagnostics
    var values: [String: Tensor] = [:]
    var ranges: [String: SourceRange] = [:]
    if diagnostics.isEmpty {
      var parser = Parser(lexer.tokens)
      var builder = GraphBuilder(point: EvaluationPoint(), tokens: lexer.tokens)
      do throws(Parser.Failure) {
        for item in try parser.assignments() {
          guard let value = item.value else { continue }
          values[item.name] = builder.literal(value, for: "'\(item.name)'")
          ranges[item.name] = item.range
        }
      } catch {
        diagnostics.append(error.diagnostic)
      }
      diagnostics += builder.diagnostics
    }
    guard diagnostics.isEmpty else { throw ExpressionError(diagnostics, in: lexer.lines, concernsPoint: true) }
    self.values = values
    self.ranges = ranges
    lines = lexer.lines
  }
}

/// The short name within the package; for users it would be that of types of other libraries.
package typealias Point = EvaluationPoint
