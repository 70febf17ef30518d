import Formulas
import Tensors

/// The error function, whose derivative is `2/√π·e^(−x²)`.
final class Erf: UnaryElementwise {
  static let shared = Erf()

  var name: String { "erf" }
  var domain: [ClosedRange<Double>] { [-2...2] }
  func value<Q: Quantity>(_ x: Q) -> Q { x.errorFunction }
  func derivative<Q: Quantity>(_ x: Q, _ y: Q) throws(TensorError) -> Q {
    try x.squared.negated.exponential.multiplied(by: x.filled(2 / Double.pi.squareRoot()))
  }
  func formula(_ x: Formula) -> Formula { .function(.erf, [x]) }
  func derivative(_ x: Formula, _ y: Formula) -> Formula {
    .dot(.fraction(.number(2), .root(.symbol(.pi))), .function(.exp, [.negative(.power(x, .number(2)))]))
  }
}
