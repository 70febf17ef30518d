import Formulas
import Tensors

/// The natural logarithm.
final class Log: UnaryElementwise {
  static let shared = Log()

  var name: String { "log" }
  var domain: [ClosedRange<Double>] { [0.2...4] }
  var specialPoints: [SpecialPoint] {
    [
      SpecialPoint(.equal(.x, 0), value: -.infinity, derivatives: [.number(.infinity)]),
      SpecialPoint(.less(.x, 0), value: .nan, derivatives: [.fraction(.number(1), .x)]),
    ]
  }
  var remark: String? { "where an operand is −0, an infinity may have the other sign" }
  func value<Q: Quantity>(_ x: Q) -> Q { x.naturalLogarithm }
  func derivative<Q: Quantity>(_ x: Q, _ y: Q) throws(TensorError) -> Q { x.reciprocal }
  func formula(_ x: Formula) -> Formula { .function(.ln, [x]) }
  func derivative(_ x: Formula, _ y: Formula) -> Formula { .fraction(.number(1), x) }
}
