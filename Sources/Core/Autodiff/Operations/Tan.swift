import Formulas
import Tensors

/// The tangent, whose derivative is `1 + tan² x`.
final class Tan: UnaryElementwise {
  static let shared = Tan()

  var name: String { "tan" }
  var domain: [ClosedRange<Double>] { [-1.2...1.2] }
  var remark: String? { "no floating-point number is a pole: near π/2 both are large and finite" }
  func value<Q: Quantity>(_ x: Q) -> Q { x.tangent }
  func derivative<Q: Quantity>(_ x: Q, _ y: Q) throws(TensorError) -> Q {
    try y.squared.adding(y.filled(1))
  }
  func formula(_ x: Formula) -> Formula { .function(.tan, [x]) }
  func derivative(_ x: Formula, _ y: Formula) -> Formula { .plus(.number(1), .power(y, .number(2))) }
}
