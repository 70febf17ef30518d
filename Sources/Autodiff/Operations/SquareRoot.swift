import Formulas
import Tensors

/// The square root, whose derivative is `1/(2√x)`.
struct SquareRoot: UnaryElementwise {
  var name: String { "sqrt" }
  var domain: [ClosedRange<Double>] { [0.2...4] }
  func value<Q: Quantity>(_ x: Q) -> Q { x.squareRoot }
  func derivative<Q: Quantity>(_ x: Q, _ y: Q) throws(TensorError) -> Q { try y.adding(y).reciprocal }
  func formula(_ x: Formula) -> Formula { .root(x) }
  func derivative(_ x: Formula, _ y: Formula) -> Formula { .fraction(.number(1), .dot(.number(2), y)) }
}
