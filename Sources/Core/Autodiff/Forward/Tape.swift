import Tensors

/// The nodes of a graph in the order of computation, to be computed again: with other values, or with tangents.
struct Tape {
  let nodes: [Node]
  /// The positions of the operands of each node.
  private let operands: [[Int]]
  /// The positions of the operations that use each node.
  private let users: [[Int]]

  init(_ output: Node) {
    self.init(operandsFirst: output.operandsFirst())
  }

  /// A graph from its nodes, operands before the operations that use them and the output last.
  init(operandsFirst nodes: [Node]) {
    self.nodes = nodes
    var positions: [ObjectIdentifier: Int] = [:]
    for (position, node) in nodes.enumerated() { positions[ObjectIdentifier(node)] = position }
    operands = nodes.map { node in node.operands.compactMap { positions[ObjectIdentifier($0)] } }
    var users: [[Int]] = Array(repeating: [], count: nodes.count)
    for (position, sources) in operands.enumerated() {
      for source in sources where users[source].last != position { users[source].append(position) }
    }
    self.users = users
  }

  /// Whether all of it is computed in double precision.
  var isDouble: Bool { nodes.allSatisfy { $0.value.dtype == .float64 } }

  /// The same graph in double precision, node by node, its leaves stretched by a factor.
  func inDouble(stretchedBy factor: Double = 1) throws(TensorError) -> [Node] {
    var copies: [Node] = []
    for (position, node) in nodes.enumerated() {
      guard let operation = node.operation else {
        let value = try node.value.converted(to: .float64).multiplied(by: Tensor(factor))
        copies.append(node.kind == .variable ? .variable(value, name: node.name) : .constant(value, name: node.name))
        continue
      }
      copies.append(try .applying(operation, to: Operands(all: operands[position].map { copies[$0] })))
    }
    return copies
  }

  /// The positions of the variables.
  var variables: [Int] { nodes.indices.filter { nodes[$0].kind == .variable } }

  /// Where a node stands; where it is not in the graph itself, where copies of the same node do.
  func positions(of node: Node) -> [Int] {
    if let position = nodes.firstIndex(where: { $0 === node }) { return [position] }
    return nodes.indices.filter { nodes[$0].origin === node.origin }
  }

  /// The positions of what is computed from a node, operands first.
  func dependents(of node: Int) -> [Int] {
    var found: Set<Int> = []
    var open = users[node]
    while let position = open.popLast() {
      if found.insert(position).inserted { open += users[position] }
    }
    return found.sorted()
  }

  /// The output's value as a function of one leaf's value.
  func function(of leaf: Int) -> (Tensor) throws(TensorError) -> Tensor {
    let dependents = dependents(of: leaf)
    var values = nodes.map { $0.value }
    return { (replacement) throws(TensorError) in
      values[leaf] = replacement
      for position in dependents {
        guard let operation = nodes[position].operation else { continue }
        values[position] = try operation.rule.evaluate(Operands(all: operands[position].map { values[$0] }))
      }
      return values[values.count - 1]
    }
  }

  /// The derivative of the output with respect to each element of a node, in row-major order.
  func tangents(moving moved: Int) throws(TensorError) -> [Tensor] {
    let input = nodes[moved].value
    let dependents = dependents(of: moved)
    var tangents: [Tensor] = []
    var direction = Array(repeating: 0.0, count: input.shape.count)
    for element in direction.indices {
      direction[element] = 1
      let along = try Tensor(direction, shape: input.shape, dtype: input.dtype)
      tangents.append(try tangent(moving: moved, along: along, through: dependents))
      direction[element] = 0
    }
    return tangents
  }

  /// The derivative of the output along a tangent of one node: the article's dual numbers (part 1).
  func tangent(moving moved: Int, along direction: Tensor) throws(TensorError) -> Tensor {
    try tangent(moving: moved, along: direction, through: dependents(of: moved))
  }

  /// The same, telling of each use of the chain rule.
  func tangent(
    moving moved: Int, along direction: Tensor, telling listener: @escaping (Event<Int, Tensor>.PushForward) -> Void
  ) throws(TensorError) -> Tensor {
    let dependents = dependents(of: moved)
    let plain = try pushed(direction, from: moved, through: dependents, isReachTracked: false)
    let isReachTracked = !plain.elements.allSatisfy { $0.isFinite }
    return try pushed(direction, from: moved, through: dependents, isReachTracked: isReachTracked, telling: listener)
  }

