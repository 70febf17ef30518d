import Formulas
import Tensors

/// The sine.
final class Sin: UnaryElementwise {
  static let shared = Sin()

  var name: String { "sin" }
  var domain: [ClosedRange<Double>] { [-3...3] }
  func value<Q: Quantity>(_ x: Q) -> Q { x.sine }
  func derivative<Q: Quantity>(_ x: Q, _ y: Q) throws(TensorError) -> Q { x.cosine }
  func formula(_ x: Formula) -> Formula { .function(.sin, [x]) }
  func derivative(_ x: Formula, _ y: Formula) -> Formula { .function(.cos, [x]) }
}
