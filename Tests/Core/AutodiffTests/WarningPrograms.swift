import Autodiff
import Tensors
import TestSupport

#if canImport(Glibc)
  import Glibc
#endif

/// Random programs at the borders of domains: zeros, poles, overflow, masks, broadcast arrays.
struct WarningProgram {
  let output: Node

  private static let numbers: [Double] = [
    0, 0, -0.0, 1, -1, 2, 0.5, -4, 3, 1000, -1000, 1e200, -1e200, 1e-200, 0x1p-1062, 710,
  ]
  private static let shapes: [[Int]] = [[], [], [3], [2, 3], [2, 1], [1]]
  private static let unary: [Operation] = [
    .log, .log, .sqrt, .sqrt, .exp, .neg, .square, .tanh, .sigmoid, .relu, .abs, .sin, .tan,
  ]
  private static let binary: [Operation] = [.add, .sub, .mul, .mul, .div, .div, .pow, .maximum, .minimum]
  private static let folding: [Operation] = [
    .sum(), .mean(), .max(), .sum(axes: [0]), .index([.position(0)]), .transpose, .min(axes: [-1], keepDims: true),
  ]

  init(seed: UInt64) throws {
    var dice = SplitMix64(seed)
    var pool: [Node] = []
    for name in ["x", "y", "z"].prefix(Int.random(in: 1...3, using: &dice)) {
      pool.append(variable(try Self.tensor(&dice), name: name))
    }
    pool.append(constant(try Self.tensor(&dice)))
    for _ in 0..<Int.random(in: 2...9, using: &dice) {
      let operation: Operation
      switch Int.random(in: 0..<12, using: &dice) {
      case 0..<5: operation = Self.unary.randomElement(using: &dice) ?? .log
      case 5..<9: operation = Self.binary.randomElement(using: &dice) ?? .mul
      case 9: operation = Self.folding.randomElement(using: &dice) ?? .sum()
      case 10: operation = .where
      default: operation = .dot
      }
      var operands: [Node] = []
      while operands.count < max(operation.rule.arity.lowerBound, 1) { operands.append(Self.pick(pool, &dice)) }
      if case .where = operation, let condition = try? Node.applying(.greater, to: Operands(operands[0], pool[0])) {
        operands[0] = condition
      }
      guard let node = try? Node.applying(operation, to: Operands(all: operands)) else { continue }
      pool.append(node)
    }
    output = pool[pool.count - 1]
  }

  private static func tensor(_ dice: inout SplitMix64) throws -> Tensor {
    let shape = try Shape(shapes.randomElement(using: &dice) ?? [])
    let elements = (0..<shape.count).map { _ in numbers.randomElement(using: &dice) ?? 0 }
    return shape.rank == 0 ? Tensor(elements[0]) : try Tensor(elements, shape: shape)
  }

  private static func pick(_ pool: [Node], _ dice: inout SplitMix64) -> Node {
    let recent = Int.random(in: 0..<2, using: &dice) == 0 ? max(0, pool.count - 2) : 0
    return pool[recent..<pool.count].randomElement(using: &dice) ?? pool[0]
  }
}

/// The first guilty edge of a traced backward pass, found slowly with numbers of its own.
///
/// Knows the operations by name only; local derivatives are computed here in plain `Double`.
struct GuiltyEdge {
  /// `log hands to s[0]`, or what arrives where.
  let accusation: String
  /// What is handed on: ∞, −∞ or NaN.
  let value: Double
  /// The adjoint that came in, where the operation treats each element alone and one product is to blame.
  let adjoint: Double?

  static func find(in trace: Trace) -> GuiltyEdge? {
    var adjoints: [Int: [Double]] = [:]
    var sums: [Int: [Double]] = [:]
    for event in trace.events {
      switch event {
      case .visit(let node, let adjoint): adjoints[node] = adjoint.map(elements)
      case .propagate(let step):
        if let edge = judge(step, adjoints[step.from] ?? [], trace) { return edge }
        if let edge = judgeSum(step, sums[step.to], trace) { return edge }
        sums[step.to] = elements(step.adjoint)
      default: break
      }
    }
    return nil
  }

