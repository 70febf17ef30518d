import Autodiff
import Tensors

/// A function of the expression language.
struct Builtin: Sendable {
  let name: String
  /// An example of a call, for messages.
  let usage: String
  /// The names of the arguments that are given in order.
  let positional: [String]
  /// The names of the arguments that are given by name only.
  let keywords: [String]
  /// Whether the arguments in order are the sizes of a shape, which have no names.
  let takesSizes: Bool
  /// The message for a second argument in order, where the function takes one.
  let offerForTwo: String?
  let build: @Sendable (inout GraphBuilder, Call) throws(GraphBuilder.Failure) -> Node

  /// The function of a name; `ln` is `log`.
  static func named(_ name: String) -> Builtin? { table[name == "ln" ? "log" : name] }

  /// An example of a call by one of its names, for messages.
  func usage(as name: String) -> String {
    usage.hasPrefix(self.name) ? name + usage.dropFirst(self.name.count) : usage
  }

  /// Whether it takes one operand, a number or an array.
  var isOfOneOperand: Bool { positional == ["x"] || positional == ["a"] }

  /// Every name a user may write.
  static let names = table.keys.sorted() + ["ln"]

  private static let table = Dictionary(
    uniqueKeysWithValues: (elementwise + others + Constructors.all).map { ($0.name, $0) })

  /// The operations that take one or two operands in order and nothing else, straight from the list of operations: a new
  /// one is a function of the language.
  private static let elementwise = Operation.all.filter { operation in
    let rule = operation.rule
    return rule.isElementwise && rule.arity.upperBound <= 2 && !Operators.names.contains(operation.name)
  }.map { operation in
    let positional = operation == .atan2 ? ["y", "x"] : operation.rule.arity.upperBound == 1 ? ["x"] : ["a", "b"]
    return Builtin(operation.name, positional) { (builder, call) throws(GraphBuilder.Failure) in
      var operands: [Node] = []
      for name in positional { operands.append(try builder.operand(try call.required(name))) }
      return try builder.apply(operation, operands, call.range)
    }
  }

