import Formulas
import Tensors

/// The elementwise product `x × y`, of arrays `x ⊙ y`.
final class Mul: BinaryElementwise {
  static let shared = Mul()

  /// Whether both are arrays, which is only written: `x ⊙ y`.
  let isOfArrays: Bool

  init(isOfArrays: Bool = false) { self.isOfArrays = isOfArrays }

  var name: String { "mul" }
  var isCommutative: Bool { true }
  var domain: [ClosedRange<Double>] { [-3...3, -3...3] }

  func written(at node: TraceNode, _ operands: [TraceNode]) -> any OperationRule {
    Mul(isOfArrays: !operands.contains { $0.shape.isEmpty })
  }

  func value<Q: Quantity>(_ x: Q, _ y: Q) throws(TensorError) -> Q { try x.multiplied(by: y) }
  func formula(_ x: Formula, _ y: Formula) -> Formula { isOfArrays ? .elementwise(x, y) : .times(x, y) }

  func derivative<Q: Quantity>(_ side: Side, _ x: Q, _ y: Q, _ z: Q) throws(TensorError) -> Q {
    switch side {
    case .left: y
    case .right: x
    }
  }

  func derivative(_ side: Side, _ x: Formula, _ y: Formula, _ z: Formula) -> Formula {
    switch side {
    case .left: y
    case .right: x
    }
  }
}
