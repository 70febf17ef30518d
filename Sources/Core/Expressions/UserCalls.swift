import Autodiff
import Tensors

// Functions that the program defines: their definitions, and calls, which are written out.

extension GraphBuilder {
  /// The names that an expression may refer to besides those of the program: the parameters of a function.
  struct Scope {
    let parameters: [String]
    /// The arguments of the call; empty while the definition is read.
    var arguments: [String: Node] = [:]
  }

  /// The calls around what is being computed.
  struct CallState {
    /// The names of the innermost.
    var scope: Scope?
    /// The place and function of the outermost.
    var outermost: (range: SourceRange, name: String)?
    /// The number of calls around.
    var depth = 0
    /// The levels of expressions around, those of the calls included.
    var level = 0
    /// The parts of expressions that calls have written out so far.
    var written = 0

    /// The most calls within each other, the most levels of expressions in them, and the most parts of expressions that
    /// all calls of a program may write out.
    static let (depthLimit, levelLimit, partLimit) = (32, 300, 200_000)
  }

  /// Takes the definition of a function, if its body can be computed where it stands.
  mutating func defineFunction(
    _ name: String, _ range: SourceRange, _ parameters: [Statement.Parameter], _ body: Syntax
  ) throws(Failure) {
    guard Builtin.named(name) == nil else {
      throw Failure(range, "'\(name.quotable)' is a function of the language; choose another name")
    }
    var names: [String] = []
    for parameter in parameters {
      guard parameter.name != name else {
        throw Failure(
          parameter.range, "'\(name.quotable)' is the name of the function; choose another for its parameter")
      }
      guard !names.contains(parameter.name) else {
        throw Failure(parameter.range, "'\(parameter.name.quotable)' is a parameter already; choose another name")
      }
      names.append(parameter.name)
    }
    calls.scope = Scope(parameters: names)
    defer { calls.scope = nil }
    if check(body) { functions[name] = UserFunction(name: name, range: range, parameters: names, body: body) }
  }

  /// Reports every name and every function in a body that is not known.
  ///
  /// - Returns: whether there is none.
  private mutating func check(_ body: Syntax) -> Bool {
    var isRight = true
    var waiting = [body]
    while let syntax = waiting.popLast() {
      do throws(Failure) {
        switch syntax {
        case .name(let name, let range): _ = try checkedName(name, range)
        case .call(let name, let range, let arguments): try checkCall(name, range, arguments)
        default: break
        }
      } catch {
        report(error)
        isRight = false
      }
      waiting += syntax.parts
    }
    return isRight
  }

  private mutating func checkedName(_ name: String, _ range: SourceRange) throws(Failure) {
    if calls.scope?.parameters.contains(name) == true { return }
    _ = try look(up: name, range)
  }

  private mutating func checkCall(
    _ name: String, _ range: SourceRange, _ arguments: [Syntax.Argument]
  ) throws(Failure) {
    switch try function(of: name, range) {
    case .user(let function): _ = try function.matched(arguments, at: range)
    case .builtin(let builtin): _ = try Call(builtin, range, arguments)
    }
  }

  /// Computes a call of a function that the program defines.
  mutating func call(
    _ function: UserFunction, _ range: SourceRange, _ arguments: [Syntax.Argument]
  ) throws(Failure) -> Node {
    noteReference(function.name)
    let values = try function.matched(arguments, at: range)
    var scope = Scope(parameters: function.parameters)
    var hasFailed = false
    for (parameter, value) in zip(function.parameters, values) {
      guard let argument = try independently(value) else {
        hasFailed = true
        continue
      }
      groups.gather(argument, into: group)
      scope.arguments[parameter] = argument
    }
    guard !hasFailed else { throw .reported }
    guard calls.depth < CallState.depthLimit else {
      throw Failure(
        calls.outermost?.range ?? range,
        "calls of functions are nested deeper than the limit of \(CallState.depthLimit)")
    }
    let (outerScope, outerGroup, isOutermost) = (calls.scope, group, calls.depth == 0)
    let inner = groups.open(function.name, in: group)
    (calls.scope, group) = (scope, inner)
    calls.depth += 1
    if isOutermost { calls.outermost = (range, function.name) }
    defer {
      (calls.scope, group) = (outerScope, outerGroup)
      calls.depth -= 1
      if isOutermost { calls.outermost = nil }
    }
    do throws(Failure) {
      let result = try node(function.body)
      groups.close(call: inner, result: result)
      return result
    } catch {
      let isTold = !isOutermost || error.diagnostic?.range == range
      throw isTold ? error : error.inCall(of: function.name, line: range.line)
    }
  }

  /// Counts a part of an expression that is written out, one level deeper than the last.
  mutating func enterLevel() throws(Failure) {
    calls.level += 1
    guard let (range, name) = calls.outermost else { return }
    calls.written += 1
    guard calls.level <= CallState.levelLimit else {
      throw Failure(
        range, "'\(name.quotable)', written out, is nested deeper than the limit of \(CallState.levelLimit)")
    }
    guard calls.written <= CallState.partLimit else {
      throw Failure(
        range, "the calls, written out, have more than \(CallState.partLimit) parts, which is the limit", isFinal: true)
    }
  }
}

extension Syntax {
  /// The expressions that it is put together from.
  var parts: [Syntax] {
    switch self {
    case .number, .name: []
    case .negative(let operand, _): [operand]
    case .chain(let first, let links): [first] + links.map { $0.operand }
    case .power(let base, let exponent, _): [base, exponent]
    case .call(_, _, let arguments): arguments.map { $0.value }
    case .suffixed(let base, let suffixes): [base] + suffixes.flatMap { $0.parts }
    case .array(let items, _), .tuple(let items, _): items
    }
  }
}

extension Syntax.Suffix {
  fileprivate var parts: [Syntax] {
    guard case .index(let subscripts, _) = self else { return [] }
    return subscripts.flatMap { part -> [Syntax] in
      switch part {
      case .position(let syntax): [syntax]
      case .slice(let from, let to, let step): [from, to, step].compactMap { $0 }
      }
    }
  }
}
