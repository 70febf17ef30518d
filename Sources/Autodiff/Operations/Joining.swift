import Formulas
import Tensors

/// An operation that puts arrays side by side; each gets back its part of the adjoint.
protocol Joining: OperationRule {
  var axis: Int { get }
  func joint(_ shapes: [Shape]) throws(TensorError) -> Joint
}

extension Joining {
  var arity: ClosedRange<Int> { 1...Int.max }
  var domain: [ClosedRange<Double>] { [-3...3] }
  var attributes: [String: Attribute] { ["axis": .integers([axis])] }

  func evaluate(_ operands: Operands<Tensor>) throws(TensorError) -> Tensor {
    try joint(operands.map(\.shape)).joining(operands)
  }

  func local(_ operand: Int, _ operands: Operands<Tensor>, _ result: Tensor) -> Tensor? { nil }

  func pullBack(
    _ adjoint: Tensor, to operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    adjoint.reading(try joint(operands.map(\.shape)).parts[operand])
  }

  func pushForward(
    _ tangent: Tensor, from operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    tangent.writing(into: try joint(operands.map(\.shape)).parts[operand], of: result.shape)
  }

  func formula(_ operands: Operands<Formula>) -> Formula { .named(name, Array(operands)) }
  func localFormula(_ operand: Int, _ operands: Operands<Formula>, _ result: Formula) -> Formula? { nil }

  func pullBackFormula(
    _ adjoint: Formula, to operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    .indexed(adjoint, "part \(operand)")
  }
}

/// Arrays of one shape along a new axis.
struct Stack: Joining {
  let axis: Int
  var name: String { "stack" }
  func joint(_ shapes: [Shape]) throws(TensorError) -> Joint { try Joint(stacking: shapes, axis: axis) }
}

/// Arrays along an axis they have.
struct Concatenate: Joining {
  let axis: Int
  var name: String { "concatenate" }
  func joint(_ shapes: [Shape]) throws(TensorError) -> Joint { try Joint(concatenating: shapes, axis: axis) }
}
