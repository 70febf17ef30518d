import Formulas
import Tensors

/// The elementwise product `x × y`.
struct Multiplication: BinaryElementwise {
  var name: String { "mul" }
  var isCommutative: Bool { true }
  var domain: [ClosedRange<Double>] { [-3...3, -3...3] }

  func value(_ x: Tensor, _ y: Tensor) throws(TensorError) -> Tensor { try x.multiplied(by: y) }
  func formula(_ x: Formula, _ y: Formula) -> Formula { .times(x, y) }

  func derivative(_ side: Side, _ x: Tensor, _ y: Tensor, _ z: Tensor) throws(TensorError) -> Tensor {
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
