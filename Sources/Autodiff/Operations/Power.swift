import Formulas
import Tensors

/// The power `xʸ`.
struct Power: BinaryElementwise {
  var name: String { "pow" }
  var domain: [ClosedRange<Double>] { [0.3...2.5, -2...3] }
  var kink: String? { "the derivative by the exponent is 0 where x = 0 and y > 0, not a number where x < 0" }

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
