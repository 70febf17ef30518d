import Autodiff
import Tensors
import TestSupport

/// A random program on arrays; the same for each seed, at whatever values its variables have.
///
/// Its choices depend on shapes alone, so that it can be computed again at moved values. It is full of masks: a third of
/// its statements hand an infinite adjoint, or one that is not a number, to what a mask leaves out.
struct ArrayProgram {
  let seed: UInt64
  let values: [Tensor]

  init(seed: UInt64) throws {
    self.seed = seed
    var dice = SplitMix64(seed)
    let shapes: [[Int]] = [[], [3], [2, 3], [2, 1], [3, 2]]
    values = try (0..<Int.random(in: 2...3, using: &dice)).map { _ in
      try dice.tensor(shapes.randomElement(using: &dice) ?? [], in: -1.5...1.5)
    }
  }

  /// The output, a scalar, and the variables.
  func graph(at values: [Tensor]) throws -> (output: Node, variables: [Node]) {
    var dice = SplitMix64(seed &+ 1 << 40)
    let variables = values.enumerated().map { variable($1, name: "x\($0)") }
    var pool = variables
    for _ in 0..<Int.random(in: 3...10, using: &dice) {
      let (a, b) = (Self.pick(from: pool, &dice), Self.pick(from: pool, &dice))
      let kind = Int.random(in: 0..<Self.statements.count, using: &dice)
      let constant = Double.random(in: 0.2...0.9, using: &dice)
      guard let node = try? Self.statements[kind](a, b, constant), node.value.shape.count <= 36 else { continue }
      pool.append(node)
    }
    // Weights of their own, so that no element stands for another.
    let last = pool[pool.count - 1]
    let weights = Autodiff.constant(try dice.tensor(last.value.shape.sizes, in: 0.5...1.5))
    return (sum(last * weights), variables)
  }

  /// The newest twice as often as any other.
  private static func pick(from pool: [Node], _ dice: inout SplitMix64) -> Node {
    let isNew = Int.random(in: 0..<3, using: &dice) > 0
    return pool[isNew ? max(0, pool.count - 2)..<pool.count : 0..<pool.count].randomElement(using: &dice) ?? pool[0]
  }

  private typealias Statement = @Sendable (Node, Node, Double) throws -> Node

  private static func apply(_ operation: Operation, _ operands: Node...) throws -> Node {
    try Node.applying(operation, to: Operands(all: operands))
  }

  /// A number as a constant.
  private static func fixed(_ number: Double) -> Node { constant(Tensor(number)) }

  private static let statements: [Statement] = smooth + masks + hidden

  private static let smooth: [Statement] = [
    { a, b, _ in try apply(.add, a, b) }, { a, b, _ in try apply(.sub, a, b) },
    { a, b, _ in try apply(.mul, a, b) }, { a, b, _ in try apply(.mul, sin(a), cos(b)) },
    { a, b, c in try apply(.div, a, square(b) + c) }, { a, b, c in try apply(.pow, square(a) + c, tanh(b)) },
    { a, _, c in sqrt(square(a) + c) }, { a, _, c in log(square(a) + c) }, { a, _, _ in exp(tanh(a)) },
    { a, _, _ in sigmoid(a) * a }, { a, _, c in tanh(a * c) }, { a, b, _ in try apply(.dot, a, b) },
    { a, b, _ in try apply(.dot, a, transpose(b)) }, { a, _, _ in try apply(.sum(axes: [0]), a) },
    { a, _, _ in try apply(.mean(axes: [-1], keepDims: true), a) }, { a, _, _ in transpose(a) },
    { a, _, _ in try apply(.reshape(sizes: [-1]), a) }, { a, b, _ in try apply(.stack(), a, b) },
    { a, b, _ in try apply(.concatenate(), a, b) }, { a, _, _ in try Node.softmax(a, axes: [-1]) },
    { a, b, _ in try apply(.softmaxCrossEntropy, a, b) },
    { a, b, _ in try apply(.softmaxCrossEntropy, a, sigmoid(b)) },
  ]

  private static let masks: [Statement] = [
    { a, _, _ in relu(a) }, { a, _, _ in abs(a) }, { a, b, _ in try apply(.maximum, a, b) },
    { a, b, _ in try apply(.minimum, a, b) }, { a, _, _ in try apply(.max(), a) },
    { a, _, _ in try apply(.max(axes: [0]), a) }, { a, _, _ in try apply(.min(axes: [1], keepDims: true), a) },
    { a, b, c in try apply(.where, a > c, a, b) }, { a, b, _ in try apply(.where, apply(.less, a, b), sin(a), b) },
    { a, _, _ in try apply(.index([.position(1)]), a) },
    { a, _, _ in try apply(.index([.slice(from: 0, to: nil, step: 2)]), a) },
  ]

  /// What the mask leaves out has an infinite adjoint, or one that is not a number; the derivative is finite.
  private static let hidden: [Statement] = [
    { a, _, _ in sqrt(relu(a)) }, { a, _, _ in relu(a) ** 0.5 },
    { a, _, c in log(`where`(a > c, a, fixed(1))) }, { a, _, c in 1 / `where`(a > c, a, fixed(.infinity)) },
    { a, b, c in try apply(.where, a > c, b, fixed(.nan)) * apply(.where, a > c, b, fixed(0)) },
    { a, b, _ in try apply(.where, a > 0.0, b, fixed(0)) ** 2 * sqrt(relu(a)) },
    { a, _, _ in sqrt(maximum(a, fixed(0))) }, { a, _, _ in try sqrt(apply(.max(axes: [0]), relu(a))) },
    { a, b, _ in try sqrt(apply(.maximum, relu(a), relu(b))) },
    { a, _, _ in try sqrt(-apply(.min(axes: [-1]), minimum(a, fixed(0)))) },
    { a, _, _ in try sqrt(apply(.index([.position(0)]), relu(a))) },
    { a, b, c in try apply(.where, a > c, sqrt(`where`(a > c, a, fixed(0))), b) },
    { a, b, _ in try sqrt(apply(.stack(), relu(a), relu(b))) },
  ]
}
