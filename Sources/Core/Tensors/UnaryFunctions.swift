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
  public var hyperbolicTangent: Tensor { mapped({ tanh($0) }, { tanhf($0) }) }
  /// The logistic function, `1/(1 + e⁻ˣ)`, without overflow on either side.
  public var logistic: Tensor { mapped(Tensor.logistic, Tensor.logistic) }
  /// The element where positive, else 0; NaN stays NaN.
  public var rectified: Tensor { mapped({ $0 <= 0 ? 0 : $0 }, { $0 <= 0 ? 0 : $0 }) }
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
  package var logistic: Scalar { Scalar(Tensor.logistic(value)) }
  @inlinable package var rectified: Scalar { Scalar(value <= 0 ? 0 : value) }
}

// The functions that take more than a line, for every type of number.
extension Tensor {
  fileprivate static func logistic<Number: Element>(_ x: Number) -> Number {
    if x >= 0 { return 1 / (1 + (-x).exponential) }
    let power = x.exponential
    return power / (1 + power)
  }

  fileprivate static func sign<Number: Element>(_ x: Number) -> Number {
    x > 0 ? 1 : x < 0 ? -1 : x
  }
}
