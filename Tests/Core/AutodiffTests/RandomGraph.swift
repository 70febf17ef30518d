import Autodiff
import Tensors
import TestSupport

/// A random graph with shared nodes, constants, constant parts, `x·x` and conditions; the same for each seed.
struct RandomGraph {
  let output: Node
  /// Variables that were made, whether or not the output reaches them.
  let variables: [Node]

  init(seed: UInt64) throws {
    var dice = SplitMix64(seed)
    var variables: [Node] = []
    var pool: [Node] = []
    for index in 0..<Int.random(in: 1...4, using: &dice) {
      let shapes: [[Int]] = [[], [], [], [3], [2, 3], [2, 1]]
      let shape = shapes.randomElement(using: &dice) ?? []
      let names: [String?] = ["x", "y", "mul_0", "add", "x", nil]
      let name = index == 0 ? "x" : names.randomElement(using: &dice) ?? nil
      variables.append(variable(try dice.tensor(shape, in: 0.4...1.6), name: name))
    }
    pool += variables
    for _ in 0..<Int.random(in: 1...3, using: &dice) {
      let numbers = [2, 0.5, 1, 2]
      let name: String? = Int.random(in: 0..<4, using: &dice) == 0 ? "c" : nil
      let isArray = Int.random(in: 0..<4, using: &dice) == 0
      let number = Tensor(numbers.randomElement(using: &dice) ?? 2)
      pool.append(constant(isArray ? [1, number, 2] : number, name: name))
    }
    let leaves = pool.count
    for _ in 0..<Int.random(in: 3...24, using: &dice) {
      // Half of them binary, which make shared nodes and paths of different lengths.
      let isPlain = Bool.random(using: &dice)
      let plain: [Operation] = [.add, .mul, .div, .maximum, .sub, .sin, .tanh]
      let operation = (isPlain ? plain : Operation.all).randomElement(using: &dice) ?? .add
      let arity = max(operation.rule.arity.lowerBound, min(operation.rule.arity.upperBound, 2))
      let isSame = Int.random(in: 0..<6, using: &dice) == 0
      let first = Self.pick(from: pool, &dice)
      var operands = [first]
      while operands.count < arity { operands.append(isSame ? first : Self.pick(from: pool, &dice)) }
      guard let node = try? Node.applying(operation, to: Operands(all: operands)), node.value.shape.count <= 64
      else { continue }
      let isNamed = Int.random(in: 0..<6, using: &dice) == 0
      pool.append(isNamed ? node.named(["u", "mul", "sin_0", "u"].randomElement(using: &dice) ?? "u") : node)
    }
    self.variables = variables
    // Mostly the last node; now and then an inner one or a leaf.
    let isAny = Int.random(in: 0..<8, using: &dice) == 0
    let operations = pool.dropFirst(leaves)
    output = isAny ? Self.pick(from: pool, &dice) : operations.last ?? pool[0]
  }

  /// More often one of the newest, so that graphs become deep.
  private static func pick(from pool: [Node], _ dice: inout SplitMix64) -> Node {
    let isRecent = Int.random(in: 0..<3, using: &dice) > 0
    return pool[isRecent ? max(0, pool.count - 4)..<pool.count : 0..<pool.count].randomElement(using: &dice) ?? pool[0]
  }
}
