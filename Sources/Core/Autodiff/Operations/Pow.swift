import Formulas
import Tensors

/// The power `xʸ`.
final class Pow: BinaryElementwise {
  static let shared = Pow()

  var name: String { "pow" }
  var domain: [ClosedRange<Double>] { [0.3...2.5, -2...3] }
  var specialPoints: [SpecialPoint] {
    [
      SpecialPoint(.equal(.x, 0), .equal(.y, 0), derivatives: [.number(0), .number(-.infinity)]),
      SpecialPoint(.equal(.x, 0), .greater(.y, 0), derivatives: [nil, .number(0)]),
      SpecialPoint(.equal(.x, 0), .greater(.y, 1), derivatives: [.number(0), nil]),
      SpecialPoint(.equal(.x, 0), .equal(.y, 1), derivatives: [.number(1), nil]),
      SpecialPoint(.equal(.x, 0), .greater(.y, 0), .less(.y, 1), derivatives: [.number(.infinity), nil]),
      SpecialPoint(
        .equal(.x, 0), .less(.y, 0), value: .infinity, derivatives: [.number(-.infinity), .number(-.infinity)]),
      SpecialPoint(.less(.x, 0), derivatives: [nil, .number(.nan)]),
      SpecialPoint(.less(.x, 0), .isFraction(.y), value: .nan, derivatives: [.number(.nan), .number(.nan)]),
    ]
  }
  var remark: String? { "where an operand is −0, an infinity may have the other sign" }

  func value<Q: Quantity>(_ x: Q, _ y: Q) throws(TensorError) -> Q { try x.raised(to: y) }
  func formula(_ x: Formula, _ y: Formula) -> Formula { .power(x, y) }

  func derivative<Q: Quantity>(_ side: Side, _ x: Q, _ y: Q, _ z: Q) throws(TensorError) -> Q {
    switch side {
    case .left: try x.powerSlope(y)
    case .right: try x.powerSlopeInExponent(y)
    }
  }

  func derivative(_ side: Side, _ x: Formula, _ y: Formula, _ z: Formula) -> Formula {
    switch side {
    case .left:
      switch y {
      case .number(2), .literal(2): .dot(y, x)
      case .number(let exponent), .literal(let exponent): .dot(y, .power(x, exponent.formulaOfOneLess))
      default: .dot(y, .power(x, .minus(y, .literal(1))))
      }
    case .right: .dot(.power(x, y), .function(.ln, [x]))
    }
  }
}

extension Double {
  /// One less than an exponent: its digits where they are as few as the exponent's, else the difference.
  fileprivate var formulaOfOneLess: Formula {
    let difference = self - 1
    return difference.description.count <= description.count + 1
      ? .literal(difference) : .minus(.literal(self), .literal(1))
  }
}
