import TestSupport
/// A random expression file over every operation, in numbers, vectors and matrices; the same for each seed.
///
/// Every array keeps to sizes of 1, 2 and 3. Numbers stay near 1, so that most values are finite.
struct RandomProgram {
  /// The file: variables, now and then a named statement, and the output `f`.
  private(set) var source = ""

  private var dice: SplitMix64
  private var leaves: [[Int]: [String]] = [:]
  private var statements: [String] = []
  private var unused = [
    "x", "y", "x1", "x_1", "x₁", "θ", "w_i", "x′", "rate", "learning_rate", "mul", "add_0", "A", "W", "b", "T", "e_1",
    "light_intensity_at_canopy", "ŷ", "pow_0", "h_1_2", "const_0", "σ", "u", "v", "k", "N", "Q", "R", "S", "t", "z",
  ]

  init(seed: UInt64) {
    dice = SplitMix64(seed)
    unused.shuffle(using: &dice)
    let shapes: [[Int]] = [[], [], [3], [2], [2, 3], [2, 2], [1, 3]]
    if roll(3) == 0 {
      let name = fresh()
      let shape = shapes.randomElement(using: &dice) ?? []
      statements.append("\(name) = \(variable(shape)) * \(expression(shape, 2))")
      leaves[shape, default: []].append(name)
    }
    statements.append("f = \(expression(shapes.randomElement(using: &dice) ?? [], 1 + roll(3)))")
    source = statements.joined(separator: "\n")
  }

  private mutating func roll(_ sides: Int) -> Int { Int.random(in: 0..<sides, using: &dice) }

  private mutating func fresh() -> String { unused.popLast() ?? "n\(roll(1_000_000))" }

  private mutating func number() -> String {
    let text = [
      "1.00001", "0.123456", "12345.6", "1e-7", "2", "3", "0.5", "1.5", "pi", "e", "1e6", "2.000000001", "7", "5e-324",
    ]
    return text.randomElement(using: &dice) ?? "1"
  }

  private mutating func element() -> String { "\(Double.random(in: 0.3...1.7, using: &dice))" }

  private mutating func literal(_ shape: [Int]) -> String {
    guard let size = shape.first else { return number() }
    return "[" + (0..<size).map { _ in literal(Array(shape.dropFirst())) }.joined(separator: ", ") + "]"
  }

  private mutating func value(_ shape: [Int]) -> String {
    guard let size = shape.first else { return element() }
    return "[" + (0..<size).map { _ in value(Array(shape.dropFirst())) }.joined(separator: ", ") + "]"
  }

  private mutating func variable(_ shape: [Int]) -> String {
    if let known = leaves[shape], known.count > 1 || roll(2) == 0 { return known.randomElement(using: &dice) ?? "x" }
    let name = fresh()
    statements.append("\(name) = \(value(shape))")
    leaves[shape, default: []].append(name)
    return name
  }

  /// An expression of a shape, in parentheses unless it is a name or a call.
  private mutating func expression(_ shape: [Int], _ depth: Int) -> String {
    guard depth > 0 else { return roll(5) == 0 ? literal(shape) : variable(shape) }
    let d = depth - 1
    let kind = roll(shape.isEmpty ? 16 : 19)
    switch kind {
    case 0, 1: return binary(shape, d)
    case 2: return "(\(expression(shape, d)) \(["*", "+", "-"][roll(3)]) \(expression(shape, d)))"
    case 3: return "(-\(expression(shape, d)))"
    case 4: return "(\(expression(shape, d))^\(["2", "3", "0.5", "(-1)", "2.5", expression([], 0)][roll(6)]))"
    case 5:
      let name = [
        "exp", "log", "sin", "cos", "tan", "sqrt", "tanh", "sigmoid", "relu", "abs", "square", "ln",
      ][roll(12)]
      return "\(name)(\(expression(shape, d)))"
    case 6: return "\(["maximum", "minimum"][roll(2)])(\(expression(shape, d)), \(expression(narrow(shape), d)))"
    case 7:
      let sign = ["<", "<=", ">", ">=", "==", "!="][roll(6)]
      let condition =
        roll(4) == 0 ? expression(narrow(shape), 0) : "\(expression(shape, d)) \(sign) \(expression(narrow(shape), 0))"
      return "where(\(condition), \(expression(shape, d)), \(expression(narrow(shape), d)))"
    case 8, 9: return reduction(shape, d)
    case 10: return product(shape, d)
    case 11: return part(shape, d)
    case 12:
      return shape.contains(1) || shape.count > 2
        ? variable(shape) : "squeeze(\(expression([1] + shape, d))\(roll(2) == 0 ? "" : ", axis=0"))"
    case 13:
      guard shape.isEmpty else { return variable(shape) }
      if roll(3) == 0 { return images(d) }
      return "softmax_cross_entropy(\(expression([2, 3], d)), \(expression([2, 3], d)))"
    case 14 where shape.isEmpty, 15 where shape.isEmpty, 17, 18: return laterFunction(shape, d)
    default: return rearranged(shape, d)
    }
  }

