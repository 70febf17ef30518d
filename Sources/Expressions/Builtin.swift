import Autodiff
import Tensors

/// A function of the expression language.
struct Builtin: Sendable {
  let name: String
  /// How it is called, for messages.
  let usage: String
  /// The names of the arguments that come in order, and of those that are given by name only.
  let positional: [String]
  let keywords: [String]
  let build: @Sendable (inout GraphBuilder, Call) throws(GraphBuilder.Failure) -> Node

  /// The function of a name; `ln` is `log`.
  static func named(_ name: String) -> Builtin? { table[name == "ln" ? "log" : name] }

  /// Every name a user may write.
  static let names = table.keys.sorted() + ["ln"]

  private static let table = Dictionary(uniqueKeysWithValues: (elementwise + others + Constructors.all).map { ($0.name, $0) })

  /// The operations that take their operands in order and nothing else, straight from the operation list.
  private static let elementwise: [Builtin] = [
    Operation.exp, .log, .sin, .cos, .tan, .sqrt, .tanh, .sigmoid, .relu, .abs, .square, .maximum, .minimum,
  ].map { operation in
    let positional = operation.rule.arity.upperBound == 1 ? ["x"] : ["a", "b"]
    return Builtin(operation.name, positional) { (builder, call) throws(GraphBuilder.Failure) in
      var operands: [Node] = []
      for name in positional { operands.append(try builder.operand(try call.required(name))) }
      return try builder.apply(operation, operands, call.range)
    }
  }

  private static let others: [Builtin] = [
    Builtin("sum", ["x"], keywords: ["axis", "keepdims"]) { (builder, call) throws(GraphBuilder.Failure) in
      let operation = Operation.sum(axes: try call.axes(&builder), keepDims: try call.flag("keepdims"))
      return try builder.apply(operation, [try builder.operand(try call.required("x"))], call.range)
    },
    Builtin("where", ["condition", "a", "b"]) { (builder, call) throws(GraphBuilder.Failure) in
      let condition = try builder.condition(try call.required("condition"))
      let a = try builder.operand(try call.required("a"))
      let b = try builder.operand(try call.required("b"))
      return try builder.apply(.where, [condition, a, b], call.range)
    },
  ]

  init(
    _ name: String, _ positional: [String], keywords: [String] = [], usage: String? = nil,
    _ build: @escaping @Sendable (inout GraphBuilder, Call) throws(GraphBuilder.Failure) -> Node
  ) {
    self.name = name
    self.positional = positional
    self.keywords = keywords
    self.build = build
    self.usage = usage ?? "\(name)(\((positional + keywords.map { "\($0)=…" }).joined(separator: ", ")))"
  }
}

/// The arguments of one call, matched to the names of the function's parameters.
struct Call {
  let range: SourceRange
  private let builtin: Builtin
  private var values: [String: Syntax] = [:]

  init(_ builtin: Builtin, _ range: SourceRange, _ arguments: [Syntax.Argument]) throws(GraphBuilder.Failure) {
    self.builtin = builtin
    self.range = range
    let positional = arguments.filter { $0.keyword == nil }
    guard positional.count <= builtin.positional.count else {
      if let offer = Call.offers[builtin.name], positional.count == 2 {
        throw GraphBuilder.Failure(range, offer)
      }
      throw GraphBuilder.Failure(
        positional[builtin.positional.count].range,
        "'\(builtin.name)' takes \(count(builtin.positional.count, "argument")): write \(builtin.usage)")
    }
    for (name, argument) in zip(builtin.positional, positional) { values[name] = argument.value }
    for argument in arguments {
      guard let keyword = argument.keyword else { continue }
      guard (builtin.positional + builtin.keywords).contains(keyword) else {
        throw GraphBuilder.Failure(
          argument.range, "'\(builtin.name)' has no argument '\(keyword)': write \(builtin.usage)")
      }
      guard values.updateValue(argument.value, forKey: keyword) == nil else {
        throw GraphBuilder.Failure(argument.range, "the argument '\(keyword)' is given twice")
      }
    }
  }

  private static let offers = [
    "max": "'max' takes one array: for the larger of two write maximum(x, 0), along an axis max(x, axis=0)",
    "min": "'min' takes one array: for the smaller of two write minimum(x, 0), along an axis min(x, axis=0)",
    "sum": "'axis' is given by name: sum(x, axis=0)",
    "mean": "'axis' is given by name: mean(x, axis=0)",
  ]

  func optional(_ name: String) -> Syntax? { values[name] }

  func required(_ name: String) throws(GraphBuilder.Failure) -> Syntax {
    if let value = values[name] { return value }
    throw GraphBuilder.Failure(range, "'\(builtin.name)' lacks the argument '\(name)': write \(builtin.usage)")
  }

  /// `true` or `false`; false where it is not given.
  func flag(_ name: String) throws(GraphBuilder.Failure) -> Bool {
    guard let value = values[name] else { return false }
    switch value {
    case .name("true", _), .name("True", _): return true
    case .name("false", _), .name("False", _): return false
    default: throw GraphBuilder.Failure(value.range, "'\(name)' is true or false")
    }
  }

  /// The axes of a reduction: a whole number or several in parentheses; nil where none is given.
  func axes(_ builder: inout GraphBuilder) throws(GraphBuilder.Failure) -> [Int]? {
    guard let value = values["axis"] else { return nil }
    if case .tuple(let items, _) = value {
      var axes: [Int] = []
      for item in items { axes.append(try integer(item, &builder)) }
      return axes
    }
    return [try integer(value, &builder)]
  }

  /// The sizes of a shape: a whole number or several in parentheses.
  func sizes(_ value: Syntax, _ builder: inout GraphBuilder) throws(GraphBuilder.Failure) -> [Int] {
    switch value {
    case .tuple(let items, _), .array(let items, _):
      var sizes: [Int] = []
      for item in items { sizes.append(try integer(item, &builder)) }
      return sizes
    default: return [try integer(value, &builder)]
    }
  }

  /// A whole number.
  func integer(_ value: Syntax, _ builder: inout GraphBuilder) throws(GraphBuilder.Failure) -> Int {
    let number = try number(value, &builder)
    guard let integer = Int(exactly: number) else {
      throw GraphBuilder.Failure(value.range, "expected a whole number")
    }
    return integer
  }

  /// A number.
  func number(_ value: Syntax, _ builder: inout GraphBuilder) throws(GraphBuilder.Failure) -> Double {
    guard let tensor = builder.literal(value, for: "an argument of '\(builtin.name)'") else { throw .reported }
    guard let number = tensor.scalar else {
      throw GraphBuilder.Failure(value.range, "expected a number, not an array of shape \(tensor.shape)")
    }
    return number
  }
}
