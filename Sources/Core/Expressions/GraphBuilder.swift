import Autodiff
import Tensors

/// Turns statements into a graph, one after the other.
struct GraphBuilder {
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var variables: [Node] = []
  /// The node that `output` names, else that of the last statement.
  var output: Node? { chosen?.node ?? last?.node }
  /// The name of that statement.
  var outputName: String? { chosen?.name ?? last?.name }

  private var chosen: (name: String, node: Node)?
  private var last: (name: String, node: Node)?
  /// The node of each name; nil where its definition had a mistake that has been reported.
  private var names: [String: (node: Node?, range: SourceRange)] = [:]
  /// The names that stand for a node, in the order of definition.
  private(set) var known: [String] = []
  let hints: Hints
  var suggestions = Suggestions()
  /// The names whose definition is being computed.
  private var defining: Set<String> = []
  private var sharedNumbers: [Double: Node] = [:]
  private let point: Point
  private var usedValues: Set<String> = []
  /// Whether there is no memory for more.
  private var isAtEnd = false
  /// The first name that the expression being computed refers to.
  private var reference: String?
  /// The functions that the program has defined.
  var functions: [String: UserFunction] = [:]
  /// The lines of the functions that it has not defined yet.
  private var laterFunctions: [String: Int] = [:]
  var calls = CallState()
  var groups = GroupRecorder()
  /// The group of the statement or call that is being computed.
  var group: Int?

  /// A mistake that ends the computation of a statement; nil where it has been reported already.
  struct Failure: Error {
    let diagnostic: Diagnostic?
    /// Whether what follows would only fail in the same way.
    private(set) var isFinal = false

    init(_ range: SourceRange, _ message: String, correction: Correction? = nil, isFinal: Bool = false) {
      diagnostic = Diagnostic(range: range, message: message, correction: correction)
      self.isFinal = isFinal
    }

    init(_ range: SourceRange, _ error: TensorError) {
      diagnostic = Diagnostic(range: range, error: error)
      if case .tooMuchMemory = error { isFinal = true }
    }

    private init() { diagnostic = nil }
    static let reported = Failure()

    private init(_ diagnostic: Diagnostic?, isFinal: Bool) {
      self.diagnostic = diagnostic
      self.isFinal = isFinal
    }

    /// The same, which a call has led to.
    func inCall(of function: String, line: Int) -> Failure {
      Failure(diagnostic?.inCall(of: function, line: line), isFinal: isFinal)
    }
  }

  /// - Parameters:
  ///   - point: values that replace those of variables.
  ///   - tokens: the text, for hints.
  init(point: Point, tokens: [Token]) {
    self.point = point
    hints = Hints(tokens)
  }

  /// The number of names that have been compared to make suggestions.
  var comparisons: Int { suggestions.comparisons }

  /// Computes statements, one after the other.
  mutating func add(_ statements: [Statement]) {
    // A function without a point is the output where nothing but `output` follows.
    var end = statements.count
    while end > 0, case .output = statements[end - 1] { end -= 1 }
    for case .function(let name, let range, _, _, hasPoint: false) in statements.prefix(max(0, end - 1)) {
      laterFunctions[name] = laterFunctions[name] ?? range.line
    }
    for (index, statement) in statements.enumerated() where !isAtEnd {
      do throws(Failure) {
        if index < end - 1, case .function(let name, let range, let parameters, let body, hasPoint: false) = statement {
          try declare(name, range)
          try defineFunction(name, range, parameters, body)
        } else {
          try compute(statement)
        }
      } catch {
        report(error)
      }
      defining = []
      group = nil
    }
  }

  mutating func report(_ failure: Failure) {
    if let diagnostic = failure.diagnostic, !isAtEnd { diagnostics.append(diagnostic) }
    isAtEnd = isAtEnd || failure.isFinal
  }

  /// The errors for values that were given for no variable of the file.
  mutating func unusedValues() -> [Diagnostic] {
    let known = variables.compactMap { $0.name }
    let unused = point.values.keys.sorted().filter { !usedValues.contains($0) }
    return unused.enumerated().map { index, name in
      let place = point.ranges[name] ?? SourceRange(line: 1, column: 1, length: 1)
      guard names[name] == nil else {
        return Diagnostic(range: place, message: "'\(name.quotable)' is no variable and cannot be given a value")
      }
      let what = "there is no variable '\(name.quotable)' to give a value"
      guard index < ExpressionError.reportLimit, let nearest = suggestions.nearest(to: name, among: known) else {
        return Diagnostic(range: place, message: what)
      }
      return Diagnostic(
        range: place, message: "\(what); did you mean '\(nearest.quotable)'?",
        correction: Correction(range: place, text: nearest))
    }
  }

