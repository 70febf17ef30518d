import Formulas
import Tensors

/// An operand where it lies between two bounds, else the bound that it is beyond.
///
/// Each element comes from one of the three, which alone gets a derivative. At a bound that is the bound.
final class Clip: Elementwise {
  static let shared = Clip()

  var name: String { "clip" }
  var operandNames: [String] { ["x", "low", "high"] }
  var isMask: Bool { true }
  var arity: ClosedRange<Int> { 3...3 }
  var domain: [ClosedRange<Double>] { [-0.9...0.9, -3...(-1.1), 1.1...3] }
  var remark: String? { "where low is not less than high, the result is high" }

  var specialPoints: [SpecialPoint] {
    let (zero, one) = (Formula.number(0), Formula.number(1))
    let isOrdered = SpecialPoint.Condition.comparison(.less, .low, .high)
    return [
      SpecialPoint(.comparison(.equal, .x, .low), isOrdered, derivatives: [zero, one, nil]),
      SpecialPoint(.comparison(.equal, .x, .high), isOrdered, derivatives: [zero, nil, one]),
      SpecialPoint(
        .comparison(.equal, .low, .high), .comparison(.lessEqual, .x, .low), derivatives: [nil, zero, one]),
    ]
      + [Formula.x, .low, .high].map {
        SpecialPoint(.isNaN($0), value: .nan, derivatives: [zero, zero, zero])
      }
  }

  func evaluate(_ operands: Operands<Tensor>) throws(TensorError) -> Tensor {
    try operands[0].clipped(from: operands[1], to: operands[2])
  }

  func isAtKink(_ operands: Operands<Tensor>, _ result: Tensor) throws(TensorError) -> Bool {
    let (x, low, high) = (operands[0], operands[1], operands[2])
    return try x.compared(.equal, to: low).maximum(x.compared(.equal, to: high))
      .maximum(low.compared(.equal, to: high)).elements.contains(1)
  }

  func derivative<A: ArrayQuantity>(
    _ operand: Int, _ operands: Operands<A>, _ result: A
  ) throws(TensorError) -> A {
    let (x, low, high) = (operands[0], operands[1], operands[2])
    return switch operand {
    case 0: try low.compared(.less, to: x).multiplied(by: x.compared(.less, to: high))
    case 1: try x.compared(.lessEqual, to: low).multiplied(by: low.compared(.less, to: high))
    default: try x.maximum(low).compared(.greaterEqual, to: high)
    }
  }

  func formula(_ operands: Operands<Formula>) -> Formula { .named(name, Array(operands)) }

  func derivative(_ operand: Int, _ operands: Operands<Formula>, _ result: Formula) -> Formula {
    let (x, low, high) = (operands[0], operands[1], operands[2])
    let condition: Formula =
      switch operand {
      case 0: .comparison(.less, .comparison(.less, low, x), high)
      case 1: .comparison(.less, .comparison(.lessEqual, x, low), high)
      default: .comparison(.greaterEqual, .function(.max, [x, low]), high)
      }
    return .piecewise(.number(1), condition: condition, otherwise: .number(0))
  }
}

extension Formula {
  fileprivate static let low = Formula.symbol(Symbol("low"))
  fileprivate static let high = Formula.symbol(Symbol("high"))
}
