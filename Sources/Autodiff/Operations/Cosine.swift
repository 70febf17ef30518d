import Formulas
import Tensors

/// The cosine.
struct Cosine: UnaryElementwise {
  var name: String { "cos" }
  var domain: [ClosedRange<Double>] { [-3...3] }
  func value(_ x: Tensor) -> Tensor { x.cosine }
  func derivative(_ x: Tensor, _ y: Tensor) throws(TensorError) -> Tensor { x.sine.negated }
  func formula(_ x: Formula) -> Formula { .function(.cos, [x]) }
  func derivative(_ x: Formula, _ y: Formula) -> Formula { .negative(.function(.sin, [x])) }
}