  private static func judge(_ step: TraceEvent.Propagation, _ adjoint: [Double], _ trace: Trace) -> GuiltyEdge? {
    let handed = elements(step.contribution)
    guard handed.contains(where: { !$0.isFinite }) else { return nil }
    let from = trace.nodes[step.from]
    let operands = from.operands.map { trace.nodes[$0].value }
    // A product in which one side is a number is elementwise.
    let isScaling = from.operation == "dot" && operands.contains { $0.shape.isEmpty }
    let operation = isScaling ? "mul" : from.operation ?? ""
    guard
      [
        "log", "sqrt", "exp", "neg", "square", "tanh", "sigmoid", "relu", "abs", "sin", "tan", "add", "sub", "mul",
        "div", "pow", "maximum", "minimum", "where",
      ].contains(operation)
    else {
      guard adjoint.allSatisfy(\.isFinite), operands.allSatisfy(\.isFinite),
        let first = handed.firstIndex(where: { !$0.isFinite })
      else { return nil }
      return GuiltyEdge(
        accusation: accusation(step, first, trace), value: handed[first], adjoint: nil)
    }
    let shape = from.shape
    let target = trace.nodes[step.to].shape
    var guilty: [(place: Int, adjoint: Double)] = []
    var isBad = Set<Int>()
    var isDirty = Set<Int>()
    for i in adjoint.indices {
      let place = project(i, shape, target)
      let numbers = operands.map { elements($0)[project(i, shape, $0.shape)] }
      let local = slope(operation, step.operand, numbers, elements(from.value)[i])
      let out = isUnselected(operation, local) ? 0 : adjoint[i] * local
      if !(adjoint[i].isFinite && numbers.allSatisfy(\.isFinite)) { isDirty.insert(place) }
      guard !out.isFinite, !handed[place].isFinite else { continue }
      isBad.insert(place)
      let cameInFinite = adjoint[i].isFinite && numbers.allSatisfy(\.isFinite)
      if cameInFinite || (adjoint[i] == 0 && !local.isFinite) { guilty.append((place, adjoint[i])) }
    }
    if let first = guilty.min(by: { $0.place < $1.place }) {
      return GuiltyEdge(
        accusation: accusation(step, first.place, trace), value: handed[first.place], adjoint: first.adjoint)
    }
    // Finite products whose sum is not.
    guard
      let place = handed.indices.first(where: { !handed[$0].isFinite && !isBad.contains($0) && !isDirty.contains($0) })
    else { return nil }
    return GuiltyEdge(
      accusation: accusation(step, place, trace), value: handed[place], adjoint: nil)
  }

  private static func judgeSum(
    _ step: TraceEvent.Propagation, _ earlier: [Double]?, _ trace: Trace
  ) -> GuiltyEdge? {
    guard let earlier else { return nil }
    let (handed, sum) = (elements(step.contribution), elements(step.adjoint))
    let place = sum.indices.first { !sum[$0].isFinite && handed[$0].isFinite && earlier[$0].isFinite }
    guard let place else { return nil }
    return GuiltyEdge(
      accusation: "adds up at " + trace.nodes[step.to].name + subscripts(place, trace.nodes[step.to].shape),
      value: sum[place], adjoint: nil)
  }

  private static func accusation(_ step: TraceEvent.Propagation, _ place: Int, _ trace: Trace) -> String {
    let to = trace.nodes[step.to]
    return "\(trace.nodes[step.from].label) hands to \(to.name)\(subscripts(place, to.shape))"
  }

  private static func subscripts(_ place: Int, _ shape: [Int]) -> String {
    guard !shape.isEmpty else { return "" }
    var (rest, indices) = (place, [Int]())
    for size in shape.reversed() {
      indices.insert(rest % size, at: 0)
      rest /= size
    }
    return "\(indices)"
  }

  /// Where the element of a result comes from in an operand that was broadcast.
  private static func project(_ place: Int, _ shape: [Int], _ target: [Int]) -> Int {
    var (rest, position, stride) = (place, 0, 1)
    for axis in 0..<shape.count {
      let size = shape[shape.count - 1 - axis]
      let index = rest % size
      rest /= size
      guard axis < target.count else { continue }
      let own = target[target.count - 1 - axis]
      position += (own == 1 ? 0 : index) * stride
      stride *= own
    }
    return position
  }

  /// What was not selected gets 0, whatever the adjoint is.
  private static func isUnselected(_ operation: String, _ local: Double) -> Bool {
    ["where", "relu", "abs", "maximum", "minimum"].contains(operation) && local == 0
  }

  private static func slope(_ operation: String, _ operand: Int, _ x: [Double], _ y: Double) -> Double {
    let isFirst = operand == 0
    switch operation {
    case "log": return 1 / x[0]
    case "sqrt": return 1 / (y + y)
    case "exp": return y
    case "neg": return -1
    case "square": return x[0] + x[0]
    case "tanh": return 1 - y * y
    case "sigmoid": return y * (1 - y)
    case "relu": return x[0] > 0 ? 1 : 0
    case "abs": return x[0] > 0 ? 1 : x[0] < 0 ? -1 : x[0]
    case "sin": return cos(x[0])
    case "tan": return 1 + y * y
    case "add": return 1
    case "sub": return isFirst ? 1 : -1
    case "mul": return isFirst ? x[1] : x[0]
    case "div": return isFirst ? 1 / x[1] : -(y / x[1])
    case "pow":
      if isFirst { return x[1] == 0 ? 0 : x[1] * pow(x[0], x[1] - 1) }
      return x[0] == 0 && x[1] > 0 ? 0 : pow(x[0], x[1]) * log(x[0])
    case "maximum", "minimum":
      let lead = (isFirst ? x[0] - x[1] : x[1] - x[0]) * (operation == "maximum" ? 1 : -1)
      return x[0] == x[1] ? 0.5 : lead > 0 ? 1 : lead < 0 ? 0 : .nan
    default: return (operand == 1) == (x[0] != 0) ? 1 : 0
    }
  }

  private static func elements(_ value: TraceValue) -> [Double] {
    if case .array(_, let elements) = value { elements } else { [] }
  }
}
