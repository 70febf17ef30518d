import Formulas
import Tensors

/// The sum `x + y`.
final class Add: BinaryElementwise {
  static let shared = Add()

  var name: String { "add" }
  var isCommutative: Bool { true }
  var domain: [ClosedRange<Double>] { [-3...3, -3...3] }

  func value<Q: Quantity>(_ x: Q, _ y: Q) throws(TensorError) -> Q { try x.adding(y) }
  func formula(_ x: Formula, _ y: Formula) -> Formula { .plus(x, y) }

  func derivative<Q: Quantity>(_ side: Side, _ x: Q, _ y: Q, _ z: Q) throws(TensorError) -> Q {
    switch side {
    case .left: z.filled(1)
    case .right: z.filled(1)
    }
  }

  func derivative(_ side: Side, _ x: Formula, _ y: Formula, _ z: Formula) -> Formula {
    switch side {
    case .left: .number(1)
    case .right: .number(1)
    }
  }
}
