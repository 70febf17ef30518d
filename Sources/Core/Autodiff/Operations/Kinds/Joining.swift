import Formulas
import Tensors

/// An operation that puts arrays side by side; each gets back its part of the adjoint.
protocol Joining: OperationRule {
  var axis: Int { get }
  func joint(_ shapes: [Shape]) throws(TensorError) -> Joint
  /// Where one of the operands lies in the result; found alone, as there may be thousands.
  func part(_ operand: Int, _ shapes: Operands<Shape>, of result: Shape) -> [Subscript]
}

extension Joining {
  var arity: ClosedRange<Int> { 1...Int.max }
  var domain: [ClosedRange<Double>] { [-3...3] }
  var attributes: [String: Attribute] { ["axis": .integers([axis])] }

  func evaluate(_ operands: Operands<Tensor>) throws(TensorError) -> Tensor {
    try joint(operands.map { $0.shape }).joining(operands)
  }

  func local(_ operand: Int, _ operands: Operands<Tensor>, _ result: Tensor) -> Tensor? { nil }

  func pullBack<A: ArrayQuantity>(
    _ adjoint: A, to operand: Int, _ operands: Operands<A>, _ result: A
  ) throws(TensorError) -> A {
    try adjoint.broadcast(to: result.shape).part(at: part(operand, operands.map { $0.shape }, of: result.shape))
  }

  func pushForward(
    _ tangent: Tensor, from operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    try tangent.placed(at: part(operand, operands.map { $0.shape }, of: result.shape), in: result.shape)
  }

  func formula(_ operands: Operands<Formula>) -> Formula {
    .named(name, [.list(Array(operands))] + (axis == 0 ? [] : [.keyword("axis", .literal(Double(axis)))]))
  }

  func localFormula(_ operand: Int, _ operands: Operands<Formula>, _ result: Formula) -> Formula? { nil }

  func pullBackFormula(
    _ adjoint: Formula, to operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    .indexed(adjoint, Words.part(operand + 1))
  }

  func pushForwardFormula(
    _ tangent: Formula, from operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    formula(Operands(all: operands.indices.map { $0 == operand ? tangent : .number(0) }))
  }

  func elementCountIfGrowing(_ operands: Operands<Tensor>) -> Int {
    operands.reduce(0) { sum, operand in
      let (total, isTooMany) = sum.addingReportingOverflow(operand.shape.count)
      return isTooMany ? .max : total
    }
  }
}

extension [String: Attribute] {
  /// The axis of an operation that puts arrays side by side; nil where there is none.
  var joiningAxis: Int? {
    if case .integers(let axes)? = self["axis"], axes.count == 1 { axes[0] } else { nil }
  }
}

extension Shape {
  /// Subscripts that take all of the axes before one, which may be counted from the end.
  func wholeAxes(before axis: Int) -> [Subscript] {
    Array(repeating: .slice(from: nil, to: nil, step: 1), count: axis < 0 ? axis + rank : axis)
  }
}
