#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(WASILibc)
  import WASILibc
#else
  import Darwin
#endif

// The functions of two numbers are declared here and nowhere else. Each has a place in each of three blocks, in one
// order: its name, its value for the elements of arrays, its value for two numbers.

/// The functions of two quantities, element by element, with NumPy's broadcasting.
///
/// Of two arrays they throw ``TensorError/shapesDoNotBroadcast(operation:_:_:)`` where their shapes do not fit.
package protocol BinaryFunctions {
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
  /// The angle from the axis of `x` to the point `(x, y)`, of `y`.
  func angle(above x: Self) throws(TensorError) -> Self
  /// `√(x² + y²)`.
  func hypotenuse(_ other: Self) throws(TensorError) -> Self
}

extension Tensor: BinaryFunctions {
  /// The sum, `x + y`.
  ///
  /// - Throws: ``TensorError/shapesDoNotBroadcast(operation:_:_:)``.
  public func adding(_ other: Tensor) throws(TensorError) -> Tensor {
    try combined(with: other, as: "add", { $0 + $1 }, { $0 + $1 })
  }

  /// The difference, `x − y`.
  ///
  /// - Throws: ``TensorError/shapesDoNotBroadcast(operation:_:_:)``.
  public func subtracting(_ other: Tensor) throws(TensorError) -> Tensor {
    try combined(with: other, as: "sub", { $0 - $1 }, { $0 - $1 })
  }

  /// The product, `x · y`.
  ///
  /// - Throws: ``TensorError/shapesDoNotBroadcast(operation:_:_:)``.
  public func multiplied(by other: Tensor) throws(TensorError) -> Tensor {
    // The derivative of a sum is the number 1, which leaves an adjoint as it is: no copy is made.
    switch (storage, other.storage) {
    case (.array64, .scalar64(1)), (.array32, .scalar32(1)): self
    default: try combined(with: other, as: "mul", { $0 * $1 }, { $0 * $1 })
    }
  }

  /// The product with shares, `x · share`, and exactly 0 where the share is 0, of infinity and NaN too.
  ///
  /// - Throws: ``TensorError/shapesDoNotBroadcast(operation:_:_:)``.
  package func selected(by shares: Tensor) throws(TensorError) -> Tensor {
    try combined(with: shares, as: "select", Tensor.selected, Tensor.selected)
  }

  /// The quotient, `x / y`.
  ///
  /// - Throws: ``TensorError/shapesDoNotBroadcast(operation:_:_:)``.
  public func divided(by other: Tensor) throws(TensorError) -> Tensor {
    try combined(with: other, as: "div", { $0 / $1 }, { $0 / $1 })
  }

  /// The power, `xʸ`.
  ///
  /// - Throws: ``TensorError/shapesDoNotBroadcast(operation:_:_:)``.
  public func raised(to other: Tensor) throws(TensorError) -> Tensor {
    try combined(with: other, as: "pow", { $0.raised(to: $1) }, { $0.raised(to: $1) })
  }

  /// `y·xʸ⁻¹`, which is 0 where `y` is 0 even at `x = 0`.
  ///
  /// - Throws: ``TensorError/shapesDoNotBroadcast(operation:_:_:)``.
  package func powerSlope(_ exponent: Tensor) throws(TensorError) -> Tensor {
    try combined(with: exponent, as: "pow", Tensor.powerSlope, Tensor.powerSlope)
  }

  /// `xʸ·ln x`, which is 0 where `x = 0` and `y > 0`: the limit from the right.
  ///
  /// - Throws: ``TensorError/shapesDoNotBroadcast(operation:_:_:)``.
  package func powerSlopeInExponent(_ exponent: Tensor) throws(TensorError) -> Tensor {
    try combined(with: exponent, as: "pow", Tensor.powerSlopeInExponent, Tensor.powerSlopeInExponent)
  }

  /// 1 where larger than another, −1 where smaller, 0 where equal (infinities too); NaN where one is NaN.
  ///
  /// - Throws: ``TensorError/shapesDoNotBroadcast(operation:_:_:)``.
  package func order(_ other: Tensor) throws(TensorError) -> Tensor {
    try combined(with: other, as: "order", Tensor.order, Tensor.order)
  }

