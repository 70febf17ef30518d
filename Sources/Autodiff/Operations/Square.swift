import Formulas
import Tensors

/// The square.
struct Square: UnaryElementwise {
  var name: String { "square" }
  var domain: [ClosedRange<Double>] { [-3...3] }
  func value(_ x: Tensor) -> Tensor { x.squared }
  func derivative(_ x: Tensor, _ y: Tensor) throws(TensorError) -> Tensor { try x.adding(x) }
  func formula(_ x: Formula) -> Formula { .power(x, .number(2)) }
  func derivative(_ x: Formula, _ y: Formula) -> Formula { .dot(.number(2), x) }
}
