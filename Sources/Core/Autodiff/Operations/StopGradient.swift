import Formulas
import Tensors

/// The operand as it is, through which no derivative passes: to the backward pass it is a constant.
final class StopGradient: UnaryElementwise {
  static let shared = StopGradient()

  var name: String { "stop_gradient" }
  var domain: [ClosedRange<Double>] { [-3...3] }
  var remark: String? { "the result counts as a constant: nothing is handed on" }
  func isDifferentiable(in operand: Int) -> Bool { false }
  func value<Q: Quantity>(_ x: Q) -> Q { x }
  // Asked by nobody, since the operand is not differentiable.
  func derivative<Q: Quantity>(_ x: Q, _ y: Q) throws(TensorError) -> Q { x.filled(0) }
  func formula(_ x: Formula) -> Formula { .named(name, [x]) }
  func derivative(_ x: Formula, _ y: Formula) -> Formula { .number(0) }
}
