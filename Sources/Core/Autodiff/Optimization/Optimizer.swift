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
  /// Whether the new output needs each node; not so beneath what becomes a constant.
  private let isNeeded: [Bool]
  /// The first node equal to each, which stands for all of them.
  private var representatives: [Int]
  /// The names after merging, by first node.
  private var names: [String?]

  /// Operations with equal keys are equal.
  private struct Key: Hashable {
    let operation: Operation
    let operands: Operands<Int>
  }

  init(_ output: Node) {
    let nodes = output.operandsFirst()
    var index = NodeIndex()
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
    names = nodes.map { $0.name }
  }

  /// Finds the first node that is equal to each, and gives it the name of the others if it has none.
  mutating func merge() {
    var constants: [TensorBits: Int] = [:]
    var operations: [Key: Int] = [:]
    for position in nodes.indices where isNeeded[position] {
      let node = nodes[position]
      if !node.dependsOnVariable {
        representatives[position] = constants.first(TensorBits(node.value), else: position)
      } else if case .operation(let operation) = node.kind {
        let isCommutative = operation.rule.isCommutative
        let key = Key(operation: operation, operands: canonical(operands[position], isCommutative))
        let representative = operations.first(key, else: position)
        // The larger of 0 and −0 is the second.
        let isEqual = !isCommutative || TensorBits(nodes[representative].value) == TensorBits(node.value)
        representatives[position] = isEqual ? representative : position
      }
      let representative = representatives[position]
      if names[representative] == nil { names[representative] = node.name }
    }
  }

  /// The operands by their first equals, in ascending order where order is of no meaning.
  private func canonical(_ operands: Operands<Int>, _ isCommutative: Bool) -> Operands<Int> {
    let merged = operands.map { representatives[$0] }
    return isCommutative ? Operands(all: merged.sorted()) : merged
  }

  /// The new graph; nodes that stay as they are are the caller's own.
  func result() -> Optimization {
    var results = nodes
    var (operationCount, merged, folded, mergedConstants) = (0, 0, 0, 0)
    for (position, node) in nodes.enumerated() {
      let isDuplicate = representatives[position] != position
      if node.isLeaf {
        if isDuplicate { mergedConstants += 1 }
      } else {
        operationCount += 1
        if !node.dependsOnVariable { folded += 1 } else if isDuplicate { merged += 1 }
      }
      guard isNeeded[position], !isDuplicate else { continue }
      results[position] =
        node.isLeaf || node.dependsOnVariable
        ? node.replacing(operands: operands[position].map { results[representatives[$0]] }, name: names[position])
        : .constant(node.value, name: names[position])
    }
    return Optimization(
      output: results[results.count - 1],
      savings: Savings(
        operationsBefore: operationCount, merged: merged, folded: folded, mergedConstants: mergedConstants))
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

/// A tensor that is equal to another if type, shape and all bits of the elements are.
private struct TensorBits: Hashable {
  let tensor: Tensor

  init(_ tensor: Tensor) { self.tensor = tensor }

  static func == (a: TensorBits, b: TensorBits) -> Bool {
    guard a.tensor.dtype == b.tensor.dtype else { return false }
    if let x = a.tensor.scalar, let y = b.tensor.scalar { return x.bitPattern == y.bitPattern }
    return a.tensor.shape == b.tensor.shape
      && a.tensor.elements.elementsEqual(b.tensor.elements) { $0.bitPattern == $1.bitPattern }
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(tensor.dtype)
    if let number = tensor.scalar {
      hasher.combine(number.bitPattern)
    } else {
      hasher.combine(tensor.shape)
      for element in tensor.elements { hasher.combine(element.bitPattern) }
    }
  }
}
