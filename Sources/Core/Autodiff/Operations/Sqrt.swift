import Formulas
import Tensors

/// The square root, whose derivative is `1/(2√x)`.
final class Sqrt: UnaryElementwise {
  static let shared = Sqrt()

  var name: String { "sqrt" }
  var domain: [ClosedRange<Double>] { [0.2...4] }
  var specialPoints: [SpecialPoint] {
    [
      SpecialPoint(.equal(.x, 0), derivatives: [.number(.infinity)]),
      SpecialPoint(.less(.x, 0), value: .nan, derivatives: [.number(.nan)]),
    ]
  }
  var remark: String? { "where an operand is −0, an infinity may have the other sign" }
  func value<Q: Quantity>(_ x: Q) -> Q { x.squareRoot }
  func derivative<Q: Quantity>(_ x: Q, _ y: Q) throws(TensorError) -> Q { try y.adding(y).reciprocal }
  func formula(_ x: Formula) -> Formula { .root(x) }
  func derivative(_ x: Formula, _ y: Formula) -> Formula { .fraction(.number(1), .dot(.number(2), y)) }
}
