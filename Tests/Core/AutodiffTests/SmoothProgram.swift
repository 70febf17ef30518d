import Autodiff
import Tensors
import TestSupport

/// A random program of numbers and arrays at a point where it is smooth; the same for each seed.
///
/// Smooth: all values and local derivatives are finite, and no corner or tie is nearer than a millionth.
struct SmoothProgram {
  let output: Node
  let variables: [Node]

  /// The first smooth one of a sequence.
  init(seed: UInt64, dtype: DType = .float64) throws {
    var dice = SplitMix64(seed)
    while true {
      guard let (output, variables) = try Self.graph(&dice, dtype), try Self.isSmooth(output) else { continue }
      (self.output, self.variables) = (output, variables)
      return
    }
  }

  private static let unary: [Operation] = [
    .exp, .log, .sin, .cos, .tan, .sqrt, .tanh, .sigmoid, .relu, .abs, .square, .neg,
  ]
  private static let binary: [Operation] = [.add, .sub, .mul, .div, .pow, .maximum, .minimum, .add, .mul]
  private static let folding: [Operation] = [
    .sum(), .mean(axes: [-1]), .max(), .min(axes: [0]), .transpose, .index([.position(-1)]),
  ]

  private static func graph(_ dice: inout SplitMix64, _ dtype: DType) throws -> (Node, [Node])? {
    let scales: [Double] = [1, 1, 1, 3, 10, 100, 1e4, 1e-3]
    let scale: Double = scales.randomElement(using: &dice) ?? 1
    let shapes: [[Int]] = [[], [], [], [3], [2, 3]]
    var variables: [Node] = []
    for name in ["x", "y", "z"].prefix(Int.random(in: 1...3, using: &dice)) {
      let isScaled = Int.random(in: 0..<5, using: &dice) < 2
      let reach: Double = isScaled ? 3 * scale : 3
      let shape = shapes.randomElement(using: &dice) ?? []
      variables.append(variable(try dice.tensor(shape, in: -reach...reach, dtype: dtype), name: name))
    }
    let numbers: [Double] = [2, 0.5, 3, -1, 10, 1]
    var pool = variables
    for _ in 0..<2 { pool.append(constant(Tensor(numbers.randomElement(using: &dice) ?? 2, dtype: dtype))) }
    for _ in 0..<Int.random(in: 1...12, using: &dice) {
      let kind = Int.random(in: 0..<12, using: &dice)
      let list = kind < 5 ? unary : kind < 10 ? binary : kind < 11 ? folding : [.dot, .where, .softmaxCrossEntropy]
      let operation = list.randomElement(using: &dice) ?? .add
      let operands = (0..<operation.rule.arity.lowerBound).map { _ in
        let start = Int.random(in: 0..<5, using: &dice) < 3 ? max(0, pool.count - 4) : 0
        return pool[start..<pool.count].randomElement(using: &dice) ?? pool[0]
      }
      if let node = try? Node.applying(operation, to: Operands(all: operands)) { pool.append(node) }
    }
    let output = pool[pool.count - 1]
    return output.dependsOnVariable && output.operation != nil ? (output, variables) : nil
  }

  private static func isSmooth(_ output: Node) throws -> Bool {
    for node in output.operandsFirst() {
      guard node.value.elements.allSatisfy(\.isFinite) else { return false }
      let operands = node.operands.map(\.value)
      switch node.operation {
      case .relu, .abs: guard operands[0].elements.allSatisfy({ $0.magnitude > 1e-6 }) else { return false }
      case .pow: guard operands[0].elements.allSatisfy({ $0 > 1e-6 }) else { return false }
      case .maximum, .minimum:
        let gaps = try operands[0].subtracting(operands[1]).elements
        let largest = operands.reduce(1e-300) { $1.elements.reduce($0) { max($0, $1.magnitude) } }
        guard gaps.allSatisfy({ $0.magnitude > 1e-6 * largest }) else { return false }
      case .max, .min:
        let sorted = operands[0].elements.sorted()
        guard zip(sorted, sorted.dropFirst()).allSatisfy({ $1 - $0 > 1e-6 * max($0.magnitude, $1.magnitude) }) else {
          return false
        }
      default: break
      }
    }
    var isFinite = true
    let gradients = try gradient(of: output) { event in
      guard case .propagate(let step) = event else { return }
      if !step.contribution.isFinite || step.local?.isFinite == false { isFinite = false }
    }
    return isFinite && gradients.variables.allSatisfy { gradients[$0].isFinite }
  }

  /// The gradients where one operation's derivative is wrong by so much, computed in reverse by the rules.
  func gradients(of operation: String, wrongBy factor: Double) throws -> [ObjectIdentifier: Tensor] {
    var adjoints = [
      ObjectIdentifier(output): Tensor(repeating: 1, shape: output.value.shape, dtype: output.value.dtype)
    ]
    for node in output.operandsFirst().reversed() {
      guard let rule = node.operation?.rule, let adjoint = adjoints[ObjectIdentifier(node)] else { continue }
      let distortion = Tensor(rule.name == operation ? factor : 1, dtype: adjoint.dtype)
      let values = node.operands.map(\.value)
      for (position, operand) in node.operands.enumerated()
      where operand.dependsOnVariable && rule.isDifferentiable(in: position) {
        let share = try rule.pullBack(adjoint.multiplied(by: distortion), to: position, values, node.value)
          .reduced(like: operand.value)
        adjoints[ObjectIdentifier(operand)] = try adjoints[ObjectIdentifier(operand)]?.adding(share) ?? share
      }
    }
    return adjoints
  }
}
