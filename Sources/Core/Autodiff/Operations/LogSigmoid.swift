import Formulas
import Tensors

/// The logarithm of the logistic function, whose derivative is the logistic function of the negative.
final class LogSigmoid: UnaryElementwise {
  static let shared = LogSigmoid()

  var name: String { "log_sigmoid" }
  var remark: String? { "log_sigmoid(x) = ln(1/(1 + e⁻ˣ)), computed without overflow" }
  var domain: [ClosedRange<Double>] { [-4...4] }
  func value<Q: Quantity>(_ x: Q) -> Q { x.negated.softplus.negated }
  func derivative<Q: Quantity>(_ x: Q, _ y: Q) throws(TensorError) -> Q { x.negated.logistic }
  func formula(_ x: Formula) -> Formula { .function(.logSigmoid, [x]) }
  func derivative(_ x: Formula, _ y: Formula) -> Formula { .function(.sigmoid, [.negative(x)]) }
}
