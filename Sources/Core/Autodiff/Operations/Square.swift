import Formulas
import Tensors

/// The square.
final class Square: UnaryElementwise {
  static let shared = Square()

  var name: String { "square" }
  var domain: [ClosedRange<Double>] { [-3...3] }
  func value<Q: Quantity>(_ x: Q) -> Q { x.squared }
  func derivative<Q: Quantity>(_ x: Q, _ y: Q) throws(TensorError) -> Q { try x.adding(x) }
  func formula(_ x: Formula) -> Formula { .power(x, .number(2)) }
  func derivative(_ x: Formula, _ y: Formula) -> Formula { .dot(.number(2), x) }
}
