import Formulas
import Tensors

/// The natural logarithm.
struct Logarithm: UnaryElementwise {
  var name: String { "log" }
  var domain: [ClosedRange<Double>] { [0.2...4] }
  func value(_ x: Tensor) -> Tensor { x.naturalLogarithm }
  func derivative(_ x: Tensor, _ y: Tensor) throws(TensorError) -> Tensor { x.reciprocal }
  func formula(_ x: Formula) -> Formula { .function(.ln, [x]) }
  func derivative(_ x: Formula, _ y: Formula) -> Formula { .fraction(.number(1), x) }
}
