import Formulas
import Tensors

/// The exponential, whose derivative is itself.
struct Exponential: UnaryElementwise {
  var name: String { "exp" }
  var domain: [ClosedRange<Double>] { [-2...2] }
  func value(_ x: Tensor) -> Tensor { x.exponential }
  func derivative(_ x: Tensor, _ y: Tensor) throws(TensorError) -> Tensor { y }
  func formula(_ x: Formula) -> Formula { .function(.exp, [x]) }
  func derivative(_ x: Formula, _ y: Formula) -> Formula { y }
}