  /// The same, given what is computed from the node.
  ///
  /// An element that the movement does not reach stays where it is, also where its derivative is infinite. Which these
  /// are is looked after only where the plain products do not give a number.
  private func tangent(
    moving moved: Int, along direction: Tensor, through dependents: [Int]
  ) throws(TensorError) -> Tensor {
    let tangent = try pushed(direction, from: moved, through: dependents, isReachTracked: false)
    return tangent.elements.allSatisfy { $0.isFinite }
      ? tangent : try pushed(direction, from: moved, through: dependents, isReachTracked: true)
  }

  private func pushed(
    _ direction: Tensor, from moved: Int, through dependents: [Int], isReachTracked: Bool,
    telling listener: ((Event<Int, Tensor>.PushForward) -> Void)? = nil
  ) throws(TensorError) -> Tensor {
    var tangents: [Int: Tensor] = [moved: direction]
    var reaches: [Int: Tensor] = [:]
    if isReachTracked { reaches[moved] = try direction.compared(.notEqual, to: direction.filled(0)) }
    for position in dependents {
      let node = nodes[position]
      guard let rule = node.operation?.rule else { continue }
      let values = node.operandValues
      let moving = operands[position].enumerated().filter { operand, source in
        rule.isDifferentiable(in: operand) && tangents[source] != nil
      }
      for (arrived, (operand, source)) in moving.enumerated() {
        guard let tangent = tangents[source] else { continue }
        let moved = try rule.pushForward(tangent, from: operand, values, node.value)
        var share = try moved.broadcast(to: node.value.shape)
        if let reach = reaches[source] {
          let reached = try rule.reach(reach, from: operand, values, node.value).broadcast(to: node.value.shape)
          share = try share.selected(by: reached)
          reaches[position] = try reaches[position]?.maximum(reached) ?? reached
        }
        let sum = try tangents[position]?.adding(share) ?? share
        tangents[position] = sum
        if let listener {
          listener(
            .init(
              from: source, to: position, operand: operand, local: try rule.local(operand, values, node.value),
              contribution: share, tangent: sum, arrived: arrived + 1, expected: moving.count))
        }
      }
    }
    return tangents[nodes.count - 1] ?? .zeros(like: nodes[nodes.count - 1].value)
  }

  /// By node: the sum of the magnitudes of its elements, each times the output's derivative with respect to it.
  ///
  /// Rounding each value of the graph moves the output by about an ulp of this (S. Linnainmaa, "Taylor expansion of the
  /// accumulated rounding error", BIT 16 (1976) 146–160). Zero where that is not a number. No magnitude counts as less
  /// than the smallest normal number: below it the distance between neighbouring numbers no longer shrinks.
  func weights() throws(TensorError) -> [Double] {
    var adjoints: [Tensor?] = Array(repeating: nil, count: nodes.count)
    adjoints[nodes.count - 1] = .ones(like: nodes[nodes.count - 1].value)
    var weights = Array(repeating: 0.0, count: nodes.count)
    for (position, node) in nodes.enumerated().reversed() {
      guard let adjoint = adjoints[position].take() else { continue }
      let weight = zip(adjoint.elements, node.value.elements).reduce(0) {
        $0 + $1.0.magnitude * max($1.1.magnitude, .leastNormalMagnitude)
      }
      weights[position] = weight.isFinite ? weight : 0
      guard let rule = node.operation?.rule else { continue }
      let values = node.operands.map { $0.value }
      for (operand, source) in operands[position].enumerated()
      where nodes[source].dependsOnVariable && rule.isDifferentiable(in: operand) {
        let share = try rule.pullBack(adjoint, to: operand, values, node.value).reduced(like: nodes[source].value)
        adjoints[source] = try adjoints[source]?.adding(share) ?? share
      }
    }
    return weights
  }

  /// Whether one of these nodes stands exactly at a kink: `abs` at 0, `max` at a tie.
  func isAtKink(_ dependents: [Int]) throws(TensorError) -> Bool {
    for position in dependents {
      guard let rule = nodes[position].operation?.rule else { continue }
      let values = nodes[position].operands.map { $0.value }
      if try rule.isAtKink(values, nodes[position].value) { return true }
    }
    return false
  }
}
