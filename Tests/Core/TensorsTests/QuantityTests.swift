import Tensors
import Testing

/// A graph of numbers goes another way than one of arrays; the results must be the same to the bit.
@Suite("Numbers compute as tensors without axes do")
struct QuantityTests {
  private static let numbers = [
    0, -0.0, 1, -1, 0.5, -2.3, 3, 1e-300, -1e300, 40, -40, 710, .infinity, -.infinity, .nan,
  ]

  private func same(_ scalar: Scalar, _ tensor: Tensor) -> Bool {
    guard let value = tensor.scalar else { return false }
    return value.bitPattern == scalar.value.bitPattern || (value.isNaN && scalar.value.isNaN)
  }

  @Test(arguments: numbers)
  func ofOne(_ x: Double) {
    for (name, scalar, tensor) in zip3(functions(Scalar(x)), functions(Tensor(x))) {
      #expect(same(scalar, tensor), "\(name) of \(x)")
    }
  }

  @Test(arguments: numbers, numbers)
  func ofTwo(_ x: Double, _ y: Double) throws {
    for (name, scalar, tensor) in zip3(try functions(Scalar(x), Scalar(y)), try functions(Tensor(x), Tensor(y))) {
      #expect(same(scalar, tensor), "\(name) of \(x) and \(y)")
    }
  }

  private func functions<Q: Quantity>(_ x: Q) -> [(String, Q)] {
    [
      ("filled", x.filled(2.5)), ("negated", x.negated), ("reciprocal", x.reciprocal), ("squared", x.squared),
      ("squareRoot", x.squareRoot), ("magnitude", x.magnitude), ("sign", x.sign), ("isPositive", x.isPositive),
      ("exponential", x.exponential), ("naturalLogarithm", x.naturalLogarithm), ("sine", x.sine),
      ("cosine", x.cosine), ("tangent", x.tangent), ("hyperbolicTangent", x.hyperbolicTangent),
      ("logistic", x.logistic), ("rectified", x.rectified), ("softplus", x.softplus),
      ("logarithmOfOnePlus", x.logarithmOfOnePlus), ("exponentialMinusOne", x.exponentialMinusOne),
      ("arcsine", x.arcsine), ("arccosine", x.arccosine), ("arctangent", x.arctangent),
      ("hyperbolicSine", x.hyperbolicSine), ("hyperbolicCosine", x.hyperbolicCosine),
      ("errorFunction", x.errorFunction), ("roundedDown", x.roundedDown),
      ("gaussianErrorLinearUnit", x.gaussianErrorLinearUnit), ("normalDistribution", x.normalDistribution),
      ("hyperbolicTangentSlope", x.hyperbolicTangentSlope(x)),
    ]
  }

  private func functions<Q: Quantity>(_ x: Q, _ y: Q) throws -> [(String, Q)] {
    [
      ("adding", try x.adding(y)), ("subtracting", try x.subtracting(y)), ("multiplied", try x.multiplied(by: y)),
      ("divided", try x.divided(by: y)), ("raised", try x.raised(to: y)), ("powerSlope", try x.powerSlope(y)),
      ("powerSlopeInExponent", try x.powerSlopeInExponent(y)), ("order", try x.order(y)),
      ("maximum", try x.maximum(y)), ("minimum", try x.minimum(y)),
      ("selected", try x.selected(by: y)), ("angle", try x.angle(above: y)),
      ("hypotenuse", try x.hypotenuse(y)),
    ]
  }

  private func zip3(_ scalars: [(String, Scalar)], _ tensors: [(String, Tensor)]) -> [(String, Scalar, Tensor)] {
    zip(scalars, tensors).map { ($0.0, $0.1, $1.1) }
  }
}
