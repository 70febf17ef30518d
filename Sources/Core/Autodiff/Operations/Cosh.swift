import Formulas
import Tensors

/// The hyperbolic cosine.
final class Cosh: UnaryElementwise {
  static let shared = Cosh()

  var name: String { "cosh" }
  var domain: [ClosedRange<Double>] { [-2...2] }
  func value<Q: Quantity>(_ x: Q) -> Q { x.hyperbolicCosine }
  func derivative<Q: Quantity>(_ x: Q, _ y: Q) throws(TensorError) -> Q { x.hyperbolicSine }
  func formula(_ x: Formula) -> Formula { .function(.cosh, [x]) }
  func derivative(_ x: Formula, _ y: Formula) -> Formula { .function(.sinh, [x]) }
}
