import Formulas
import Tensors

/// The logistic function σ, whose derivative is `σ·(1 − σ)`.
final class Sigmoid: UnaryElementwise {
  static let shared = Sigmoid()

  var name: String { "sigmoid" }
  var domain: [ClosedRange<Double>] { [-4...4] }
  func value<Q: Quantity>(_ x: Q) -> Q { x.logistic }
  func derivative<Q: Quantity>(_ x: Q, _ y: Q) throws(TensorError) -> Q {
    // The complement of y would cancel where y is close to 1.
    try y.multiplied(by: x.negated.logistic)
  }
  func formula(_ x: Formula) -> Formula { .function(.sigmoid, [x]) }
  func derivative(_ x: Formula, _ y: Formula) -> Formula { .dot(y, .minus(.number(1), y)) }
}
