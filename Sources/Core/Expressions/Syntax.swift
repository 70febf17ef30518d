/// An expression as it is written.
///
/// Sums, products and what is hung on an operand are lists, so that the tree is as deep as the text is nested and
/// no deeper: the parser's limit on nesting bounds every recursion over it.
indirect enum Syntax {
  case number(Double, SourceRange)
  case name(String, SourceRange)
  case negative(Syntax, SourceRange)
  /// Operators of one rank, left to right: `a + b − c`.
  case chain(Syntax, [Link])
  case power(Syntax, Syntax, SourceRange)
  case call(String, SourceRange, [Argument])
  /// `a.T`, `a[1]`
  case suffixed(Syntax, [Suffix])
  /// `[a, b]`
  case array([Syntax], SourceRange)
  /// `(a, b)`
  case tuple([Syntax], SourceRange)

  struct Link {
    let sign: String
    let operand: Syntax
    let range: SourceRange
  }

  struct Argument {
    let keyword: String?
    let value: Syntax
    let range: SourceRange
  }

  enum Suffix {
    case transpose(SourceRange)
    case index([Subscript], SourceRange)
  }

  enum Subscript {
    case position(Syntax)
    case slice(Syntax?, Syntax?, Syntax?)
  }

  /// Where the expression stands.
  var range: SourceRange {
    switch self {
    case .number(_, let range), .name(_, let range), .negative(_, let range), .power(_, _, let range),
      .call(_, let range, _), .array(_, let range), .tuple(_, let range):
      range
    case .chain(let first, let links): links.last.map { first.range.extended(to: $0.operand.range) } ?? first.range
    case .suffixed(let base, let suffixes): suffixes.last.map { base.range.extended(to: $0.range) } ?? base.range
    }
  }
}

extension Syntax.Suffix {
  var range: SourceRange {
    switch self {
    case .transpose(let range), .index(_, let range): range
    }
  }
}

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
  /// `f(a, b) = … at (…)`
  case function(String, SourceRange, parameters: [Parameter], body: Syntax)
  /// What could not be read, and the names it would have defined.
  case failed([(String, SourceRange)])

  struct Parameter {
    let name: String
    let range: SourceRange
    let value: Syntax?
  }
}
