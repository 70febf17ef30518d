/// Puts tokens together to statements, by recursive descent.
///
/// A mistake ends its statement; the next is read all the same, so that independent mistakes are reported together.
struct Parser {
  /// The most levels that brackets, signs and powers may be nested.
  static let nestingLimit = 200

  let tokens: [Token]
  var position = 0
  /// The level of nesting of the expression being read.
  var depth = 0
  /// The names that statements define, so far.
  private(set) var defined: Set<String> = []

  /// A mistake that ends the reading of a statement.
  struct Failure: Error {
    let diagnostic: Diagnostic

    init(_ range: SourceRange, _ message: String, correction: Correction? = nil) {
      diagnostic = Diagnostic(range: range, message: message, correction: correction)
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
    let mistakes = lexical.map { $0.range.place }.sorted()
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
    // The parameters of a function without a point are its own.
    let isFunction = tokens.dropFirst().first?.isSign("(") == true && !tokens.contains { $0.isWord("at") }
    let head = isFunction ? tokens.prefix(1) : tokens.prefix { !$0.isSign("=") && !$0.isSign(")") }
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
      throw Failure(first.range, "a statement begins with a name, as in 'f = x + 1', not with '\(first.text.quotable)'")
    }
    if name == "const", !next.isSign("=") { return try constant() }
    if name == "output", case .name(let output) = next.kind {
      position += 2
      return .output(output, tokens[position - 1].range)
    }
    position += 1
    try refuseReserved(name, first.range)
    if current.isSign("(") { return try function(name, first.range) }
    try expect("=", because: "after the name '\(name.quotable)'")
    return .definition(name, first.range, try expression())
  }

  private mutating func constant() throws(Failure) -> Statement {
    position += 1
    if case .name(let name) = current.kind {
      let range = current.range
      position += 1
      try refuseReserved(name, range)
      try expect("=", because: "after the name '\(name.quotable)'")
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

  /// `(a, b) = …`, and the values behind `at`, from the parenthesis behind the name.
  private mutating func function(_ name: String, _ range: SourceRange) throws(Failure) -> Statement {
    let names = try parameterNames()
    try expect(")", because: "after the variables of '\(name.quotable)'")
    try expect("=", because: "after '\(name.quotable)(…)'")
    let body = try expression()
    let hasPoint = current.isWord("at")
    let values = try values(of: names, for: name)
    return .function(
      name, range,
      parameters: zip(names, values).map { .init(name: $0.name, range: $0.range, value: $1) }, body: body,
      hasPoint: hasPoint)
  }

  /// The names up to the closing parenthesis: `(a, b`.
  private mutating func parameterNames() throws(Failure) -> [(name: String, range: SourceRange)] {
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
    return names
  }

  /// `at (1, 2)` or `at a = 1, b = 2`: a value for each parameter of a function, nil where none is given.
  private mutating func values(
    of names: [(name: String, range: SourceRange)], for function: String
  ) throws(Failure) -> [Syntax?] {
    guard current.isWord("at") else { return names.map { _ in nil } }
    let at = current.range
    position += 1
    if case .name = current.kind, next.isSign("=") {
      let given = try assignmentList()
      let known = Set(names.map { $0.name })
      var values: [String: Syntax] = [:]
      for value in given {
        guard known.contains(value.name) else {
          throw Failure(value.range, "'\(value.name.quotable)' is not a variable of '\(function.quotable)'")
        }
        values[value.name] = value.value
      }
      return names.map { values[$0.name] }
    }
    let values = try point()
    guard values.count == names.count else {
      throw Failure(
        at,
        "'\(function.quotable)' has \(count(names.count, "variable")), "
          + "and 'at' gives \(count(values.count, "value"))")
    }
    return values.map { $0 }
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
      guard listed.insert(name).inserted else { throw Failure(range, "'\(name.quotable)' is given a value twice") }
      position += 1
      try expect("=", because: "after the name '\(name.quotable)'")
      list.append(.init(name: name, range: range, value: try expression()))
      guard current.isSign(",") else { return list }
      position += 1
    }
  }

  private mutating func refuseReserved(_ name: String, _ range: SourceRange) throws(Failure) {
    if ["at", "const", "output", "true", "True", "false", "False"].contains(name) {
      throw Failure(range, "'\(name.quotable)' is a word of the language; choose another name")
    }
    defined.insert(name)
  }

  // MARK: Tokens

  var current: Token { token(at: position) }
  var next: Token { token(at: position + 1) }

  private func token(at position: Int) -> Token {
    if tokens.indices.contains(position) { return tokens[position] }
    let end = tokens.last?.range ?? SourceRange(line: 1, column: 1, length: 1)
    return Token(kind: .end, range: end, text: "the end of the line")
  }

  mutating func takeSign() -> Double {
    guard current.isSign("-") || current.isSign("+") else { return 1 }
    position += 1
    return tokens[position - 1].isSign("-") ? -1 : 1
  }

  mutating func expect(_ sign: String, because place: String) throws(Failure) {
    guard current.isSign(sign) else {
      throw Failure(current.range, "expected '\(sign)' \(place), found \(quoted(current))")
    }
    position += 1
  }

  func expectEnd() throws(Failure) {
    guard current.kind != .end else { return }
    if current.isWord("at") {
      throw Failure(current.range, "'at' follows a function of named variables, as in 'f(x) = x^2 at (3)'")
    }
    try refuseMissingSign()
    throw Failure(
      current.range, "unexpected '\(current.text.quotable)'; expected an operator or the end of the statement")
  }

  /// Tells of factors that are side by side, with no sign between them.
  func refuseMissingSign() throws(Failure) {
    guard position > 0, tokens[position - 1].endsFactor else { return }
    if case .number = current.kind, case .number = tokens[position - 1].kind { return }
    if case .number = current.kind {} else if !startsFactor(current) { return }
    try refuseForeign(tokens[position - 1])
    try refuseForeign(current)
    throw Failure(
      current.range, "unexpected '\(current.text.quotable)'; multiplication is written with '*'",
      correction: Hints(tokens).multiplication(before: position))
  }

  /// Tells of a name that is no factor, since it is a function or an operator elsewhere: `arcsin x`, `x mod 2`.
  private func refuseForeign(_ token: Token) throws(Failure) {
    guard case .name(let name) = token.kind, !defined.contains(name) else { return }
    if let note = ForeignNames.words[name] { throw Failure(token.range, "unexpected '\(name)'; \(note)") }
    guard ForeignNames.isFunction(name) else { return }
    guard let alias = ForeignNames.aliases[name], Builtin.named(alias) != nil else {
      throw Failure(token.range, "unknown function '\(name)'")
    }
    throw Failure(
      token.range, "unknown function '\(name)'; did you mean '\(alias)'?",
      correction: Correction(range: token.range, text: alias))
  }

  func quoted(_ token: Token) -> String {
    token.kind == .end ? token.text : "'\(token.text.quotable)'"
  }
}

/// A number with its noun, "1 value", "2 values".
func count(_ number: Int, _ noun: String) -> String {
  "\(number) \(noun)\(number == 1 ? "" : "s")"
}
