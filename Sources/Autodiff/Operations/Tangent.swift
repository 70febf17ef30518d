import Formulas
import Tensors

/// The tangent, whose derivative is `1 + tan² x`.
struct Tangent: UnaryElementwise {
  var name: String { "tan" }
  var domain: [ClosedRange<Double>] { [-1.2...1.2] }
  func value(_ x: Tensor) -> Tensor { x.tangent }
  func derivative(_ x: Tensor, _ y: Tensor) throws(TensorError) -> Tensor {
    try y.squared.adding(Tensor(1, dtype: y.dtype))
  }
  func formula(_ x: Formula) -> Formula { .function(.tan, [x]) }
  func derivative(_ x: Formula, _ y: Formula) -> Formula { .plus(.number(1), .power(y, .number(2))) }
}