  private mutating func laterFunction(_ shape: [Int], _ d: Int) -> String {
    let names = [
      "softplus", "log_sigmoid", "log1p", "expm1", "gelu", "erf", "asin", "acos", "atan", "sinh", "cosh", "sign",
      "floor", "stop_gradient", "atan2", "clip",
    ]
    let name = names[roll(names.count)]
    let x = expression(shape, d)
    switch name {
    case "atan2": return "atan2(\(x), \(expression(narrow(shape), d)))"
    case "clip": return "clip(\(x), \(expression(narrow(shape), 0)), 1)"
    // Within what they are defined for.
    case "asin", "acos": return "\(name)(tanh(\(x)))"
    default: return "\(name)(\(x))"
    }
  }

  /// A number from a convolution or a pooling.
  private mutating func images(_ d: Int) -> String {
    let image = "reshape(\(expression([2, 3], d)), (1, 1, 2, 3))"
    guard roll(2) == 0 else { return "squeeze(max_pool2d(\(image), \(["2", "(2, 2)", "(2, 3)"][roll(3)])))" }
    let kernel = "reshape(\(expression([2, 2], d)), (1, 1, 2, 2))"
    return "sum(conv2d(\(image), \(kernel)\(["", ", padding=1", ", stride=2, padding=(0, 1)"][roll(3)])))"
  }

  private mutating func binary(_ shape: [Int], _ d: Int) -> String {
    let sign = ["+", "-", "*", "/", "*", "⊙"][roll(6)]
    let (a, b) = (expression(shape, d), expression(narrow(shape), d))
    return roll(2) == 0 ? "(\(a) \(sign) \(b))" : "(\(b) \(sign) \(a))"
  }

  /// A shape that is broadcast to another.
  private mutating func narrow(_ shape: [Int]) -> [Int] {
    guard !shape.isEmpty else { return [] }
    switch roll(4) {
    case 0: return []
    case 1: return Array(shape.dropFirst())
    case 2: return [1] + shape.dropFirst()
    default: return shape
    }
  }

  private mutating func reduction(_ shape: [Int], _ d: Int) -> String {
    let name = ["sum", "mean", "max", "min", "logsumexp", "norm", "prod", "var", "std"][roll(9)]
    if shape.isEmpty { return "\(name)(\(expression([[3], [2, 3], [2, 2]][roll(3)], d)))" }
    if let axis = shape.firstIndex(of: 1), roll(2) == 0 {
      var wide = shape
      wide[axis] = 3
      return "\(name)(\(expression(wide, d)), axis=\(axis), keepdims=true)"
    }
    guard shape.count == 1 else { return "\(name)(\(expression([2] + shape, 0)), axis=0)" }
    return roll(2) == 0
      ? "\(name)(\(expression([2] + shape, d)), axis=0)" : "\(name)(\(expression(shape + [2], d)), axis=-1)"
  }

  private mutating func product(_ shape: [Int], _ d: Int) -> String {
    let inner = 2 + roll(2)
    switch shape.count {
    case 0: return "(\(expression([inner], d)) @ \(expression([inner], d)))"
    case 1 where roll(3) == 0:
      return "sum(\(expression([2, 2, shape[0]], 0)) @ \(expression([shape[0], shape[0]], d)), axis=(0, 1))"
    case 1 where roll(3) == 0: return "cumsum(\(expression(shape, d)), axis=0)"
    case 1:
      return roll(2) == 0
        ? "(\(expression(shape + [inner], d)) @ \(expression([inner], d)))"
        : "dot(\(expression([inner], d)), \(expression([inner] + shape, d)))"
    case 2: return "(\(expression([shape[0], inner], d)) @ \(expression([inner, shape[1]], d)))"
    default: return variable(shape)
    }
  }

  private mutating func part(_ shape: [Int], _ d: Int) -> String {
    guard let first = shape.first else { return "\(expression([3], d))[\(roll(3))]" }
    switch roll(3) {
    case 0: return "\(expression([2] + shape, shape.count > 1 ? 0 : d))[\(roll(2))]"
    case 1: return "\(expression([3] + shape.dropFirst(), d))[0:\(first)]"
    default: return "\(expression([3] + shape.dropFirst(), d))[::-1]" + (first == 3 ? "" : "[:\(first)]")
    }
  }

  private mutating func rearranged(_ shape: [Int], _ d: Int) -> String {
    let first = shape[0]
    switch roll(5) {
    case 4: return "broadcast_to(\(expression(narrow(shape), d)), (\(list(shape)),))"
    case 0:
      guard shape.count > 1 else { return "\(expression(shape, d)).T" }
      let turned = expression(shape.reversed(), d)
      return roll(2) == 0 ? "\(turned).T" : "transpose(\(turned))"
    case 1:
      let count = shape.reduce(1, *)
      guard count <= 3 else { return "reshape(\(expression([1] + shape, 0)), (\(list(shape)),))" }
      return "reshape(\(expression([count], d)), (\(list([-1] + shape.dropFirst())),))"
    case 2:
      let items = (0..<first).map { _ in expression(Array(shape.dropFirst()), d) }
      return "stack([\(items.joined(separator: ", "))])"
    default:
      guard first > 1 else {
        return shape.count == 2
          ? "stack([\((0..<shape[1]).map { _ in expression([1], 0) }.joined(separator: ", "))], axis=-1)"
          : expression(shape, d)
      }
      let rest = Array(shape.dropFirst())
      return "concatenate([\(expression([1] + rest, d)), \(expression([first - 1] + rest, d))])"
    }
  }

  private func list(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: ", ") }
}
