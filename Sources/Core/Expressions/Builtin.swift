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
  /// Whether what comes in order are the sizes of a shape, which have no names.
  let takesSizes: Bool
  let build: @Sendable (inout GraphBuilder, Call) throws(GraphBuilder.Failure) -> Node

  /// The function of a name; `ln` is `log`.
  static func named(_ name: String) -> Builtin? { table[name == "ln" ? "log" : name] }

  /// How it is called by a name of it, for messages.
  func usage(as name: String) -> String {
    usage.hasPrefix(self.name) ? name + usage.dropFirst(self.name.count) : usage
  }

  /// Whether it takes one operand, a number or an array.
  var isOfOneOperand: Bool { positional == ["x"] || positional == ["a"] }

  /// Every name a user may write.
  static let names = table.keys.sorted() + ["ln"]

  private static let table = Dictionary(
    uniqueKeysWithValues: (elementwise + others + Constructors.all).map { ($0.name, $0) })

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
    reduction("sum") { .sum(axes: $0, keepDims: $1) },
    reduction("mean") { .mean(axes: $0, keepDims: $1) },
    reduction("max") { .max(axes: $0, keepDims: $1) },
    reduction("min") { .min(axes: $0, keepDims: $1) },
    Builtin("dot", ["a", "b"]) { (builder, call) throws(GraphBuilder.Failure) in
      let a = try builder.operand(try call.required("a"))
      return try builder.apply(.dot, [a, try builder.operand(try call.required("b"))], call.range)
    },
    Builtin("transpose", ["a"]) { (builder, call) throws(GraphBuilder.Failure) in
      try builder.apply(.transpose, [try builder.operand(try call.required("a"))], call.range)
    },
    Builtin("reshape", ["a", "shape"], usage: "reshape(a, (2, 3))") { (builder, call) throws(GraphBuilder.Failure) in
      let a = try builder.operand(try call.required("a"))
      let sizes = try call.sizes(try call.required("shape"), &builder)
      return try builder.apply(.reshape(sizes: sizes), [a], call.range)
    },
    Builtin("squeeze", ["a"], keywords: ["axis"]) { (builder, call) throws(GraphBuilder.Failure) in
      let a = try builder.operand(try call.required("a"))
      return try builder.apply(.squeeze(axes: try call.axes(&builder)), [a], call.range)
    },
    joining("stack") { .stack(axis: $0) },
    joining("concatenate") { .concatenate(axis: $0) },
    Builtin("softmax", ["a"], keywords: ["axis"]) { (builder, call) throws(GraphBuilder.Failure) in
      let a = try builder.operand(try call.required("a"))
      let axes = try call.axes(&builder) ?? (a.value.scalar == nil ? [-1] : [])
      return try builder.at(call.range) { () throws(TensorError) in try .softmax(a, axes: axes) }
    },
    Builtin("softmax_cross_entropy", ["logits", "labels"]) { (builder, call) throws(GraphBuilder.Failure) in
      let logits = try builder.operand(try call.required("logits"))
      let labels = try builder.operand(try call.required("labels"))
      return try builder.apply(.softmaxCrossEntropy, [logits, labels], call.range)
    },
    Builtin("where", ["condition", "a", "b"]) { (builder, call) throws(GraphBuilder.Failure) in
      let condition = try builder.condition(try call.required("condition"))
      let a = try builder.operand(try call.required("a"))
      let b = try builder.operand(try call.required("b"))
      return try builder.apply(.where, [condition, a, b], call.range)
    },
  ]

  /// A reduction over one array, with `axis` and `keepdims` by name only.
  private static func reduction(_ name: String, _ operation: @escaping @Sendable ([Int]?, Bool) -> Operation) -> Builtin
  {
    Builtin(name, ["x"], keywords: ["axis", "keepdims"]) { (builder, call) throws(GraphBuilder.Failure) in
      let x = try builder.operand(try call.required("x"))
      let operation = operation(try call.axes(&builder), try call.flag("keepdims"))
      return try builder.apply(operation, [x], call.range)
    }
  }

  /// Arrays in a list, put side by side along an axis.
  private static func joining(_ name: String, _ operation: @escaping @Sendable (Int) -> Operation) -> Builtin {
    Builtin(name, ["arrays"], keywords: ["axis"], usage: "\(name)([a, b], axis=0)") {
      (builder, call) throws(GraphBuilder.Failure) in
      let list = try call.required("arrays")
      let items: [Syntax]
      switch list {
      case .array(let arrays, _), .tuple(let arrays, _): items = arrays
      default: throw GraphBuilder.Failure(list.range, "'\(name)' takes a list: write \(name)([a, b], axis=0)")
      }
      var operands: [Node] = []
      for item in items { operands.append(try builder.operand(item)) }
      let axis = try call.optional("axis").map { (axis) throws(GraphBuilder.Failure) in
        try builder.wholeNumber(axis, for: "'axis'")
      }
      guard !operands.isEmpty else { throw GraphBuilder.Failure(list.range, "\(name): there is no array in the list") }
      return try builder.apply(operation(axis ?? 0), operands, call.range)
    }
  }

  init(
    _ name: String, _ positional: [String], keywords: [String] = [], takesSizes: Bool = false, usage: String? = nil,
    _ build: @escaping @Sendable (inout GraphBuilder, Call) throws(GraphBuilder.Failure) -> Node
  ) {
    self.name = name
    self.positional = positional
    self.keywords = keywords
    self.takesSizes = takesSizes
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
      guard (builtin.takesSizes ? [] : builtin.positional).contains(keyword) || builtin.keywords.contains(keyword)
      else {
        throw GraphBuilder.Failure(
          argument.range, "'\(builtin.name)' has no argument '\(keyword.quotable)': write \(builtin.usage)")
      }
      guard values.updateValue(argument.value, forKey: keyword) == nil else {
        throw GraphBuilder.Failure(argument.range, "the argument '\(keyword.quotable)' is given twice")
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
      throw GraphBuilder.Failure(
        value.range, number.rounded() == number ? "the number is too large here" : "expected a whole number")
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
