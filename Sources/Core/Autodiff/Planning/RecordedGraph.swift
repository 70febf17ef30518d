import Tensors

/// A graph and its backward pass by positions: what a plan is made from.
struct RecordedGraph {
  /// One use of the chain rule.
  struct Propagation {
    let from: Int
    let to: Int
    let operand: Int
    let isFirst: Bool
  }

  /// Operands first; the root is the last.
  let nodes: [Node]
  /// The positions of the operands of each node.
  let operands: [Operands<Int>]
  /// The positions of the nodes that use each, once for each use.
  let users: [[Int]]
  /// In the order of the backward pass.
  let propagations: [Propagation]
  private let positions: [ObjectIdentifier: Int]

  /// Walks a graph.
  ///
  /// - Throws: ``TensorError``, as a backward pass does.
  init(_ root: Node) throws(TensorError) {
    let nodes = root.operandsFirst()
    var positions: [ObjectIdentifier: Int] = [:]
    for (position, node) in nodes.enumerated() { positions[ObjectIdentifier(node)] = position }
    func position(_ node: Node) -> Int { positions[ObjectIdentifier(node)] ?? 0 }
    let operands = nodes.map { $0.operands.map(position) }
    var users = Array(repeating: [Int](), count: nodes.count)
    for (user, operands) in operands.enumerated() {
      for operand in operands { users[operand].append(user) }
    }
    var steps: [BackwardEvent.Propagation] = []
    _ = try gradient(
      of: root,
      telling: { event in
        if case .propagate(let step) = event { steps.append(step) }
      })
    propagations = steps.map {
      Propagation(from: position($0.from), to: position($0.to), operand: $0.operand, isFirst: $0.arrived == 1)
    }
    (self.nodes, self.operands, self.users, self.positions) = (nodes, operands, users, positions)
  }

  /// Where a node stands; nil where it is not in the graph.
  func position(of node: Node) -> Int? { positions[ObjectIdentifier(node)] }

  /// Whether the root is the softmax cross entropy, with fixed labels, of logits of their type that nothing else uses.
  var endsInCrossEntropy: Bool {
    let last = nodes.count - 1
    guard nodes[last].operation == .softmaxCrossEntropy else { return false }
    let (logits, labels) = (operands[last][0], operands[last][1])
    return nodes[logits].dependsOnVariable && !nodes[labels].dependsOnVariable && users[logits] == [last]
      && nodes[logits].value.dtype == nodes[labels].value.dtype
  }

  /// The layers of matrices of one type whose weights and biases are used nowhere else.
  func layers(_ parameters: [Node]) -> [PlannedLayer] {
    var numbers: [Int: Int] = [:]
    for (number, node) in parameters.enumerated() {
      if let position = position(of: node), users[position].count == 1 { numbers[position] = number }
    }
    return nodes.indices.compactMap { sum in
      guard nodes[sum].operation == .add else { return nil }
      let (left, right) = (operands[sum][0], operands[sum][1])
      return layer(product: left, biases: right, sum, numbers) ?? layer(product: right, biases: left, sum, numbers)
    }
  }

  private func layer(product: Int, biases: Int, _ sum: Int, _ numbers: [Int: Int]) -> PlannedLayer? {
    guard nodes[product].operation == .dot, users[product] == [sum], let biasesNumber = numbers[biases],
      let weightsNumber = numbers[operands[product][1]]
    else { return nil }
    let (input, weights) = (operands[product][0], operands[product][1])
    let all = [input, weights, biases].map { nodes[$0].value }
    let (x, w, b) = (all[0].shape, all[1].shape, all[2].shape)
    // One row or column is a product with a vector.
    guard x.rank == 2, w.rank == 2, x.sizes[0] > 1, w.sizes[0] > 1, w.sizes[1] > 1, b.sizes == [w.sizes[1]],
      all.allSatisfy({ $0.dtype == all[0].dtype })
    else { return nil }
    let user = users[sum].count == 1 ? users[sum][0] : nil
    let rectifier = user.flatMap { nodes[$0].operation == .relu ? $0 : nil }
    return PlannedLayer(
      input: input, product: product, sum: sum, rectifier: rectifier, weights: weightsNumber, biases: biasesNumber)
  }
}
