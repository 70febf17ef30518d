import Formulas
import Tensors

/// The sum `x + y`.
struct Addition: BinaryElementwise {
  var name: String { "add" }
  var isCommutative: Bool { true }
  var domain: [ClosedRange<Double>] { [-3...3, -3...3] }

  func value(_ x: Tensor, _ y: Tensor) throws(TensorError) -> Tensor { try x.adding(y) }
  func formula(_ x: Formula, _ y: Formula) -> Formula { .plus(x, y) }

  func derivative(_ side: Side, _ x: Tensor, _ y: Tensor, _ z: Tensor) throws(TensorError) -> Tensor {
    switch side {
    case .left: Tensor(1, dtype: z.dtype)
    case .right: Tensor(1, dtype: z.dtype)
    }
  }

  func derivative(_ side: Side, _ x: Formula, _ y: Formula, _ z: Formula) -> Formula {
    switch side {
    case .left: .number(1)
    case .right: .number(1)
    }
  }
}
