import Autodiff
import Tensors

/// What an expression file says: a graph, its output and its variables.
public struct Program: Sendable {
  /// The node that is differentiated.
  public let output: Node
  /// What the file calls it, by the name of its statement.
  public let outputName: String?
  /// Every variable of the file, in the order of definition, whether or not the output depends on it.
  public let variables: [Node]
  /// The first comment that stands on a line of its own before any statement.
  public let title: String?
  /// The text.
  public let source: String

  /// Reads an expression file.
  ///
  /// - Parameters:
  ///   - source: the text.
  ///   - point: values that replace those of variables.
  /// - Throws: ``ExpressionError`` with every independent mistake.
  public init(_ source: String, at point: Point = Point()) throws(ExpressionError) {
    let lexer = Lexer(source)
    var parser = Parser(lexer.tokens)
    let (statements, mistakes) = parser.statements(besides: lexer.diagnostics)
    var builder = GraphBuilder(point: point, tokens: lexer.tokens)
    for statement in statements { builder.add(statement) }
    let diagnostics = lexer.diagnostics + mistakes + builder.diagnostics
    guard diagnostics.isEmpty else {
      throw ExpressionError(diagnostics, in: lexer.lines, comparisons: builder.comparisons)
    }
    guard let output = builder.output else {
      let place = SourceRange(line: 1, column: 1, length: 1)
      throw ExpressionError(
        [Diagnostic(range: place, message: "there is no statement; write what to differentiate, as in 'f = x^2'")],
        in: lexer.lines)
    }
    let unused = builder.unusedValues()
    guard unused.isEmpty else { throw ExpressionError(unused, in: point.lines, concernsPoint: true) }
    self.output = output
    outputName = builder.outputName
    variables = builder.variables
    title = lexer.title
    self.source = source
  }

  /// Differentiates the output and records the pass.
  ///
  /// - Throws: what the operations say.
  public func trace(fullValues: Bool = false) throws -> Trace {
    try Trace(
      of: output, variables: variables, title: title, source: source, outputName: outputName, fullValues: fullValues)
  }
}

/// Values for variables, given apart from the file.
public struct Point: Sendable {
  let values: [String: Tensor]
  /// Where each value is given, and the text, for messages.
  let ranges: [String: SourceRange]
  let lines: [String]

  /// No value: the file's own hold.
  public init() {
    values = [:]
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
      var builder = GraphBuilder(point: Point(), tokens: lexer.tokens)
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