  /// The value of an expression that must not refer to any name; nil, and a diagnostic, where it is wrong.
  mutating func literal(_ syntax: Syntax, for what: String) -> Tensor? {
    do throws(Failure) {
      return try literalValue(syntax, for: what)
    } catch {
      if let diagnostic = error.diagnostic { diagnostics.append(diagnostic) }
      return nil
    }
  }

  // MARK: Statements

  private mutating func compute(_ statement: Statement) throws(Failure) {
    switch statement {
    case .definition(let name, let range, let syntax):
      try declare(name, range)
      reference = nil
      group = groups.open(name)
      let node = try node(syntax)
      if reference == nil {
        define(name, range, variable(name, node.value))
      } else {
        define(name, range, result: node, of: syntax)
      }
    case .constant(let name, let range, let syntax):
      try declare(name, range)
      define(name, range, .constant(try literalValue(syntax, for: "the constant '\(name.quotable)'"), name: name))
    case .sharedNumber(let value, _):
      if sharedNumbers[value] == nil {
        let constant = Node.constant(Tensor(value))
        sharedNumbers[value] = constant
        groups.exclude(constant)
      }
    case .output(let name, let range):
      chosen = (name, try look(up: name, range))
    case .failed(let names):
      for (name, range) in names where self.names[name] == nil { self.names[name] = (nil, range) }
    case .function(let name, let range, let parameters, let body, _):
      try declare(name, range)
      for parameter in parameters { try declare(parameter.name, parameter.range) }
      for parameter in parameters { try define(parameter) }
      reference = nil
      group = groups.open(name)
      define(name, range, result: try node(body), of: body)
    }
  }

  /// Gives the result of an expression a name; what was there before gets a second name, and stays one node.
  private mutating func define(_ name: String, _ range: SourceRange, result node: Node, of syntax: Syntax) {
    if case .name = syntax { return define(name, range, node) }
    // A function may hand back its argument, or a number that is shared.
    guard node.name == nil, !groups.isExcluded(node) else { return define(name, range, node) }
    let named = node.named(name)
    if let group { groups.close(statement: group, result: node, named: named) }
    define(name, range, named)
  }

  /// Makes a parameter of a function a variable, with its value from the point or from the statement.
  private mutating func define(_ parameter: Statement.Parameter) throws(Failure) {
    let value: Tensor
    if let given = point.values[parameter.name] {
      value = given
    } else if let syntax = parameter.value {
      value = try literalValue(syntax, for: "the value of '\(parameter.name.quotable)'")
    } else {
      throw Failure(parameter.range, "'\(parameter.name.quotable)' has no value; end the line with 'at (…)'")
    }
    names[parameter.name] = (variable(parameter.name, value), parameter.range)
    known.append(parameter.name)
    defining.remove(parameter.name)
  }

  /// Refuses a name that is taken, and keeps it from being reported as unknown if its definition fails.
  private mutating func declare(_ name: String, _ range: SourceRange) throws(Failure) {
    if let earlier = names[name]?.range ?? functions[name]?.range {
      throw Failure(range, "'\(name.quotable)' is defined already, in line \(earlier.line); choose another name")
    }
    names[name] = (nil, range)
    defining.insert(name)
  }

  private mutating func define(_ name: String, _ range: SourceRange, _ node: Node) {
    names[name] = (node, range)
    known.append(name)
    last = (name, node)
  }

  private mutating func variable(_ name: String, _ value: Tensor) -> Node {
    let given = point.values[name]
    if given != nil { usedValues.insert(name) }
    let variable = Node.variable(given ?? value, name: name)
    variables.append(variable)
    return variable
  }

  private mutating func literalValue(_ syntax: Syntax, for what: String) throws(Failure) -> Tensor {
    let outer = reference
    defer { reference = outer }
    reference = nil
    let value = try node(syntax).value
    if let reference {
      throw Failure(syntax.range, "\(what) must be a number or an array and cannot refer to '\(reference.quotable)'")
    }
    return value
  }

