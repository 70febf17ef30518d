import Formulas
import Tensors

/// The quotient `x / y`.
struct Division: BinaryElementwise {
  var name: String { "div" }
  var domain: [ClosedRange<Double>] { [-3...3, 0.3...3] }

  func value(_ x: Tensor, _ y: Tensor) throws(TensorError) -> Tensor { try x.divided(by: y) }
  func formula(_ x: Formula, _ y: Formula) -> Formula { .fraction(x, y) }

  func derivative(_ side: Side, _ x: Tensor, _ y: Tensor, _ z: Tensor) throws(TensorError) -> Tensor {
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
