import Formulas
import Tensors

/// An operation that puts arrays side by side; each gets back its part of the adjoint.
protocol Joining: OperationRule {
  var axis: Int { get }
  func joint(_ shapes: [Shape]) throws(TensorError) -> Joint
  /// Where one of the operands lies in the result; found alone, as there may be thousands.
  func part(_ operand: Int, _ operands: Operands<Tensor>, of result: Shape) throws(TensorError) -> StridedPart
}

extension Joining {
  var arity: ClosedRange<Int> { 1...Int.max }
  var domain: [ClosedRange<Double>] { [-3...3] }
  var attributes: [String: Attribute] { ["axis": .integers([axis])] }

  func evaluate(_ operands: Operands<Tensor>) throws(TensorError) -> Tensor {
    try joint(operands.map { $0.shape }).joining(operands)
  }

  func local(_ operand: Int, _ operands: Operands<Tensor>, _ result: Tensor) -> Tensor? { nil }

  func pullBack(
    _ adjoint: Tensor, to operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    try adjoint.broadcast(to: result.shape).reading(part(operand, operands, of: result.shape))
  }

  func pushForward(
    _ tangent: Tensor, from operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    try tangent.broadcast(to: operands[operand].shape).writing(
      into: part(operand, operands, of: result.shape), of: result.shape)
  }

  func formula(_ operands: Operands<Formula>) -> Formula {
    .named(name, [.list(Array(operands))] + (axis == 0 ? [] : [.keyword("axis", .literal(Double(axis)))]))
  }

  func localFormula(_ operand: Int, _ operands: Operands<Formula>, _ result: Formula) -> Formula? { nil }

  func pullBackFormula(
    _ adjoint: Formula, to operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    .indexed(adjoint, "part \(operand + 1)")
  }
}

/// Arrays of one shape along a new axis.
final class Stack: Joining {
  let axis: Int
  init(axis: Int) { self.axis = axis }
  var name: String { "stack" }
  func joint(_ shapes: [Shape]) throws(TensorError) -> Joint { try Joint(stacking: shapes, axis: axis) }

  func part(_ operand: Int, _ operands: Operands<Tensor>, of result: Shape) throws(TensorError) -> StridedPart {
    try result.part(result.wholeAxes(before: axis) + [.position(operand)])
  }
}

/// Arrays along an axis they have.
final class Concatenate: Joining {
  let axis: Int
  init(axis: Int) { self.axis = axis }
  var name: String { "concatenate" }
  func joint(_ shapes: [Shape]) throws(TensorError) -> Joint { try Joint(concatenating: shapes, axis: axis) }

  func part(_ operand: Int, _ operands: Operands<Tensor>, of result: Shape) throws(TensorError) -> StridedPart {
    let before = result.wholeAxes(before: axis)
    let start = operands.prefix(operand).reduce(0) { $0 + $1.shape.sizes[before.count] }
    let end = start + operands[operand].shape.sizes[before.count]
    return try result.part(before + [.slice(from: start, to: end, step: 1)])
  }
}

extension Shape {
  /// Subscripts that take all of the axes before one, which may be counted from the end.
  fileprivate func wholeAxes(before axis: Int) -> [Subscript] {
    Array(repeating: .slice(from: nil, to: nil, step: 1), count: axis < 0 ? axis + rank : axis)
  }
}
