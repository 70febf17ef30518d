#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(WASILibc)
  import WASILibc
#else
  import Darwin
#endif

// The functions of one number are declared here and nowhere else. Each has a line in each of three blocks, in one order:
// its name, its value for the elements of an array, its value for a number.

/// The functions of one quantity, element by element.
package protocol UnaryFunctions {
  /// `−x`.
  var negated: Self { get }
  /// `1/x`.
  var reciprocal: Self { get }
  /// `x²`.
  var squared: Self { get }
  /// `√x`.
  var squareRoot: Self { get }
  /// `|x|`.
  var magnitude: Self { get }
  /// −1, 0 or 1; NaN stays NaN.
  var sign: Self { get }
  /// 1 where positive, else 0.
  var isPositive: Self { get }
  /// `eˣ`.
  var exponential: Self { get }
  /// `ln x`.
  var naturalLogarithm: Self { get }
  /// `sin x`.
  var sine: Self { get }
  /// `cos x`.
  var cosine: Self { get }
  /// `tan x`.
  var tangent: Self { get }
  /// `tanh x`.
  var hyperbolicTangent: Self { get }
  /// `1/(1 + e⁻ˣ)`.
  var logistic: Self { get }
  /// `x` where positive, else 0; NaN stays NaN.
  var rectified: Self { get }
  /// `ln(1 + eˣ)`.
  var softplus: Self { get }
  /// `ln(1 + x)`.
  var logarithmOfOnePlus: Self { get }
  /// `eˣ − 1`.
  var exponentialMinusOne: Self { get }
  /// `sin⁻¹ x`.
  var arcsine: Self { get }
  /// `cos⁻¹ x`.
  var arccosine: Self { get }
  /// `tan⁻¹ x`.
  var arctangent: Self { get }
  /// `sinh x`.
  var hyperbolicSine: Self { get }
  /// `cosh x`.
  var hyperbolicCosine: Self { get }
  /// `erf x`.
  var errorFunction: Self { get }
  /// The largest whole number that is not larger.
  var roundedDown: Self { get }
  /// `x·Φ(x)`, with the distribution function of the normal distribution.
  var gaussianErrorLinearUnit: Self { get }
  /// `Φ(x)`, the distribution function of the normal distribution.
  var normalDistribution: Self { get }
  /// `1 − tanh² x`, the derivative of the hyperbolic tangent, from `x` and its hyperbolic tangent.
  ///
  /// Of numbers it keeps its digits where the hyperbolic tangent is close to ±1.
  func hyperbolicTangentSlope(_ result: Self) -> Self
}

extension Tensor: UnaryFunctions {
  /// The negative, `−x`.
  public var negated: Tensor { mapped({ -$0 }, { -$0 }) }
  /// The reciprocal, `1/x`.
  public var reciprocal: Tensor { mapped({ 1 / $0 }, { 1 / $0 }) }
  /// The square, `x²`.
  public var squared: Tensor { mapped({ $0 * $0 }, { $0 * $0 }) }
  /// The square root, `√x`.
  public var squareRoot: Tensor { mapped({ $0.squareRoot() }, { $0.squareRoot() }) }
  /// The absolute value, `|x|`.
  public var magnitude: Tensor { mapped({ $0.magnitude }, { $0.magnitude }) }
  /// −1, 0 or 1; NaN stays NaN.
  public var sign: Tensor { mapped(Tensor.sign, Tensor.sign) }
  /// 1 where positive, else 0.
  public var isPositive: Tensor { mapped({ $0 > 0 ? 1 : 0 }, { $0 > 0 ? 1 : 0 }) }
  /// The exponential, `eˣ`.
  public var exponential: Tensor { mapped({ $0.exponential }, { $0.exponential }) }
  /// The natural logarithm, `ln x`.
  public var naturalLogarithm: Tensor { mapped({ $0.naturalLogarithm }, { $0.naturalLogarithm }) }
  /// The sine, `sin x`.
  public var sine: Tensor { mapped({ sin($0) }, { sinf($0) }) }
  /// The cosine, `cos x`.
  public var cosine: Tensor { mapped({ cos($0) }, { cosf($0) }) }
  /// The tangent, `tan x`.
  public var tangent: Tensor { mapped({ tan($0) }, { tanf($0) }) }
  /// The hyperbolic tangent, `tanh x`.
  public var hyperbolicTangent: Tensor { mapped({ $0.hyperbolicTangent }, { $0.hyperbolicTangent }) }
  /// The logistic function, `1/(1 + e⁻ˣ)`, without overflow on either side.
  public var logistic: Tensor { mapped({ $0.logistic }, { $0.logistic }) }
  /// The element where positive, else 0; NaN stays NaN.
  public var rectified: Tensor { mapped({ $0 <= 0 ? 0 : $0 }, { $0 <= 0 ? 0 : $0 }) }
  /// The softplus, `ln(1 + eˣ)`, without overflow on either side.
  public var softplus: Tensor { mapped({ Tensor.softplus($0) }, { Tensor.softplus($0) }) }
  /// The natural logarithm of one more, `ln(1 + x)`, to the last digits where `x` is small.
  public var logarithmOfOnePlus: Tensor { mapped({ log1p($0) }, { log1pf($0) }) }
  /// The exponential less one, `eˣ − 1`, to the last digits where `x` is small.
  public var exponentialMinusOne: Tensor { mapped({ expm1($0) }, { expm1f($0) }) }
  /// The inverse of the sine, from −π/2 to π/2; NaN beyond −1 and 1.
  public var arcsine: Tensor { mapped({ asin($0) }, { asinf($0) }) }
  /// The inverse of the cosine, from 0 to π; NaN beyond −1 and 1.
  public var arccosine: Tensor { mapped({ acos($0) }, { acosf($0) }) }
  /// The inverse of the tangent, from −π/2 to π/2.
  public var arctangent: Tensor { mapped({ atan($0) }, { atanf($0) }) }
  /// The hyperbolic sine, `(eˣ − e⁻ˣ)/2`.
  public var hyperbolicSine: Tensor { mapped({ sinh($0) }, { sinhf($0) }) }
  /// The hyperbolic cosine, `(eˣ + e⁻ˣ)/2`.
  public var hyperbolicCosine: Tensor { mapped({ cosh($0) }, { coshf($0) }) }
  /// The error function, `2/√π·∫₀ˣ e^(−t²) dt`.
  public var errorFunction: Tensor { mapped({ erf($0) }, { erff($0) }) }
  /// The largest whole number that is not larger; infinities and NaN as they are.
  public var roundedDown: Tensor { mapped({ $0.rounded(.down) }, { $0.rounded(.down) }) }
  /// The Gaussian error linear unit, `x·Φ(x)`, with the distribution function of the normal distribution.
  public var gaussianErrorLinearUnit: Tensor {
    mapped({ Tensor.gaussianErrorLinearUnit($0) }, { Tensor.gaussianErrorLinearUnit($0) })
  }
  /// The distribution function of the normal distribution, `Φ(x) = (1 + erf(x/√2))/2`, to the last digits where that is
  /// small.
  public var normalDistribution: Tensor {
    mapped({ $0.normalDistribution }, { $0.normalDistribution })
  }
  /// The derivative of the hyperbolic tangent, `1 − tanh² x`, to the last digits where that is close to ±1.
  package func hyperbolicTangentSlope(_ result: Tensor) -> Tensor {
    mapped({ Tensor.hyperbolicTangentSlope($0) }, { Tensor.hyperbolicTangentSlope($0) })
  }
}

