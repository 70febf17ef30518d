import Formulas
import Tensors

/// The hyperbolic tangent, whose derivative is `1 − tanh² x`.
final class Tanh: UnaryElementwise {
  static let shared = Tanh()

  var name: String { "tanh" }
  var domain: [ClosedRange<Double>] { [-2...2] }
  func value<Q: Quantity>(_ x: Q) -> Q { x.hyperbolicTangent }
  func derivative<Q: Quantity>(_ x: Q, _ y: Q) throws(TensorError) -> Q { x.hyperbolicTangentSlope(y) }
  func formula(_ x: Formula) -> Formula { .function(.tanh, [x]) }
  func derivative(_ x: Formula, _ y: Formula) -> Formula { .minus(.number(1), .power(y, .number(2))) }
}
