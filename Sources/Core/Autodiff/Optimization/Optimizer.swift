import Tensors

/// Finds the equal subexpressions of a graph and builds the graph that has each of them once.
///
/// By numbering: each node is told by the number of the first one equal to it, and two operations are equal where these
/// numbers of their operands are (value numbering: J. Cocke, "Global common subexpression elimination", 1970).
struct Optimizer {
  /// Operands first.
  private let nodes: [Node]
  /// The positions of the operands of each node.
  private let operands: [Operands<Int>]
  /// Whether the output needs each node; not so beneath what has constants alone.
  private let isNeeded: [Bool]
  /// The first node equal to each, which stands for all of them.
  private var representatives: [Int]
  /// Whether each node is a constant, or becomes one.
  private var isConstant: [Bool]
  /// The identity that put another node, or a constant, in a node's place.
  private var identities: [Identity?]
  /// The names after merging, by first node.
  private var names: [String?]

  /// Operations with equal keys are equal.
  private struct Key: Hashable {
    let operation: Operation
    let operands: Operands<Int>
  }

  init(_ output: Node) {
    let nodes = output.operandsFirst()
    var index = NodeIndex<Void>()
    var operands: [Operands<Int>] = []
    operands.reserveCapacity(nodes.count)
    for node in nodes {
      operands.append(node.operands.map { index.insert(.passUnretained($0)).index })
      _ = index.insert(.passUnretained(node))
    }
    var isNeeded = Array(repeating: false, count: nodes.count)
    isNeeded[nodes.count - 1] = true
    for position in nodes.indices.reversed() where isNeeded[position] && nodes[position].dependsOnVariable {
      for operand in operands[position] { isNeeded[operand] = true }
    }
    (self.nodes, self.operands, self.isNeeded) = (nodes, operands, isNeeded)
    representatives = Array(nodes.indices)
    isConstant = nodes.map { !$0.dependsOnVariable }
    identities = Array(repeating: nil, count: nodes.count)
    names = nodes.map { $0.name }
  }

  // MARK: Merging

  /// Finds the first node that is equal to each, and gives it the name of the others if it has none.
  mutating func merge() {
    var constants: [TensorBits: Int] = [:]
    var operations: [Key: Int] = [:]
    for position in nodes.indices where isNeeded[position] {
      let node = nodes[position]
      if case .operation(let operation) = node.kind, !isConstant[position] {
        let others = operands[position].map { representatives[$0] }
        switch outcome(of: operation, on: others, at: position) {
        case .operand(let operand, let identity):
          (representatives[position], identities[position]) = (operand, identity)
        case .constant(let identity):
          (isConstant[position], identities[position]) = (true, identity)
        case nil:
          representatives[position] = first(of: operation, on: others, at: position, &operations, constants)
        }
      }
      if isConstant[position], representatives[position] == position {
        representatives[position] = constants.first(TensorBits(node.value), else: position)
      }
      let representative = representatives[position]
      if names[representative] == nil { names[representative] = node.name }
    }
  }

  /// The first operation that is equal to one; itself where it is the first.
  private mutating func first(
    of operation: Operation, on others: Operands<Int>, at position: Int, _ operations: inout [Key: Int],
    _ constants: [TensorBits: Int]
  ) -> Int {
    let isCommutative = operation.rule.isCommutative
    let key = Key(operation: operation, operands: isCommutative ? Operands(all: others.sorted()) : others)
    if let known = operations[key] {
      // The larger of 0 and −0 is the second.
      return !isCommutative || hasValue(of: known, position) ? known : position
    }
    if let square = otherSquare(operation, others, constants), let known = operations[square],
      hasValue(of: known, position)
    {
      identities[position] = .square
      return known
    }
    operations[key] = position
    return position
  }

  /// `x²` as a square where it is a power, and as a power where it is a square.
  private func otherSquare(
    _ operation: Operation, _ others: Operands<Int>, _ constants: [TensorBits: Int]
  ) -> Key? {
    switch operation {
    case .pow where isAll(2, at: others[1]): return Key(operation: .square, operands: Operands(others[0]))
    case .square:
      let two = constants[TensorBits(Tensor(2, dtype: nodes[others[0]].value.dtype))]
      return two.map { Key(operation: .pow, operands: Operands(others[0], $0)) }
    default: return nil
    }
  }

  /// What stands in place of an operation.
  private enum Outcome {
    case operand(Int, Identity)
    case constant(Identity?)
  }

