import Formulas
import Tensors

/// The second operand where the condition is not 0, else the third.
final class Where: Elementwise {
  static let shared = Where()

  var name: String { "where" }
  var operandNames: [String] { ["c", "x", "y"] }
  var isMask: Bool { true }
  var arity: ClosedRange<Int> { 3...3 }
  var domain: [ClosedRange<Double>] { [0.5...1, -3...3, -3...3] }
  var specialPoints: [SpecialPoint] { [SpecialPoint(.isNaN(.c), derivatives: [nil, .number(1), .number(0)])] }
  var remark: String? { "a condition has no derivative" }

  func evaluate(_ operands: Operands<Tensor>) throws(TensorError) -> Tensor {
    try operands[0].select(operands[1], operands[2])
  }

  func isDifferentiable(in operand: Int) -> Bool { operand > 0 }

  func derivative<A: ArrayQuantity>(
    _ operand: Int, _ operands: Operands<A>, _ result: A
  ) throws(TensorError) -> A {
    try operands[0].compared(operand == 1 ? .notEqual : .equal, to: result.filled(0))
  }

  func formula(_ operands: Operands<Formula>) -> Formula {
    .piecewise(operands[1], condition: operands[0], otherwise: operands[2])
  }

  func derivative(_ operand: Int, _ operands: Operands<Formula>, _ result: Formula) -> Formula {
    operand == 1
      ? .piecewise(.number(1), condition: operands[0], otherwise: .number(0))
      : .piecewise(.number(0), condition: operands[0], otherwise: .number(1))
  }
}
