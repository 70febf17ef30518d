import Formulas
import Tensors

/// The inverse of the tangent, whose derivative is `1/(1 + x²)`.
final class Atan: UnaryElementwise {
  static let shared = Atan()

  var name: String { "atan" }
  var domain: [ClosedRange<Double>] { [-3...3] }
  func value<Q: Quantity>(_ x: Q) -> Q { x.arctangent }
  func derivative<Q: Quantity>(_ x: Q, _ y: Q) throws(TensorError) -> Q {
    try x.squared.adding(x.filled(1)).reciprocal
  }
  func formula(_ x: Formula) -> Formula { .function(.arctan, [x]) }
  func derivative(_ x: Formula, _ y: Formula) -> Formula {
    .fraction(.number(1), .plus(.number(1), .power(x, .number(2))))
  }
}
