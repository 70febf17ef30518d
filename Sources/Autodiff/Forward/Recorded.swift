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

  /// How the output moves when one leaf moves along a tangent: the article's dual numbers (part 1).
  func tangent(moving leaf: Int, along direction: Tensor) throws(TensorError) -> Tensor {
    var tangents: [Tensor?] = Array(repeating: nil, count: nodes.count)
    tangents[leaf] = direction
    for (position, node) in nodes.enumerated() {
      guard let rule = node.operation?.rule else { continue }
      let values = node.operands.map(\.value)
      for (operand, source) in operands[position].enumerated() where rule.isDifferentiable(in: operand) {
        guard let tangent = tangents[source] else { continue }
        let moved = try rule.pushForward(tangent, from: operand, values, node.value)
        let share = try moved.broadcast(to: node.value.shape)
        tangents[position] = try tangents[position]?.adding(share) ?? share
      }
    }
    let output = nodes[nodes.count - 1]
    return tangents[nodes.count - 1] ?? .zeros(like: output.value)
  }
}
