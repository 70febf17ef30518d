import Formulas
import Tensors

/// The larger or the smaller of two; a tie shares its derivative half and half.
///
/// The derivative is 1 for the chosen, 0 for the other and ½ for a tie: `(1 + sgn d)/2`, where `d` is by how much an
/// operand is ahead.
final class MaximumMinimum: BinaryElementwise {
  static let maximum = MaximumMinimum(end: .max)
  static let minimum = MaximumMinimum(end: .min)

  let end: MaxMin.End

  init(end: MaxMin.End) { self.end = end }

  var name: String { end == .max ? "maximum" : "minimum" }
  var isCommutative: Bool { true }
  var isMask: Bool { true }
  var domain: [ClosedRange<Double>] { [-3...(-0.1), 0.1...3] }
  var specialPoints: [SpecialPoint] {
    let half = Formula.fraction(.number(1), .number(2))
    let none = Formula.number(.nan)
    return [
      SpecialPoint(.comparison(.equal, .x, .y), derivatives: [half, half]),
      SpecialPoint(.isNaN(.x), value: .nan, derivatives: [none, none]),
      SpecialPoint(.isNaN(.y), value: .nan, derivatives: [none, none]),
    ]
  }

  func value<Q: Quantity>(_ x: Q, _ y: Q) throws(TensorError) -> Q {
    switch end {
    case .max: try x.maximum(y)
    case .min: try x.minimum(y)
    }
  }

  func isAtKink(_ operands: Operands<Tensor>, _ result: Tensor) throws(TensorError) -> Bool {
    try operands[0].compared(.equal, to: operands[1]).elements.contains(1)
  }

  func formula(_ x: Formula, _ y: Formula) -> Formula { .function(end == .max ? .max : .min, [x, y]) }

  func derivative<Q: Quantity>(_ side: Side, _ x: Q, _ y: Q, _ z: Q) throws(TensorError) -> Q {
    let sign = try isAhead(side) ? x.order(y) : y.order(x)
    return try sign.adding(sign.filled(1)).multiplied(by: sign.filled(0.5))
  }

  func derivative(_ side: Side, _ x: Formula, _ y: Formula, _ z: Formula) -> Formula {
    let lead = isAhead(side) ? Formula.minus(x, y) : .minus(y, x)
    return .fraction(.plus(.number(1), .function(.sgn, [lead])), .number(2))
  }

  /// Whether an operand is chosen when the left one is larger.
  private func isAhead(_ side: Side) -> Bool { (side == .left) == (end == .max) }
}
