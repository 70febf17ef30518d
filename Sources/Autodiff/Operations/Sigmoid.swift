import Formulas
import Tensors

/// The logistic function σ, whose derivative is `σ·(1 − σ)`.
struct Sigmoid: UnaryElementwise {
  var name: String { "sigmoid" }
  var domain: [ClosedRange<Double>] { [-4...4] }
  func value(_ x: Tensor) -> Tensor { x.logistic }
  func derivative(_ x: Tensor, _ y: Tensor) throws(TensorError) -> Tensor {
    try y.multiplied(by: Tensor(1, dtype: y.dtype).subtracting(y))
  }
  func formula(_ x: Formula) -> Formula { .function(.sigmoid, [x]) }
  func derivative(_ x: Formula, _ y: Formula) -> Formula { .dot(y, .minus(.number(1), y)) }
}
