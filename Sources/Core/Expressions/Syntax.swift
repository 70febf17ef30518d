/// An expression as it is written.
///
/// Sums, products and the suffixes of an operand are lists, so that the tree is as deep as the text is nested and
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

  /// The place of the expression.
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
