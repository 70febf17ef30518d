import Formulas
import Tensors

/// The natural logarithm of one more, exact where the operand is small.
final class Log1p: UnaryElementwise {
  static let shared = Log1p()

  var name: String { "log1p" }
  var specialPoints: [SpecialPoint] {
    [
      SpecialPoint(.equal(.x, -1), value: -.infinity, derivatives: [.number(.infinity)]),
      SpecialPoint(.less(.x, -1), value: .nan, derivatives: [.fraction(.number(1), .plus(.number(1), .x))]),
    ]
  }
  var remark: String? { "log1p(x) = ln(1 + x), exact for small x too" }
  var domain: [ClosedRange<Double>] { [-0.6...3] }
  func value<Q: Quantity>(_ x: Q) -> Q { x.logarithmOfOnePlus }
  func derivative<Q: Quantity>(_ x: Q, _ y: Q) throws(TensorError) -> Q {
    try x.adding(x.filled(1)).reciprocal
  }
  func formula(_ x: Formula) -> Formula { .function(.log1p, [x]) }
  func derivative(_ x: Formula, _ y: Formula) -> Formula { .fraction(.number(1), .plus(.number(1), x)) }
}
