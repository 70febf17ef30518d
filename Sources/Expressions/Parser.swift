/// Puts tokens together to statements, by recursive descent.
///
/// A mistake ends its statement; the next is read all the same, so that independent mistakes are reported together.
struct Parser {
  /// How deep brackets, signs and powers may be nested.
  static let nestingLimit = 200

  private let tokens: [Token]
  private var position = 0
  private var depth = 0

  /// What stops the reading of a statement.
  struct Failure: Error {
    let diagnostic: Diagnostic

    init(_ range: SourceRange, _ message: String) {
      diagnostic = Diagnostic(range: range, message: message)
    }
  }

  init(_ tokens: [Token]) {
    self.tokens = tokens
  }

  /// The statements, and what is wrong with those that cannot be read.
  ///
  /// Nothing is said of a statement in which the lexer has found a mistake: that is once enough.
  mutating func statements(besides lexical: [Diagnostic]) -> (statements: [Statement], diagnostics: [Diagnostic]) {
    var statements: [Statement] = []
    var diagnostics: [Diagnostic] = []
    let mistakes = lexical.map(\.range.place).sorted()
    var told = 0
    while position < tokens.count {
      let start = position
      var failure: Diagnostic?
      do throws(Failure) {
        let statement = try statement()
        try expectEnd()
        statements.append(statement)
      } catch {
        failure = error.diagnostic
        while position < tokens.count, tokens[position].kind != .end { position += 1 }
      }
      let end = token(at: position).range.place
      var isTold = false
      while told < mistakes.count, mistakes[told] <= end {
        told += 1
        isTold = true
      }
      if failure != nil || isTold {
        statements.append(.failed(definedNames(tokens[start..<min(position, tokens.count)])))
      }
      if let failure, !isTold { diagnostics.append(failure) }
      position += 1
    }
    return (statements, diagnostics)
  }

  /// The names that a statement was about to define, so that their use below is not reported as well.
  private func definedNames(_ tokens: ArraySlice<Token>) -> [(String, SourceRange)] {
    let head = tokens.prefix { !$0.isSign("=") && !$0.isSign(")") }
    return head.compactMap { token in
      guard case .name(let name) = token.kind, name != "const", name != "output" else { return nil }
      return (name, token.range)
    }
  }

  /// `x = 2, y = [1, 2]`, as `--at` gives it.
  mutating func assignments() throws(Failure) -> [Statement.Parameter] {
    let list = try assignmentList()
    try expectEnd()
    if position + 1 < tokens.count { throw Failure(tokens[position + 1].range, "expected ',' between the values") }
    return list
  }

  // MARK: Statements

  private mutating func statement() throws(Failure) -> Statement {
    let first = current
    guard case .name(let name) = first.kind else {
      throw Failure(first.range, "a statement begins with a name, as in 'f = x + 1', not with '\(first.text)'")
    }
    if name == "const", !next.isSign("=") { return try constant() }
    if name == "output", case .name(let output) = next.kind {
      position += 2
      return .output(output, tokens[position - 1].range)
    }
    position += 1
    try refuseReserved(name, first.range)
    if current.isSign("(") { return try function(name, first.range) }
    try expect("=", because: "after the name '\(name)'")
    return .definition(name, first.range, try expression())
  }

  private mutating func constant() throws(Failure) -> Statement {
    position += 1
    if case .name(let name) = current.kind {
      let range = current.range
      position += 1
      try refuseReserved(name, range)
      try expect("=", because: "after the name '\(name)'")
      return .constant(name, range, try expression())
    }
    let start = current.range
    let sign = takeSign()
    guard case .number(let value) = current.kind else {
      throw Failure(current.range, "expected a number or a name after 'const'")
    }
    let range = start.extended(to: current.range)
    position += 1
    return .sharedNumber(sign * value, range)
  }

  private mutating func function(_ name: String, _ range: SourceRange) throws(Failure) -> Statement {
    var names: [(name: String, range: SourceRange)] = []
    position += 1
    while !current.isSign(")") {
      guard case .name(let parameter) = current.kind else {
        throw Failure(current.range, "expected the name of a variable, found \(quoted(current))")
      }
      try refuseReserved(parameter, current.range)
      names.append((parameter, current.range))
      position += 1
      guard current.isSign(",") else { break }
      position += 1
    }
    try expect(")", because: "after the variables of '\(name)'")
    try expect("=", because: "after '\(name)(…)'")
    let body = try expression()
    guard current.isWord("at") else {
      return .function(
        name, range, parameters: names.map { .init(name: $0.name, range: $0.range, value: nil) }, body: body)
    }
    let at = current.range
    position += 1
    if case .name = current.kind, next.isSign("=") {
      let given = try assignmentList()
      let known = Set(names.map(\.name))
      for value in given where !known.contains(value.name) {
        throw Failure(value.range, "'\(value.name)' is not a variable of '\(name)'")
      }
      let values = Dictionary(given.map { ($0.name, $0.value) }) { first, _ in first }
      return .function(
        name, range,
        parameters: names.map { .init(name: $0.name, range: $0.range, value: values[$0.name] ?? nil) }, body: body)
    }
    let values = try point()
    guard values.count == names.count else {
      throw Failure(
        at, "'\(name)' has \(count(names.count, "variable")), and 'at' gives \(count(values.count, "value"))")
    }
    return .function(
      name, range,
      parameters: zip(names, values).map { .init(name: $0.name, range: $0.range, value: $1) }, body: body)
  }

