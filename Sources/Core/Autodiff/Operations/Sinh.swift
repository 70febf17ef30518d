import Formulas
import Tensors

/// The hyperbolic sine.
final class Sinh: UnaryElementwise {
  static let shared = Sinh()

  var name: String { "sinh" }
  var domain: [ClosedRange<Double>] { [-2...2] }
  func value<Q: Quantity>(_ x: Q) -> Q { x.hyperbolicSine }
  func derivative<Q: Quantity>(_ x: Q, _ y: Q) throws(TensorError) -> Q { x.hyperbolicCosine }
  func formula(_ x: Formula) -> Formula { .function(.sinh, [x]) }
  func derivative(_ x: Formula, _ y: Formula) -> Formula { .function(.cosh, [x]) }
}