  /// Whether a mistake that is found now is one of those that a report shows; no hint is sought for others.
  var isHinting: Bool { diagnostics.count < ExpressionError.reportLimit }

  /// Whether a name has a node.
  func isKnown(_ name: String) -> Bool { calls.scope?.parameters.contains(name) == true || names[name]?.node != nil }

  /// Whether a name has been defined, with or without a mistake.
  func isDefined(_ name: String) -> Bool { calls.scope?.parameters.contains(name) == true || names[name] != nil }

  // MARK: Expressions

  mutating func node(_ syntax: Syntax) throws(Failure) -> Node {
    defer { calls.level -= 1 }
    try enterLevel()
    switch syntax {
    case .number(let value, _): return sharedNumbers[value] ?? .constant(Tensor(value))
    case .name(let name, let range): return try look(up: name, range)
    case .negative(let operand, let range): return try apply(.neg, [node(operand)], range)
    case .power(let base, let exponent, let range): return try apply(.pow, [node(base), node(exponent)], range)
    case .chain(let first, let links): return try chain(first, links)
    case .array(let rows, let range): return .constant(try array(rows, range))
    case .tuple(_, let range):
      throw Failure(range, "a list in parentheses may stand only as an argument, a shape or behind 'at'")
    case .suffixed(let base, let suffixes):
      var result = try node(base)
      for suffix in suffixes { result = try apply(suffix, to: result) }
      return result
    case .call(let name, let range, let arguments): return try call(name, range, arguments)
    }
  }

  /// Operators from left to right; the operands' mistakes are independent of each other and are all reported.
  private mutating func chain(_ first: Syntax, _ links: [Syntax.Link]) throws(Failure) -> Node {
    var result = try independently(first)
    for link in links {
      guard let operation = Operators.arithmetic[link.sign] else {
        throw Failure(link.range, "a comparison may stand only as the condition of 'where'")
      }
      guard let operand = try independently(link.operand), let left = result else {
        result = nil
        continue
      }
      result =
        link.sign == "@"
        ? try matrixProduct(left, operand, link.range) : try apply(operation, [left, operand], link.range)
    }
    guard let result else { throw .reported }
    return result
  }

  /// The product of vectors, matrices and batches of them.
  func matrixProduct(_ a: Node, _ b: Node, _ range: SourceRange) throws(Failure) -> Node {
    guard a.value.scalar == nil, b.value.scalar == nil else {
      throw Failure(range, "dot: '@' multiplies arrays; one side is a scalar, for which '*' is written")
    }
    return try at(range) { () throws(TensorError) in try .matrixProduct(a, b) }
  }

  /// The node of an expression; nil where it has a mistake, which is then reported.
  private mutating func attempt(_ syntax: Syntax) -> Node? {
    guard !isAtEnd else { return nil }
    do throws(Failure) {
      return try node(syntax)
    } catch {
      report(error)
      return nil
    }
  }

  /// The node of an expression whose mistakes are independent of what follows; nil where one is reported.
  ///
  /// Within a call, the first mistake is enough: the next call would have it too.
  mutating func independently(_ syntax: Syntax) throws(Failure) -> Node? {
    calls.scope == nil ? attempt(syntax) : try node(syntax)
  }

  /// The condition of `where`: a comparison, or numbers, of which 0 is false.
  mutating func condition(_ syntax: Syntax) throws(Failure) -> Node {
    if case .chain(let left, let links) = syntax, let link = links.first,
      let operation = Operators.comparisons[link.sign]
    {
      return try apply(operation, [node(left), node(link.operand)], link.range)
    }
    return try node(syntax)
  }

  mutating func operand(_ syntax: Syntax) throws(Failure) -> Node { try node(syntax) }

  func apply(_ operation: Operation, _ operands: [Node], _ range: SourceRange) throws(Failure) -> Node {
    try at(range) { () throws(TensorError) in try .applying(operation, to: Operands(all: operands)) }
  }

  /// Computes a node; what is wrong is told of a place in the text.
  func at(_ range: SourceRange, _ compute: () throws(TensorError) -> Node) throws(Failure) -> Node {
    do {
      return try compute()
    } catch {
      throw Failure(range, error)
    }
  }

