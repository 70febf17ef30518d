/// What an operation computes with that treats each element alone: a number, or an array of them.
///
/// A rule written over it holds for both, and a graph of numbers need not go the way of arrays. What takes two arrays
/// throws ``TensorError/shapesDoNotBroadcast(operation:_:_:)`` where NumPy's rule cannot bring their shapes together.
package protocol Quantity {
  /// A number in the type of this quantity.
  func filled(_ number: Double) -> Self

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

  /// `x + y`.
  func adding(_ other: Self) throws(TensorError) -> Self
  /// `x − y`.
  func subtracting(_ other: Self) throws(TensorError) -> Self
  /// `x · y`.
  func multiplied(by other: Self) throws(TensorError) -> Self
  /// `x · share`, and exactly 0 where the share is 0, of infinity and NaN too.
  func selected(by shares: Self) throws(TensorError) -> Self
  /// `x / y`.
  func divided(by other: Self) throws(TensorError) -> Self
  /// `xʸ`.
  func raised(to other: Self) throws(TensorError) -> Self
  /// `∂xʸ/∂x`.
  func powerSlope(_ exponent: Self) throws(TensorError) -> Self
  /// `∂xʸ/∂y`.
  func powerSlopeInExponent(_ exponent: Self) throws(TensorError) -> Self
  /// 1 where larger than another, −1 where smaller, 0 where equal; NaN where one is NaN.
  func order(_ other: Self) throws(TensorError) -> Self
  /// The larger of two; NaN where one is NaN.
  func maximum(_ other: Self) throws(TensorError) -> Self
  /// The smaller of two; NaN where one is NaN.
  func minimum(_ other: Self) throws(TensorError) -> Self
}

extension Tensor: Quantity {
  /// A scalar in the type of this tensor.
  package func filled(_ number: Double) -> Tensor { Tensor(number, dtype: dtype) }
}

/// A float64 number, computed with exactly as a tensor without axes is.
///
/// What is one instruction is inlined where a graph of numbers is built and walked.
@usableFromInline
package struct Scalar: Quantity, Sendable {
  /// The number.
  @usableFromInline package let value: Double

  /// A number.
  @inlinable package init(_ value: Double) {
    self.value = value
  }

  /// The other number.
  @inlinable package func filled(_ number: Double) -> Scalar { Scalar(number) }
  /// `−x`.
  @inlinable package var negated: Scalar { Scalar(-value) }
  /// `1/x`.
  @inlinable package var reciprocal: Scalar { Scalar(1 / value) }
  /// `x²`.
  @inlinable package var squared: Scalar { Scalar(value * value) }
  /// `√x`.
  @inlinable package var squareRoot: Scalar { Scalar(value.squareRoot()) }
  /// `|x|`.
  @inlinable package var magnitude: Scalar { Scalar(value.magnitude) }
  /// −1, 0 or 1; NaN stays NaN.
  package var sign: Scalar { Scalar(Tensor.sign(value)) }
  /// 1 where positive, else 0.
  @inlinable package var isPositive: Scalar { Scalar(value > 0 ? 1 : 0) }
  /// `eˣ`.
  package var exponential: Scalar { Scalar(value.exponential) }
  /// `ln x`.
  package var naturalLogarithm: Scalar { Scalar(value.naturalLogarithm) }
  /// `sin x`.
  package var sine: Scalar { Scalar(value.sine) }
  /// `cos x`.
  package var cosine: Scalar { Scalar(value.cosine) }
  /// `tan x`.
  package var tangent: Scalar { Scalar(value.tangent) }
  /// `tanh x`.
  package var hyperbolicTangent: Scalar { Scalar(value.hyperbolicTangent) }
  /// `1/(1 + e⁻ˣ)`.
  package var logistic: Scalar { Scalar(Tensor.logistic(value)) }
  /// `x` where positive, else 0; NaN stays NaN.
  @inlinable package var rectified: Scalar { Scalar(value <= 0 ? 0 : value) }

  /// `x + y`.
  @inlinable package func adding(_ other: Scalar) -> Scalar { Scalar(value + other.value) }
  /// `x − y`.
  @inlinable package func subtracting(_ other: Scalar) -> Scalar { Scalar(value - other.value) }
  /// `x · y`.
  @inlinable package func multiplied(by other: Scalar) -> Scalar { Scalar(value * other.value) }
  /// `x · share`, and exactly 0 where the share is 0, of infinity and NaN too.
  package func selected(by shares: Scalar) -> Scalar { Scalar(Tensor.selected(value, shares.value)) }
  /// `x / y`.
  @inlinable package func divided(by other: Scalar) -> Scalar { Scalar(value / other.value) }
  /// `xʸ`.
  package func raised(to other: Scalar) -> Scalar { Scalar(value.raised(to: other.value)) }
  /// `∂xʸ/∂x`.
  package func powerSlope(_ exponent: Scalar) -> Scalar { Scalar(Tensor.powerSlope(value, exponent.value)) }
  /// `∂xʸ/∂y`.
  package func powerSlopeInExponent(_ exponent: Scalar) -> Scalar {
    Scalar(Tensor.powerSlopeInExponent(value, exponent.value))
  }
  /// 1 where larger than another, −1 where smaller, 0 where equal; NaN where one is NaN.
  package func order(_ other: Scalar) -> Scalar { Scalar(Tensor.order(value, other.value)) }
  /// The larger of two; NaN where one is NaN.
  package func maximum(_ other: Scalar) -> Scalar { Scalar(Tensor.larger(value, other.value)) }
  /// The smaller of two; NaN where one is NaN.
  package func minimum(_ other: Scalar) -> Scalar { Scalar(Tensor.smaller(value, other.value)) }
}

extension Tensor {
  /// The number where this is a float64 scalar, else nil.
  package var number: Scalar? {
    if case .scalar64(let value) = storage { Scalar(value) } else { nil }
  }

  /// A float64 scalar.
  package init(_ number: Scalar) {
    storage = .scalar64(number.value)
  }
}
