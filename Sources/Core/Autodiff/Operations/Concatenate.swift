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

  func part(_ operand: Int, _ shapes: Operands<Shape>, of result: Shape) -> [Subscript] {
    let before = result.wholeAxes(before: axis)
    let start = shapes.prefix(operand).reduce(0) { $0 + $1.sizes[before.count] }
    let end = start + shapes[operand].sizes[before.count]
    return before + [.slice(from: start, to: end, step: 1)]
  }
}
