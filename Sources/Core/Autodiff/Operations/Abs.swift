import Formulas
import Tensors

/// The absolute value.
final class Abs: UnaryElementwise {
  static let shared = Abs()

  var name: String { "abs" }
  var isMask: Bool { true }
  var domain: [ClosedRange<Double>] { [-3...(-0.2)] }
  var specialPoints: [SpecialPoint] {
    [
      SpecialPoint(.equal(.x, 0), derivatives: [.number(0)]),
      SpecialPoint(.isNaN(.x), value: .nan, derivatives: [.number(.nan)]),
    ]
  }
  func value<Q: Quantity>(_ x: Q) -> Q { x.magnitude }
  func derivative<Q: Quantity>(_ x: Q, _ y: Q) throws(TensorError) -> Q { x.sign }
  func isAtKink(_ operands: Operands<Tensor>, _ result: Tensor) -> Bool { operands[0].elements.contains(0) }
  func formula(_ x: Formula) -> Formula { .absolute(x) }
  func derivative(_ x: Formula, _ y: Formula) -> Formula { .function(.sgn, [x]) }
}