  /// What may stand in place of an operation, of the same value; nil where it has to be computed.
  private func outcome(of operation: Operation, on others: Operands<Int>, at position: Int) -> Outcome? {
    if others.allSatisfy({ isConstant[$0] }) { return .constant(nil) }
    func operand(_ other: Int, _ identity: Identity, if holds: Bool) -> Outcome? {
      holds && hasValue(of: other, position) ? .operand(other, identity) : nil
    }
    func constant(_ number: Double, _ identity: Identity, if holds: Bool) -> Outcome? {
      holds && nodes[position].value.isAll(number) ? .constant(identity) : nil
    }
    switch operation {
    case .mul:
      let (x, y) = (others[0], others[1])
      return operand(x, .timesOne, if: isAll(1, at: y)) ?? operand(y, .timesOne, if: isAll(1, at: x))
        ?? constant(0, .timesZero, if: isAll(0, at: y) || isAll(0, at: x))
    case .add:
      let (x, y) = (others[0], others[1])
      return operand(x, .plusZero, if: isAll(0, at: y)) ?? operand(y, .plusZero, if: isAll(0, at: x))
    case .sub:
      let (x, y) = (others[0], others[1])
      return operand(x, .minusZero, if: isAll(0, at: y)) ?? constant(0, .minusItself, if: x == y)
    case .div:
      let (x, y) = (others[0], others[1])
      return operand(x, .overOne, if: isAll(1, at: y)) ?? constant(1, .overItself, if: x == y)
    case .pow:
      let (x, y) = (others[0], others[1])
      return operand(x, .firstPower, if: isAll(1, at: y)) ?? constant(1, .zerothPower, if: isAll(0, at: y))
    case .neg:
      guard nodes[others[0]].operation == .neg else { return nil }
      let inner = representatives[operands[others[0]][0]]
      return operand(inner, .doubleNegation, if: true)
    case .relu: return operand(others[0], .reluOfNonnegative, if: isNeverNegative(others[0]))
    case .abs: return operand(others[0], .absOfNonnegative, if: isNeverNegative(others[0]))
    case .where:
      guard isConstant[others[0]] else { return nil }
      let condition = nodes[others[0]].value
      return operand(others[1], .knownCondition, if: condition.elements.allSatisfy { $0 != 0 })
        ?? operand(others[2], .knownCondition, if: condition.isAll(0))
    default: return nil
    }
  }

  private func isNeverNegative(_ position: Int) -> Bool {
    nodes[position].operation == .relu || nodes[position].operation == .abs
  }

  /// Whether a node is a constant of nothing but one number.
  private func isAll(_ number: Double, at position: Int) -> Bool {
    isConstant[position] && nodes[position].value.isAll(number)
  }

  /// Whether two nodes have the same value, type and shape, to the bit.
  private func hasValue(of one: Int, _ other: Int) -> Bool {
    TensorBits(nodes[one].value) == TensorBits(nodes[other].value)
  }

  // MARK: The new graph

  /// Whether the new graph has each node.
  private var isAlive: [Bool] {
    var isAlive = Array(repeating: false, count: nodes.count)
    isAlive[representatives[nodes.count - 1]] = true
    for position in nodes.indices.reversed() where isAlive[position] && !isConstant[position] {
      for operand in operands[position] { isAlive[representatives[operand]] = true }
    }
    return isAlive
  }

  /// The new graph; nodes that stay as they are are the caller's own.
  func result() -> Optimization {
    let isAlive = self.isAlive
    var results = nodes
    for (position, node) in nodes.enumerated() where isAlive[position] {
      results[position] =
        node.isLeaf || !isConstant[position]
        ? node.replacing(operands: operands[position].map { results[representatives[$0]] }, name: names[position])
        : .constant(node.value, name: names[position])
    }
    return Optimization(
      output: results[representatives[results.count - 1]], savings: savings(isAlive),
      fates: nodes.indices.map { fate(of: $0, isAlive) })
  }

  private func savings(_ isAlive: [Bool]) -> Savings {
    var (operationCount, merged, folded, unneeded, mergedConstants) = (0, 0, 0, 0, 0)
    var uses: [Identity: Int] = [:]
    for (position, node) in nodes.enumerated() {
      let isDuplicate = representatives[position] != position
      guard !node.isLeaf else {
        if isDuplicate { mergedConstants += 1 }
        continue
      }
      operationCount += 1
      if !isNeeded[position] {
        folded += 1
      } else if let identity = identities[position] {
        uses[identity, default: 0] += 1
      } else if isConstant[position] {
        folded += 1
      } else if isDuplicate {
        merged += 1
      } else if !isAlive[position] {
        unneeded += 1
      }
    }
    return Savings(
      operationsBefore: operationCount, merged: merged, folded: folded,
      identities: Identity.allCases.compactMap { identity in
        uses[identity].map { Savings.Use(identity: identity, count: $0) }
      }, unneeded: unneeded, mergedConstants: mergedConstants)
  }

  private func fate(of position: Int, _ isAlive: [Bool]) -> Optimization.Fate {
    let representative = representatives[position]
    guard isNeeded[position], isAlive[representative] else { return .removed }
    if !nodes[position].isLeaf, isConstant[position], representative == position {
      return .folded(identities[position])
    }
    return representative == position ? .stays : .merged(into: representative, identities[position])
  }
}

extension Node {
  /// The same value and operation on other operands of the same values; the node itself where all is as it was.
  fileprivate func replacing(operands others: Operands<Node>, name: String?) -> Node {
    let own = operands
    let isSame = name == self.name && own.indices.allSatisfy { own[$0] === others[$0] }
    return isSame ? self : replaced(operands: others, name: name)
  }
}

extension Dictionary where Value == Int {
  /// The value of a key; the given one from now on if there was none.
  fileprivate mutating func first(_ key: Key, else value: Int) -> Int {
    if let known = self[key] { return known }
    self[key] = value
    return value
  }
}
