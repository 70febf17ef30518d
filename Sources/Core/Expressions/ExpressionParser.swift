// The grammar of expressions, from the loosest operators to the tightest.

extension Parser {
  private func checkDepth(_ depth: Int) throws(Failure) {
    if depth > Parser.nestingLimit {
      throw Failure(current.range, "the expression is nested deeper than the limit of \(Parser.nestingLimit)")
    }
  }

  mutating func expression() throws(Failure) -> Syntax {
    depth += 1
    defer { depth -= 1 }
    try checkDepth(depth)
    let left = try sum()
    guard case .sign(let sign) = current.kind, Operators.comparisons[sign] != nil else { return left }
    let range = current.range
    position += 1
    return .chain(left, [.init(sign: sign, operand: try sum(), range: range)])
  }

  private mutating func sum() throws(Failure) -> Syntax {
    let first = try product()
    var links: [Syntax.Link] = []
    while case .sign(let sign) = current.kind, sign == "+" || sign == "-" {
      let range = current.range
      position += 1
      links.append(.init(sign: sign, operand: try product(), range: range))
    }
    return links.isEmpty ? first : .chain(first, links)
  }

  private mutating func product() throws(Failure) -> Syntax {
    let first = try signed()
    var links: [Syntax.Link] = []
    var last = first
    while true {
      let range = current.range
      if case .sign(let sign) = current.kind, sign == "*" || sign == "/" || sign == "@" {
        position += 1
        last = try signed()
        links.append(.init(sign: sign, operand: last, range: range))
      } else if case .number = last, !tokens[position - 1].isSign(")"), startsFactor(current) {
        // Behind a number the sign of multiplication may be left out: 2x, 3(x + 1).
        last = try signed()
        links.append(.init(sign: "*", operand: last, range: range))
      } else {
        return links.isEmpty ? first : .chain(first, links)
      }
    }
  }

  func startsFactor(_ token: Token) -> Bool {
    if case .name(let name) = token.kind { return name != "at" }
    return token.isSign("(")
  }

  private mutating func signed() throws(Failure) -> Syntax {
    let start = current.range
    guard current.isSign("-") || current.isSign("+") else { return try power() }
    depth += 1
    defer { depth -= 1 }
    try checkDepth(depth)
    let isNegative = current.isSign("-")
    position += 1
    // A sign directly before a number belongs to it, unless a power follows: -3 is a constant, -3^2 is -(3^2).
    if case .number(let value) = current.kind, !isPower(next) {
      let range = start.extended(to: current.range)
      position += 1
      return try suffixed(.number(isNegative ? -value : value, range))
    }
    let operand = try signed()
    return isNegative ? .negative(operand, start) : operand
  }

  private func isPower(_ token: Token) -> Bool {
    if case .superscript = token.kind { return true }
    return token.isSign("^")
  }

  private mutating func power() throws(Failure) -> Syntax {
    var base = try suffixed(try primary())
    var raised = 0
    while case .superscript(let exponent) = current.kind {
      raised += 1
      try checkDepth(depth + raised)
      base = .power(base, .number(exponent, current.range), current.range)
      position += 1
    }
    guard current.isSign("^") else { return base }
    let range = current.range
    depth += 1
    defer { depth -= 1 }
    try checkDepth(depth)
    position += 1
    return .power(base, try signed(), range)
  }

  private mutating func suffixed(_ base: Syntax) throws(Failure) -> Syntax {
    var suffixes: [Syntax.Suffix] = []
    while true {
      let range = current.range
      if current.isSign(".") {
        guard next.isWord("T") else {
          throw Failure(next.range, "expected 'T' after '.': the transpose is written a.T")
        }
        suffixes.append(.transpose(range.extended(to: next.range)))
        position += 2
      } else if current.isSign("[") {
        position += 1
        var subscripts = [try subscript_()]
        while current.isSign(",") {
          position += 1
          subscripts.append(try subscript_())
        }
        let end = current.range
        try expect("]", because: "after the index")
        suffixes.append(.index(subscripts, range.extended(to: end)))
      } else {
        return suffixes.isEmpty ? base : .suffixed(base, suffixes)
      }
    }
  }

