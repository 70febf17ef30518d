import Formulas
import Tensors

/// The angle of the point `(x, y)`, of `y` and `x` in this order as everywhere.
final class Atan2: BinaryElementwise {
  static let shared = Atan2()

  var name: String { "atan2" }
  var operandNames: [String] { ["y", "x"] }
  var domain: [ClosedRange<Double>] { [0.2...3, -3...3] }
  var specialPoints: [SpecialPoint] {
    [
      SpecialPoint(.equal(.y, 0), .equal(.x, 0), derivatives: [.number(.nan), .number(.nan)]),
      SpecialPoint(.equal(.y, 0), .less(.x, 0), derivatives: [.fraction(.number(1), .x), nil]),
    ]
  }
  var remark: String? { "the angle jumps from π to −π where x is negative and y changes its sign" }

  func value<Q: Quantity>(_ y: Q, _ x: Q) throws(TensorError) -> Q { try y.angle(above: x) }
  func formula(_ y: Formula, _ x: Formula) -> Formula { .function(.atan2, [y, x]) }

  func isAtKink(_ operands: Operands<Tensor>, _ result: Tensor) throws(TensorError) -> Bool {
    // Zero, positive or negative: only these angles are of the axis.
    try operands[0].magnitude.adding(operands[1].rectified).elements.contains(0)
  }

  func derivative<Q: Quantity>(_ side: Side, _ y: Q, _ x: Q, _ z: Q) throws(TensorError) -> Q {
    // In two steps, as the square of the distance may overflow where the quotient does not.
    let distance = try y.hypotenuse(x)
    return switch side {
    case .left: try x.divided(by: distance).divided(by: distance)
    case .right: try y.negated.divided(by: distance).divided(by: distance)
    }
  }

  func derivative(_ side: Side, _ y: Formula, _ x: Formula, _ z: Formula) -> Formula {
    let square = Formula.plus(.power(x, .number(2)), .power(y, .number(2)))
    return switch side {
    case .left: .fraction(x, square)
    case .right: .negative(.fraction(y, square))
    }
  }
}
