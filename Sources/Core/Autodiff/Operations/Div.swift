import Formulas
import Tensors

/// The quotient `x / y`.
final class Div: BinaryElementwise {
  static let shared = Div()

  var name: String { "div" }
  var domain: [ClosedRange<Double>] { [-3...3, 0.3...3] }
  var specialPoints: [SpecialPoint] {
    [
      SpecialPoint(
        .equal(.y, 0), .greater(.x, 0), value: .infinity, derivatives: [.number(.infinity), .number(-.infinity)]),
      SpecialPoint(
        .equal(.y, 0), .less(.x, 0), value: -.infinity, derivatives: [.number(.infinity), .number(.infinity)]),
      SpecialPoint(.equal(.y, 0), .equal(.x, 0), value: .nan, derivatives: [.number(.infinity), .number(.nan)]),
    ]
  }
  var remark: String? { "where an operand is −0, an infinity may have the other sign" }

  func value<Q: Quantity>(_ x: Q, _ y: Q) throws(TensorError) -> Q { try x.divided(by: y) }
  func formula(_ x: Formula, _ y: Formula) -> Formula { .fraction(x, y) }

  func derivative<Q: Quantity>(_ side: Side, _ x: Q, _ y: Q, _ z: Q) throws(TensorError) -> Q {
    switch side {
    case .left: y.reciprocal
    case .right: try z.divided(by: y).negated
    }
  }

  func derivative(_ side: Side, _ x: Formula, _ y: Formula, _ z: Formula) -> Formula {
    switch side {
    case .left: .fraction(.number(1), y)
    case .right: .negative(.fraction(x, .power(y, .number(2))))
    }
  }
}
