import Formulas
import Tensors

/// The sign, −1, 0 or 1; it has steps alone, and nothing is handed on.
final class Sign: UnaryElementwise {
  static let shared = Sign()

  var name: String { "sign" }
  var isMask: Bool { true }
  var specialPoints: [SpecialPoint] {
    [
      SpecialPoint(.equal(.x, 0), derivatives: [.number(0)]),
      SpecialPoint(.isNaN(.x), value: .nan, derivatives: [.number(0)]),
    ]
  }
  var domain: [ClosedRange<Double>] { [0.2...3] }
  func value<Q: Quantity>(_ x: Q) -> Q { x.sign }
  func derivative<Q: Quantity>(_ x: Q, _ y: Q) throws(TensorError) -> Q { x.filled(0) }
  func isAtKink(_ operands: Operands<Tensor>, _ result: Tensor) -> Bool { operands[0].elements.contains(0) }
  func formula(_ x: Formula) -> Formula { .function(.sgn, [x]) }
  func derivative(_ x: Formula, _ y: Formula) -> Formula { .number(0) }
}