  /// Notes that the expression being computed refers to a name.
  mutating func noteReference(_ name: String) { reference = reference ?? name }

  mutating func look(up name: String, _ range: SourceRange) throws(Failure) -> Node {
    if let argument = calls.scope?.arguments[name] {
      noteReference(name)
      return argument
    }
    if let function = functions[name] {
      throw Failure(range, "'\(name.quotable)' is a function: write \(function.usage.quotable)")
    }
    if let known = names[name] {
      noteReference(name)
      if let node = known.node { return node }
      guard !defining.contains(name) else { throw Failure(range, "'\(name.quotable)' is used in its own definition") }
      throw .reported
    }
    switch name {
    case "true", "True": return .constant(1)
    case "false", "False": return .constant(0)
    case "pi": return .constant(Tensor(.pi))
    case "e": return .constant(Tensor(eulersNumber))
    default: break
    }
    throw unknownName(name, range)
  }

  private mutating func array(_ rows: [Syntax], _ range: SourceRange) throws(Failure) -> Tensor {
    var values: [Tensor] = []
    for row in rows {
      let value = try literalValue(row, for: "an element of an array")
      if let first = values.first, first.shape != value.shape {
        throw Failure(row.range, "this row has shape \(value.shape), the first one \(first.shape)")
      }
      values.append(value)
    }
    do {
      return try Tensor(rows: values)
    } catch {
      throw Failure(range, error)
    }
  }

  private mutating func call(
    _ name: String, _ range: SourceRange, _ arguments: [Syntax.Argument]
  ) throws(Failure) -> Node {
    switch try function(of: name, range) {
    case .user(let function): return try call(function, range, arguments)
    case .builtin(let builtin): return try builtin.build(&self, Call(builtin, range, arguments))
    }
  }

  /// A function that can be called.
  enum Callable {
    case builtin(Builtin)
    case user(UserFunction)
  }

  /// The function of a name.
  mutating func function(of name: String, _ range: SourceRange) throws(Failure) -> Callable {
    if calls.scope?.parameters.contains(name) == true { throw unknownFunction(name, range) }
    if let function = functions[name] { return .user(function) }
    if let line = laterFunctions[name] {
      guard names[name] != nil else {
        throw Failure(
          range, "'\(name.quotable)' is defined below, in line \(line); a function is defined before its calls")
      }
      guard !defining.contains(name) else {
        throw Failure(range, "'\(name.quotable)' calls itself; a function is written out, so it cannot be recursive")
      }
      throw .reported
    }
    if let known = names[name], known.node == nil, !defining.contains(name) { throw .reported }
    guard names[name] == nil, let builtin = Builtin.named(name) else { throw unknownFunction(name, range) }
    return .builtin(builtin)
  }

  private mutating func apply(_ suffix: Syntax.Suffix, to node: Node) throws(Failure) -> Node {
    switch suffix {
    case .transpose(let range): return try apply(.transpose, [node], range)
    case .index(let subscripts, let range):
      var parts: [Subscript] = []
      for part in subscripts {
        switch part {
        case .position(.array(let items, _)):
          var positions: [Int] = []
          for item in items { positions.append(try wholeNumber(item, for: "a position")) }
          parts.append(.positions(positions))
        case .position(let syntax): parts.append(.position(try wholeNumber(syntax, for: "an index")))
        case .slice(let from, let to, let step):
          func bound(_ syntax: Syntax?) throws(Failure) -> Int? {
            guard let syntax else { return nil }
            return try wholeNumber(syntax, for: "a bound of a slice")
          }
          parts.append(.slice(from: try bound(from), to: try bound(to), step: try bound(step) ?? 1))
        }
      }
      return try apply(.index(parts), [node], range)
    }
  }

  /// The value of an expression that must be a whole number and refer to no name.
  mutating func wholeNumber(_ syntax: Syntax, for what: String) throws(Failure) -> Int {
    let number = try literalValue(syntax, for: what).scalar
    guard let number, let integer = Int(exactly: number) else {
      let isTooLarge = number.map { $0.rounded() == $0 } ?? false
      throw Failure(syntax.range, isTooLarge ? "the number is too large here" : "\(what) must be a whole number")
    }
    return integer
  }
}
