import Formulas
import Tensors

/// The exponential, whose derivative is itself.
final class Exp: UnaryElementwise {
  static let shared = Exp()

  var name: String { "exp" }
  var domain: [ClosedRange<Double>] { [-2...2] }
  func value<Q: Quantity>(_ x: Q) -> Q { x.exponential }
  func derivative<Q: Quantity>(_ x: Q, _ y: Q) throws(TensorError) -> Q { y }
  func formula(_ x: Formula) -> Formula { .function(.exp, [x]) }
  func derivative(_ x: Formula, _ y: Formula) -> Formula { y }
}
