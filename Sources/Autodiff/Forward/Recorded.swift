import Tensors

/// A graph laid out in the order of computation, to be computed again: with other values, or with tangents.
struct Recorded {
  let nodes: [Node]
  /// By node: where its operands stand.
  private let operands: [[Int]]

  init(_ output: Node) {
    nodes = output.operandsFirst()
    var positions: [ObjectIdentifier: Int] = [:]
    for (position, node) in nodes.enumerated() { positions[ObjectIdentifier(node)] = position }
    operands = nodes.map { node in node.operands.compactMap { positions[ObjectIdentifier($0)] } }
  }

  /// The positions of the variables.
  var variables: [Int] { nodes.indices.filter { nodes[$0].kind == .variable } }

  /// The output's value when one leaf has another value.
  func value(replacing leaf: Int, by replacement: Tensor) throws(TensorError) -> Tensor {
    var values = nodes.map(\.value)
    values[leaf] = replacement
    for (position, node) in nodes.enumerated() {
      guard let operation = node.operation else { continue }
      values[position] = try operation.rule.evaluate(Operands(all: operands[position].map { values[$0] }))
    }
    return values[values.count - 1]
  }

  /// How the output moves when one element of a node moves by 1, for each of its elements in row-major order.
  func tangents(moving moved: Int) throws(TensorError) -> [Tensor] {
    let input = nodes[moved].value
    var tangents: [Tensor] = []
    var direction = Array(repeating: 0.0, count: input.shape.count)
    for element in direction.indices {
      direction[element] = 1
      tangents.append(
        try tangent(moving: moved, along: Tensor(direction, shape: input.shape, dtype: input.dtype)))
      direction[element] = 0
    }
    return tangents
  }

  /// How the output moves when one node moves along a tangent: the article's dual numbers (part 1).
  ///
  /// An element that the movement does not reach stays where it is, also where its derivative is infinite. Which these
  /// are is looked after only where the plain products do not give a number.
  private func tangent(moving moved: Int, along direction: Tensor) throws(TensorError) -> Tensor {
    let tangent = try pushed(direction, from: moved, isReachTracked: false)
    return tangent.elements.allSatisfy(\.isFinite)
      ? tangent : try pushed(direction, from: moved, isReachTracked: true)
  }

  private func pushed(_ direction: Tensor, from moved: Int, isReachTracked: Bool) throws(TensorError) -> Tensor {
    var tangents: [Tensor?] = Array(repeating: nil, count: nodes.count)
    var reaches: [Tensor?] = tangents
    tangents[moved] = direction
    if isReachTracked { reaches[moved] = try direction.compared(.notEqual, to: direction.filled(0)) }
    // What comes before the node does not move, operands being listed first.
    for (position, node) in nodes.enumerated().dropFirst(moved + 1) {
      guard let rule = node.operation?.rule else { continue }
      let values = node.operands.map(\.value)
      for (operand, source) in operands[position].enumerated() where rule.isDifferentiable(in: operand) {
        guard let tangent = tangents[source] else { continue }
        let moved = try rule.pushForward(tangent, from: operand, values, node.value)
        var share = try moved.broadcast(to: node.value.shape)
        if let reach = reaches[source] {
          let reached = try rule.reach(reach, from: operand, values, node.value).broadcast(to: node.value.shape)
          share = try share.selected(by: reached)
          reaches[position] = try reaches[position]?.maximum(reached) ?? reached
        }
        tangents[position] = try tangents[position]?.adding(share) ?? share
      }
    }
    let output = nodes[nodes.count - 1]
    return tangents[nodes.count - 1] ?? .zeros(like: output.value)
  }
}
