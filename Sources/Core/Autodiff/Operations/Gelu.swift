import Formulas
import Tensors

/// The Gaussian error linear unit, `x·Φ(x)` with the distribution function of the normal distribution.
final class Gelu: UnaryElementwise {
  static let shared = Gelu()

  /// The density of the normal distribution at 0, `1/√(2π)`.
  private static let peak = (0.5 / Double.pi).squareRoot()

  var name: String { "gelu" }
  var remark: String? { "gelu(x) = x·(1 + erf(x/√2))/2, the exact form and not the one with tanh" }
  var domain: [ClosedRange<Double>] { [-3...3] }
  func value<Q: Quantity>(_ x: Q) -> Q { x.gaussianErrorLinearUnit }
  func derivative<Q: Quantity>(_ x: Q, _ y: Q) throws(TensorError) -> Q {
    let density = try x.squared.multiplied(by: x.filled(-0.5)).exponential.multiplied(by: x.filled(Gelu.peak))
    return try x.normalDistribution.adding(x.multiplied(by: density))
  }
  func formula(_ x: Formula) -> Formula { .function(.gelu, [x]) }
  func derivative(_ x: Formula, _ y: Formula) -> Formula {
    let share = Formula.fraction(
      .plus(.number(1), .function(.erf, [.fraction(x, .root(.number(2)))])), .number(2))
    let power = Formula.function(.exp, [.negative(.fraction(.power(x, .number(2)), .number(2)))])
    return .plus(share, .dot(x, .fraction(power, .root(.dot(.number(2), .symbol(.pi))))))
  }
}
