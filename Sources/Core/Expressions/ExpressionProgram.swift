import Autodiff
import Tensors

/// The content of an expression file: a graph, its output and its variables.
///
/// ```swift
/// let program = try ExpressionProgram("f(x, y) = x * y + sin(x) at (2, 3)")
/// try gradient(of: program.output)[program.variables[1]]  // 2
/// ```
public struct ExpressionProgram: Sendable {
  /// The node that is differentiated.
  public let output: Node
  /// The name of the output in the file, that of its statement.
  public let outputName: String?
  /// Every variable of the file, in the order of definition, whether or not the output depends on it.
  public let variables: [Node]
  /// The first comment that stands on a line of its own before any statement; a line of settings, `#!`, is none.
  public let title: String?
  /// The text.
  public let source: String
  /// The named statements and calls that the nodes belong to.
  package let groups: NodeGroups

  /// Reads an expression file.
  ///
  /// - Parameters:
  ///   - source: the text.
  ///   - point: values that replace those of variables.
  /// - Throws: ``ExpressionError`` with every independent mistake.
  public init(_ source: String, at point: EvaluationPoint = EvaluationPoint()) throws(ExpressionError) {
    let lexer = Lexer(source)
    var parser = Parser(lexer.tokens)
    let (statements, mistakes) = parser.statements(besides: lexer.diagnostics)
    var builder = GraphBuilder(point: point, tokens: lexer.tokens)
    builder.add(statements)
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
    groups = builder.groups.finish(output: output)
  }

  /// Differentiates the output and records the pass.
  ///
  /// - Throws: ``TensorError`` where an adjoint would exceed the limits of a tensor.
  public func trace(fullValues: Bool = false) throws(TensorError) -> Trace {
    try Trace(
      of: output, variables: variables, title: title, source: source, outputName: outputName, fullValues: fullValues,
      groups: groups)
  }

  /// A pass of forward mode, recorded: how the output moves along with a variable, or with one element of it.
  ///
  /// - Throws: ``TensorError``, where there is no such element too.
  package func forwardTrace(
    movedBy input: Node, element: [Int], fullValues: Bool = false
  ) throws(TensorError) -> Trace {
    try Trace(
      forwardOf: output, movedBy: input, element: element, variables: variables, title: title, source: source,
      outputName: outputName, fullValues: fullValues, groups: groups)
  }
}

/// The short name within the package; for users it would be that of types of other libraries.
package typealias Program = ExpressionProgram
