import Formulas
import Tensors

/// The softplus, a rectifier without a corner, whose derivative is the logistic function.
final class Softplus: UnaryElementwise {
  static let shared = Softplus()

  var name: String { "softplus" }
  var remark: String? { "softplus(x) = ln(1 + eˣ), computed without overflow" }
  var domain: [ClosedRange<Double>] { [-4...4] }
  func value<Q: Quantity>(_ x: Q) -> Q { x.softplus }
  func derivative<Q: Quantity>(_ x: Q, _ y: Q) throws(TensorError) -> Q { x.logistic }
  func formula(_ x: Formula) -> Formula { .function(.softplus, [x]) }
  func derivative(_ x: Formula, _ y: Formula) -> Formula { .function(.sigmoid, [x]) }
}
