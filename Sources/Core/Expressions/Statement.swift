/// A statement as it is written.
enum Statement {
  /// `name = …`
  case definition(String, SourceRange, Syntax)
  /// `const name = …`
  case constant(String, SourceRange, Syntax)
  /// `const 2`
  case sharedNumber(Double, SourceRange)
  /// `output name`
  case output(String, SourceRange)
  /// `f(a, b) = … at (…)`, or without a point
  case function(String, SourceRange, parameters: [Parameter], body: Syntax, hasPoint: Bool)
  /// A statement that could not be read, by the names it would have defined.
  case failed([(String, SourceRange)])

  struct Parameter {
    let name: String
    let range: SourceRange
    let value: Syntax?
  }
}