  /// `(1, [2, 3])`, or a single value without parentheses.
  private mutating func point() throws(Failure) -> [Syntax] {
    let value = try expression()
    if case .tuple(let values, _) = value { return values }
    return [value]
  }

  private mutating func assignmentList() throws(Failure) -> [Statement.Parameter] {
    var list: [Statement.Parameter] = []
    var listed: Set<String> = []
    while true {
      guard case .name(let name) = current.kind else {
        throw Failure(current.range, "expected the name of a variable, found \(quoted(current))")
      }
      let range = current.range
      guard listed.insert(name).inserted else { throw Failure(range, "'\(name)' is given a value twice") }
      position += 1
      try expect("=", because: "after the name '\(name)'")
      list.append(.init(name: name, range: range, value: try expression()))
      guard current.isSign(",") else { return list }
      position += 1
    }
  }

  private func refuseReserved(_ name: String, _ range: SourceRange) throws(Failure) {
    if ["at", "const", "output", "true", "True", "false", "False"].contains(name) {
      throw Failure(range, "'\(name)' is a word of the language; choose another name")
    }
  }

  // MARK: Expressions, loosest first

  private func checkDepth(_ depth: Int) throws(Failure) {
    if depth > Parser.nestingLimit {
      throw Failure(current.range, "the expression is nested deeper than the limit of \(Parser.nestingLimit)")
    }
  }

  private static let comparisons: Set<String> = ["<", "<=", ">", ">=", "==", "!="]

  private mutating func expression() throws(Failure) -> Syntax {
    depth += 1
    defer { depth -= 1 }
    try checkDepth(depth)
    let left = try sum()
    guard case .sign(let sign) = current.kind, Parser.comparisons.contains(sign) else { return left }
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

  private func startsFactor(_ token: Token) -> Bool {
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
        if let function = Builtin.named(name), startsFactor(current) {
          throw Failure(token.range, "'\(name)' is a function: write \(function.usage)")
        }
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

  /// Items between commas up to a closing bracket, and whether a comma stands among them.
  private mutating func list(closing: String) throws(Failure) -> (items: [Syntax], hasComma: Bool) {
    var items: [Syntax] = []
    var hasComma = false
    while !current.isSign(closing) {
      items.append(try expression())
      guard current.isSign(",") else { break }
      hasComma = true
      position += 1
    }
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
          throw Failure(start, "an argument without a name cannot follow '\(last.keyword ?? "")='")
        }
        arguments.append(.init(keyword: nil, value: value, range: value.range))
      }
      guard current.isSign(",") else { break }
      position += 1
    }
    try expect(")", because: "after the arguments of '\(name)'")
    return arguments
  }

  // MARK: Tokens

  private var current: Token { token(at: position) }
  private var next: Token { token(at: position + 1) }

  private func token(at position: Int) -> Token {
    if tokens.indices.contains(position) { return tokens[position] }
    let end = tokens.last?.range ?? SourceRange(line: 1, column: 1, length: 1)
    return Token(kind: .end, range: end, text: "the end of the line")
  }

  private mutating func takeSign() -> Double {
    guard current.isSign("-") || current.isSign("+") else { return 1 }
    position += 1
    return tokens[position - 1].isSign("-") ? -1 : 1
  }

  private mutating func expect(_ sign: String, because place: String) throws(Failure) {
    guard current.isSign(sign) else {
      throw Failure(current.range, "expected '\(sign)' \(place), found \(quoted(current))")
    }
    position += 1
  }

  private func expectEnd() throws(Failure) {
    guard current.kind != .end else { return }
    if current.isWord("at") {
      throw Failure(current.range, "'at' follows a function of named variables, as in 'f(x) = x^2 at (3)'")
    }
    if position > 0, case .name = tokens[position - 1].kind, startsFactor(current) {
      throw Failure(current.range, "unexpected '\(current.text)'; multiplication is written with '*'")
    }
    throw Failure(current.range, "unexpected '\(current.text)'; expected an operator or the end of the statement")
  }

  private func quoted(_ token: Token) -> String {
    token.kind == .end ? token.text : "'\(token.text)'"
  }
}

/// A number with its noun, "1 value", "2 values".
func count(_ number: Int, _ noun: String) -> String {
  "\(number) \(noun)\(number == 1 ? "" : "s")"
}