extension Scalar: UnaryFunctions {
  @inlinable package var negated: Scalar { Scalar(-value) }
  @inlinable package var reciprocal: Scalar { Scalar(1 / value) }
  @inlinable package var squared: Scalar { Scalar(value * value) }
  @inlinable package var squareRoot: Scalar { Scalar(value.squareRoot()) }
  @inlinable package var magnitude: Scalar { Scalar(value.magnitude) }
  package var sign: Scalar { Scalar(Tensor.sign(value)) }
  @inlinable package var isPositive: Scalar { Scalar(value > 0 ? 1 : 0) }
  package var exponential: Scalar { Scalar(value.exponential) }
  package var naturalLogarithm: Scalar { Scalar(value.naturalLogarithm) }
  package var sine: Scalar { Scalar(sin(value)) }
  package var cosine: Scalar { Scalar(cos(value)) }
  package var tangent: Scalar { Scalar(tan(value)) }
  package var hyperbolicTangent: Scalar { Scalar(tanh(value)) }
  package var logistic: Scalar { Scalar(value.logistic) }
  @inlinable package var rectified: Scalar { Scalar(value <= 0 ? 0 : value) }
  package var softplus: Scalar { Scalar(Tensor.softplus(value)) }
  package var logarithmOfOnePlus: Scalar { Scalar(log1p(value)) }
  package var exponentialMinusOne: Scalar { Scalar(expm1(value)) }
  package var arcsine: Scalar { Scalar(asin(value)) }
  package var arccosine: Scalar { Scalar(acos(value)) }
  package var arctangent: Scalar { Scalar(atan(value)) }
  package var hyperbolicSine: Scalar { Scalar(sinh(value)) }
  package var hyperbolicCosine: Scalar { Scalar(cosh(value)) }
  package var errorFunction: Scalar { Scalar(erf(value)) }
  package var roundedDown: Scalar { Scalar(value.rounded(.down)) }
  package var gaussianErrorLinearUnit: Scalar { Scalar(Tensor.gaussianErrorLinearUnit(value)) }
  package var normalDistribution: Scalar { Scalar(value.normalDistribution) }
  package func hyperbolicTangentSlope(_ result: Scalar) -> Scalar { Scalar(Tensor.hyperbolicTangentSlope(value)) }
}

// The functions that take more than a line, for every type of number.
extension Tensor {
  fileprivate static func sign<Number: Element>(_ x: Number) -> Number {
    x > 0 ? 1 : x < 0 ? -1 : x
  }

  fileprivate static func softplus<Number: Element>(_ x: Number) -> Number {
    let rest = (-x.magnitude).exponential.logarithmOfOnePlus
    return x > 0 ? x + rest : rest
  }

  fileprivate static func gaussianErrorLinearUnit<Number: Element>(_ x: Number) -> Number {
    let share = x.normalDistribution
    // −∞ times 0 is 0 here.
    return share == 0 ? 0 : x * share
  }

  fileprivate static func hyperbolicTangentSlope<Number: Element>(_ x: Number) -> Number {
    let power = (-2 * x.magnitude).exponential
    return 4 * power / ((1 + power) * (1 + power))
  }
}