  /// The larger of two; NaN where one is NaN.
  ///
  /// - Throws: ``TensorError/shapesDoNotBroadcast(operation:_:_:)``.
  public func maximum(_ other: Tensor) throws(TensorError) -> Tensor {
    try combined(with: other, as: "maximum", Tensor.larger, Tensor.larger)
  }

  /// The smaller of two; NaN where one is NaN.
  ///
  /// - Throws: ``TensorError/shapesDoNotBroadcast(operation:_:_:)``.
  public func minimum(_ other: Tensor) throws(TensorError) -> Tensor {
    try combined(with: other, as: "minimum", Tensor.smaller, Tensor.smaller)
  }

  /// The angle from the axis of `x` to the point `(x, y)`, from −π to π; this tensor is `y`.
  ///
  /// - Throws: ``TensorError/shapesDoNotBroadcast(operation:_:_:)``.
  public func angle(above x: Tensor) throws(TensorError) -> Tensor {
    try combined(with: x, as: "atan2", { atan2($0, $1) }, { atan2f($0, $1) })
  }

  /// The longest side of a right triangle, `√(x² + y²)`, without overflow between.
  ///
  /// - Throws: ``TensorError/shapesDoNotBroadcast(operation:_:_:)``.
  package func hypotenuse(_ other: Tensor) throws(TensorError) -> Tensor {
    try combined(with: other, as: "hypot", { hypot($0, $1) }, { hypotf($0, $1) })
  }
}

extension Scalar: BinaryFunctions {
  @inlinable package func adding(_ other: Scalar) -> Scalar { Scalar(value + other.value) }
  @inlinable package func subtracting(_ other: Scalar) -> Scalar { Scalar(value - other.value) }
  @inlinable package func multiplied(by other: Scalar) -> Scalar { Scalar(value * other.value) }
  package func selected(by shares: Scalar) -> Scalar { Scalar(Tensor.selected(value, shares.value)) }
  @inlinable package func divided(by other: Scalar) -> Scalar { Scalar(value / other.value) }
  package func raised(to other: Scalar) -> Scalar { Scalar(value.raised(to: other.value)) }
  package func powerSlope(_ exponent: Scalar) -> Scalar { Scalar(Tensor.powerSlope(value, exponent.value)) }
  package func powerSlopeInExponent(_ exponent: Scalar) -> Scalar {
    Scalar(Tensor.powerSlopeInExponent(value, exponent.value))
  }
  package func order(_ other: Scalar) -> Scalar { Scalar(Tensor.order(value, other.value)) }
  package func maximum(_ other: Scalar) -> Scalar { Scalar(Tensor.larger(value, other.value)) }
  package func minimum(_ other: Scalar) -> Scalar { Scalar(Tensor.smaller(value, other.value)) }
  package func angle(above x: Scalar) -> Scalar { Scalar(atan2(value, x.value)) }
  package func hypotenuse(_ other: Scalar) -> Scalar { Scalar(hypot(value, other.value)) }
}

// The functions that take more than a line, for every type of number.
extension Tensor {
  static func selected<Number: Element>(_ x: Number, _ share: Number) -> Number {
    share == 0 ? 0 : x * share
  }

  static func powerSlope<Number: Element>(_ x: Number, _ y: Number) -> Number {
    y == 0 ? 0 : y * x.raised(to: y - 1)
  }

  static func powerSlopeInExponent<Number: Element>(_ x: Number, _ y: Number) -> Number {
    x == 0 && y > 0 ? 0 : x.raised(to: y) * x.naturalLogarithm
  }

  static func order<Number: Element>(_ x: Number, _ y: Number) -> Number {
    x > y ? 1 : x < y ? -1 : x == y ? 0 : .nan
  }

  // Two choices without a branch: which of two numbers is larger cannot be foretold.

  static func larger<Number: Element>(_ x: Number, _ y: Number) -> Number {
    let larger = x > y ? x : y
    return x.isNaN ? x : larger
  }

  static func smaller<Number: Element>(_ x: Number, _ y: Number) -> Number {
    let smaller = x < y ? x : y
    return x.isNaN ? x : smaller
  }
}
