import Tensors

/// Arrays of one shape along a new axis.
final class Stack: Joining {
  let axis: Int

  init(axis: Int) { self.axis = axis }

  var name: String { "stack" }

  func read(_ attributes: [String: Attribute], for operation: Operation) -> Operation? {
    attributes.joiningAxis.map { .stack(axis: $0) }
  }

  func joint(_ shapes: [Shape]) throws(TensorError) -> Joint { try Joint(stacking: shapes, axis: axis) }

  func part(_ operand: Int, _ shapes: Operands<Shape>, of result: Shape) -> [Subscript] {
    result.wholeAxes(before: axis) + [.position(operand)]
  }
}
