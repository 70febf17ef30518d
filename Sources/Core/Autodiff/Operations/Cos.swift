import Formulas
import Tensors

/// The cosine.
final class Cos: UnaryElementwise {
  static let shared = Cos()

  var name: String { "cos" }
  var domain: [ClosedRange<Double>] { [-3...3] }
  func value<Q: Quantity>(_ x: Q) -> Q { x.cosine }
  func derivative<Q: Quantity>(_ x: Q, _ y: Q) throws(TensorError) -> Q { x.sine.negated }
  func formula(_ x: Formula) -> Formula { .function(.cos, [x]) }
  func derivative(_ x: Formula, _ y: Formula) -> Formula { .negative(.function(.sin, [x])) }
}
