import Formulas
import Tensors

/// The sine.
struct Sine: UnaryElementwise {
  var name: String { "sin" }
  var domain: [ClosedRange<Double>] { [-3...3] }
  func value(_ x: Tensor) -> Tensor { x.sine }
  func derivative(_ x: Tensor, _ y: Tensor) throws(TensorError) -> Tensor { x.cosine }
  func formula(_ x: Formula) -> Formula { .function(.sin, [x]) }
  func derivative(_ x: Formula, _ y: Formula) -> Formula { .function(.cos, [x]) }
}
