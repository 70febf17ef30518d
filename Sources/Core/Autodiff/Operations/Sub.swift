import Formulas
import Tensors

/// The difference `x − y`.
final class Sub: BinaryElementwise {
  static let shared = Sub()

  var name: String { "sub" }
  var domain: [ClosedRange<Double>] { [-3...3, -3...3] }

  func value<Q: Quantity>(_ x: Q, _ y: Q) throws(TensorError) -> Q { try x.subtracting(y) }
  func formula(_ x: Formula, _ y: Formula) -> Formula { .minus(x, y) }

  func derivative<Q: Quantity>(_ side: Side, _ x: Q, _ y: Q, _ z: Q) throws(TensorError) -> Q {
    switch side {
    case .left: z.filled(1)
    case .right: z.filled(-1)
    }
  }

  func derivative(_ side: Side, _ x: Formula, _ y: Formula, _ z: Formula) -> Formula {
    switch side {
    case .left: .number(1)
    case .right: .number(-1)
    }
  }
}
