import Tensors

/// Arrays along an axis they have.
final class Concatenate: Joining {
  let axis: Int

  init(axis: Int) { self.axis = axis }

  var name: String { "concatenate" }

  func read(_ attributes: [String: Attribute], for operation: Operation) -> Operation? {
    attributes.joiningAxis.map { .concatenate(axis: $0) }
  }

  func joint(_ shapes: [Shape]) throws(TensorError) -> Joint { try Joint(concatenating: shapes, axis: axis) }

  func part(_ operand: Int, _ operands: Operands<Tensor>, of result: Shape) throws(TensorError) -> StridedPart {
    let before = result.wholeAxes(before: axis)
    let start = operands.prefix(operand).reduce(0) { $0 + $1.shape.sizes[before.count] }
    let end = start + operands[operand].shape.sizes[before.count]
    return try result.part(before + [.slice(from: start, to: end, step: 1)])
  }
}
