import Formulas
import Tensors

/// The rectifier, `x` where positive, else 0.
final class Relu: UnaryElementwise {
  static let shared = Relu()

  var name: String { "relu" }
  var isMask: Bool { true }
  var domain: [ClosedRange<Double>] { [0.2...3] }
  var specialPoints: [SpecialPoint] {
    [
      SpecialPoint(.equal(.x, 0), derivatives: [.number(0)]),
      SpecialPoint(.isNaN(.x), value: .nan, derivatives: [.number(0)]),
    ]
  }
  func value<Q: Quantity>(_ x: Q) -> Q { x.rectified }
  func derivative<Q: Quantity>(_ x: Q, _ y: Q) throws(TensorError) -> Q { x.isPositive }
  func isAtKink(_ operands: Operands<Tensor>, _ result: Tensor) -> Bool { operands[0].elements.contains(0) }
  func formula(_ x: Formula) -> Formula { .function(.relu, [x]) }
  func derivative(_ x: Formula, _ y: Formula) -> Formula {
    .piecewise(.number(1), condition: .comparison(.greater, x, .number(0)), otherwise: .number(0))
  }
}
