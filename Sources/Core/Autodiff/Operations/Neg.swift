import Formulas
import Tensors

/// The negative, `−x`.
final class Neg: UnaryElementwise {
  static let shared = Neg()

  var name: String { "neg" }
  var domain: [ClosedRange<Double>] { [-3...3] }
  func value<Q: Quantity>(_ x: Q) -> Q { x.negated }
  func derivative<Q: Quantity>(_ x: Q, _ y: Q) throws(TensorError) -> Q { x.filled(-1) }
  func formula(_ x: Formula) -> Formula { .negative(x) }
  func derivative(_ x: Formula, _ y: Formula) -> Formula { .number(-1) }
}