  private static let others: [Builtin] = [
    reduction("sum", ofTwo: "'axis' is given by name: sum(x, axis=0)") { .sum(axes: $0, keepDims: $1) },
    reduction("mean", ofTwo: "'axis' is given by name: mean(x, axis=0)") { .mean(axes: $0, keepDims: $1) },
    reduction(
      "max", ofTwo: "'max' takes one array: for the larger of two write maximum(x, 0), along an axis max(x, axis=0)"
    ) { .max(axes: $0, keepDims: $1) },
    reduction(
      "min", ofTwo: "'min' takes one array: for the smaller of two write minimum(x, 0), along an axis min(x, axis=0)"
    ) { .min(axes: $0, keepDims: $1) },
    reduction("logsumexp", ofTwo: "'axis' is given by name: logsumexp(x, axis=0)") {
      .logSumExp(axes: $0, keepDims: $1)
    },
    reduction("norm", ofTwo: "'axis' is given by name: norm(x, axis=0)") { .norm(axes: $0, keepDims: $1) },
    reduction("prod", ofTwo: "'axis' is given by name: prod(x, axis=0)") { .product(axes: $0, keepDims: $1) },
    reduction("var", ofTwo: "'axis' is given by name: var(x, axis=0)") { .variance(axes: $0, keepDims: $1) },
    reduction("std", ofTwo: "'axis' is given by name: std(x, axis=0)") { .standardDeviation(axes: $0, keepDims: $1) },
    Builtin("cumsum", ["x"], keywords: ["axis", "reverse"]) { (builder, call) throws(GraphBuilder.Failure) in
      var x = try builder.operand(try call.required("x"))
      let axis = try call.optional("axis").map { (axis) throws(GraphBuilder.Failure) in
        try builder.wholeNumber(axis, for: "'axis'")
      }
      // As in NumPy, an array is flattened where no axis is given.
      if axis == nil, x.value.shape.rank != 1 { x = try builder.apply(.reshape(sizes: [-1]), [x], call.range) }
      return try builder.apply(
        .cumulativeSum(axis: axis ?? 0, isReversed: try call.flag("reverse")), [x], call.range)
    },
    Builtin("matmul", ["a", "b"]) { (builder, call) throws(GraphBuilder.Failure) in
      let a = try builder.operand(try call.required("a"))
      return try builder.matrixProduct(a, try builder.operand(try call.required("b")), call.range)
    },
    Builtin("expand_dims", ["a"], keywords: ["axis"], usage: "expand_dims(a, axis=0)") {
      (builder, call) throws(GraphBuilder.Failure) in
      let a = try builder.operand(try call.required("a"))
      let axis = try builder.wholeNumber(try call.required("axis"), for: "'axis'")
      return try builder.at(call.range) { () throws(TensorError) in try .expandDims(a, axis: axis) }
    },
    Builtin("one_hot", ["labels", "classes"], usage: "one_hot(labels, 10)") {
      (builder, call) throws(GraphBuilder.Failure) in
      let labels = try builder.operand(try call.required("labels"))
      let classes = try builder.wholeNumber(try call.required("classes"), for: "'classes'")
      return try builder.at(call.range) { () throws(TensorError) in try .oneHot(labels, classes: classes) }
    },
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
    Builtin("broadcast_to", ["a", "shape"], usage: "broadcast_to(a, (3, 3))") {
      (builder, call) throws(GraphBuilder.Failure) in
      let a = try builder.operand(try call.required("a"))
      let sizes = try call.sizes(try call.required("shape"), &builder)
      return try builder.apply(.broadcast(sizes: sizes), [a], call.range)
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
    Builtin("log_softmax", ["a"], keywords: ["axis"]) { (builder, call) throws(GraphBuilder.Failure) in
      let a = try builder.operand(try call.required("a"))
      let axes = try call.axes(&builder) ?? (a.value.scalar == nil ? [-1] : [])
      return try builder.at(call.range) { () throws(TensorError) in try .logSoftmax(a, axes: axes) }
    },
    Builtin("softmax_cross_entropy", ["logits", "labels"]) { (builder, call) throws(GraphBuilder.Failure) in
      let logits = try builder.operand(try call.required("logits"))
      let labels = try builder.operand(try call.required("labels"))
      return try builder.apply(.softmaxCrossEntropy, [logits, labels], call.range)
    },
    Builtin("clip", ["x", "low", "high"], usage: "clip(x, 0, 1)") { (builder, call) throws(GraphBuilder.Failure) in
      let x = try builder.operand(try call.required("x"))
      let low = try builder.operand(try call.required("low"))
      return try builder.apply(.clip, [x, low, try builder.operand(try call.required("high"))], call.range)
    },
    Builtin("conv2d", ["x", "W"], keywords: ["stride", "padding"], usage: "conv2d(x, W, stride=1, padding=0)") {
      (builder, call) throws(GraphBuilder.Failure) in
      let x = try builder.operand(try call.required("x"))
      let kernels = try builder.operand(try call.required("W"))
      let stride = try call.pair("stride", &builder) ?? [1, 1]
      let padding = try call.pair("padding", &builder) ?? [0, 0]
      return try builder.apply(.conv2d(stride: stride, padding: padding), [x, kernels], call.range)
    },
    Builtin("max_pool2d", ["x", "size"], keywords: ["stride"], usage: "max_pool2d(x, 2, stride=2)") {
      (builder, call) throws(GraphBuilder.Failure) in
      let x = try builder.operand(try call.required("x"))
      let size = try call.pair("size", &builder) ?? [2, 2]
      return try builder.apply(.maxPool2d(size: size, stride: call.pair("stride", &builder) ?? size), [x], call.range)
    },
    Builtin("where", ["condition", "a", "b"]) { (builder, call) throws(GraphBuilder.Failure) in
      let condition = try builder.condition(try call.required("condition"))
      let a = try builder.operand(try call.required("a"))
      let b = try builder.operand(try call.required("b"))
      return try builder.apply(.where, [condition, a, b], call.range)
    },
  ]

  /// A reduction over one array, with `axis` and `keepdims` by name only.
  private static func reduction(
    _ name: String, ofTwo offer: String, _ operation: @escaping @Sendable ([Int]?, Bool) -> Operation
  ) -> Builtin {
    Builtin(name, ["x"], keywords: ["axis", "keepdims"], offerForTwo: offer) {
      (builder, call) throws(GraphBuilder.Failure) in
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
    offerForTwo: String? = nil,
    _ build: @escaping @Sendable (inout GraphBuilder, Call) throws(GraphBuilder.Failure) -> Node
  ) {
    self.name = name
    self.positional = positional
    self.keywords = keywords
    self.takesSizes = takesSizes
    self.offerForTwo = offerForTwo
    self.build = build
    self.usage = usage ?? "\(name)(\((positional + keywords.map { "\($0)=…" }).joined(separator: ", ")))"
  }
}
