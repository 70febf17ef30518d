import Formulas
import Tensors

/// The exponential less one, exact where the operand is small.
final class Expm1: UnaryElementwise {
  static let shared = Expm1()

  var name: String { "expm1" }
  var remark: String? { "expm1(x) = eˣ − 1, exact for small x too" }
  var domain: [ClosedRange<Double>] { [-2...2] }
  func value<Q: Quantity>(_ x: Q) -> Q { x.exponentialMinusOne }
  func derivative<Q: Quantity>(_ x: Q, _ y: Q) throws(TensorError) -> Q { x.exponential }
  func formula(_ x: Formula) -> Formula { .function(.expm1, [x]) }
  func derivative(_ x: Formula, _ y: Formula) -> Formula { .function(.exp, [x]) }
}