  private mutating func subscript_() throws(Failure) -> Syntax.Subscript {
    func isBound(_ token: Token) -> Bool { !token.isSign(":") && !token.isSign(",") && !token.isSign("]") }
    var parts: [Syntax?] = [isBound(current) ? try expression() : nil]
    while current.isSign(":"), parts.count < 3 {
      position += 1
      parts.append(isBound(current) ? try expression() : nil)
    }
    if parts.count == 1, let only = parts[0] { return .position(only) }
    guard parts.count > 1 else { throw Failure(current.range, "expected an index, found \(quoted(current))") }
    return .slice(parts[0], parts[1], parts.count > 2 ? parts[2] : nil)
  }

  private mutating func primary() throws(Failure) -> Syntax {
    let token = current
    switch token.kind {
    case .number(let value):
      position += 1
      return .number(value, token.range)
    case .name(let name):
      position += 1
      guard current.isSign("(") else {
        try refuseMissingParentheses(of: token, name)
        return .name(name, token.range)
      }
      return .call(name, token.range, try arguments(of: name))
    case .sign("("):
      position += 1
      let (items, isTuple) = try list(closing: ")")
      if items.count == 1, !isTuple { return items[0] }
      guard !items.isEmpty else { throw Failure(token.range, "there is nothing between the parentheses") }
      return .tuple(items, token.range.extended(to: tokens[position - 1].range))
    case .sign("["):
      position += 1
      let (items, _) = try list(closing: "]")
      return .array(items, token.range.extended(to: tokens[position - 1].range))
    default:
      throw Failure(token.range, "expected a number, a name or '(', found \(quoted(token))")
    }
  }

  /// Tells of a function whose operand follows without parentheses: `sin x`, `sin² x`.
  private func refuseMissingParentheses(of token: Token, _ name: String) throws(Failure) {
    // A name that a statement defines is no function any more.
    guard !defined.contains(name), let function = Builtin.named(name) else { return }
    let hints = Hints(tokens, known: defined)
    if hints.isInverse(at: position - 1) {
      let inverse = ["sin": "asin", "cos": "acos", "tan": "atan"][name]
      throw Failure(
        token.range,
        "the power −1 of '\(name.quotable)' stands for its inverse, which is "
          + "\(inverse.map { "written \($0)(x)" } ?? "not known"); "
          + "a power is written (\(name.quotable)(x))^n",
        correction: inverse.flatMap { hints.inverse($0, at: position - 1) })
    }
    var isFollowed = startsFactor(current)
    if case .number = current.kind { isFollowed = true }
    let isRaised = current.isSuperscript || (current.isSign("^") && function.name != "exp")
    let correction = isFollowed || isRaised ? hints.application(of: function, at: position - 1) : nil
    guard isFollowed || correction != nil else { return }
    throw Failure(
      token.range, "'\(name.quotable)' is a function: write \(correction?.text.quotable ?? function.usage(as: name))",
      correction: correction)
  }

  /// The items between commas up to a closing bracket, and whether there is a comma.
  private mutating func list(closing: String) throws(Failure) -> (items: [Syntax], hasComma: Bool) {
    var items: [Syntax] = []
    var hasComma = false
    while !current.isSign(closing) {
      items.append(try expression())
      guard current.isSign(",") else { break }
      hasComma = true
      position += 1
    }
    if closing == ")", !hasComma, !current.isSign(closing) { try refuseMissingSign() }
    try expect(closing, because: "here")
    return (items, hasComma)
  }

  private mutating func arguments(of name: String) throws(Failure) -> [Syntax.Argument] {
    position += 1
    var arguments: [Syntax.Argument] = []
    while !current.isSign(")") {
      let start = current.range
      if case .name(let keyword) = current.kind, next.isSign("=") {
        position += 2
        arguments.append(.init(keyword: keyword, value: try expression(), range: start))
      } else {
        let value = try expression()
        if let last = arguments.last, last.keyword != nil {
          throw Failure(start, "an argument without a name cannot follow '\((last.keyword ?? "").quotable)='")
        }
        arguments.append(.init(keyword: nil, value: value, range: value.range))
      }
      guard current.isSign(",") else { break }
      position += 1
    }
    // Where there is one operand, no comma is missing.
    if arguments.count == 1, Builtin.named(name)?.isOfOneOperand == true { try refuseMissingSign() }
    try expect(")", because: "after the arguments of '\(name.quotable)'")
    return arguments
  }
}
