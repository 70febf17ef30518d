import Formulas
import Tensors

/// The hyperbolic tangent, whose derivative is `1 − tanh² x`.
struct HyperbolicTangent: UnaryElementwise {
  var name: String { "tanh" }
  var domain: [ClosedRange<Double>] { [-2...2] }
  func value(_ x: Tensor) -> Tensor { x.hyperbolicTangent }
  func derivative(_ x: Tensor, _ y: Tensor) throws(TensorError) -> Tensor {
    try Tensor(1, dtype: y.dtype).subtracting(y.squared)
  }
  func formula(_ x: Formula) -> Formula { .function(.tanh, [x]) }
  func derivative(_ x: Formula, _ y: Formula) -> Formula { .minus(.number(1), .power(y, .number(2))) }
}
