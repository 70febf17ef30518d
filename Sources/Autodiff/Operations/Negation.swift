import Formulas
import Tensors

/// The negative, `−x`.
struct Negation: UnaryElementwise {
  var name: String { "neg" }
  var domain: [ClosedRange<Double>] { [-3...3] }
  func value(_ x: Tensor) -> Tensor { x.negated }
  func derivative(_ x: Tensor, _ y: Tensor) throws(TensorError) -> Tensor { Tensor(-1, dtype: x.dtype) }
  func formula(_ x: Formula) -> Formula { .negative(x) }
  func derivative(_ x: Formula, _ y: Formula) -> Formula { .number(-1) }
}
