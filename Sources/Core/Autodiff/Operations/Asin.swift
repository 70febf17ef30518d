import Formulas
import Tensors

/// The inverse of the sine, whose derivative is `1/√(1 − x²)`.
final class Asin: UnaryElementwise {
  static let shared = Asin()

  var name: String { "asin" }
  var specialPoints: [SpecialPoint] {
    [
      SpecialPoint(.equal(.absolute(.x), 1), derivatives: [.number(.infinity)]),
      SpecialPoint(.greater(.absolute(.x), 1), value: .nan, derivatives: [.number(.nan)]),
    ]
  }
  var domain: [ClosedRange<Double>] { [-0.8...0.8] }
  func value<Q: Quantity>(_ x: Q) -> Q { x.arcsine }
  func derivative<Q: Quantity>(_ x: Q, _ y: Q) throws(TensorError) -> Q {
    // A product, as 1 − x² loses digits where |x| is close to 1.
    let (one, root) = (x.filled(1), try x.filled(1).subtracting(x).multiplied(by: x.adding(x.filled(1))).squareRoot)
    return try one.divided(by: root)
  }
  func formula(_ x: Formula) -> Formula { .function(.arcsin, [x]) }
  func derivative(_ x: Formula, _ y: Formula) -> Formula {
    .fraction(.number(1), .root(.minus(.number(1), .power(x, .number(2)))))
  }
}
