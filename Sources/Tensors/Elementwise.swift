/// Functions of one tensor, element by element.
extension Tensor {
  /// The negative, `−x`.
  public var negated: Tensor { mapped({ -$0 }, { -$0 }) }
  /// The exponential, `eˣ`.
  public var exponential: Tensor { mapped(\.exponential, \.exponential) }
  /// The natural logarithm, `ln x`.
  public var naturalLogarithm: Tensor { mapped(\.naturalLogarithm, \.naturalLogarithm) }
  /// The sine, `sin x`.
  public var sine: Tensor { mapped(\.sine, \.sine) }
  /// The cosine, `cos x`.
  public var cosine: Tensor { mapped(\.cosine, \.cosine) }
  /// The tangent, `tan x`.
  public var tangent: Tensor { mapped(\.tangent, \.tangent) }
  /// The hyperbolic tangent, `tanh x`.
  public var hyperbolicTangent: Tensor { mapped(\.hyperbolicTangent, \.hyperbolicTangent) }
  /// The square root, `√x`.
  public var squareRoot: Tensor { mapped({ $0.squareRoot() }, { $0.squareRoot() }) }
  /// The absolute value, `|x|`.
  public var magnitude: Tensor { mapped(\.magnitude, \.magnitude) }
  /// The square, `x²`.
  public var squared: Tensor { mapped({ $0 * $0 }, { $0 * $0 }) }
  /// The reciprocal, `1/x`.
  public var reciprocal: Tensor { mapped({ 1 / $0 }, { 1 / $0 }) }
  /// The logistic function, `1/(1 + e⁻ˣ)`, without overflow on either side.
  public var logistic: Tensor { mapped(Tensor.logistic, Tensor.logistic) }
  /// The element where positive, else 0; NaN stays NaN.
  public var rectified: Tensor { mapped({ $0 <= 0 ? 0 : $0 }, { $0 <= 0 ? 0 : $0 }) }
  /// −1, 0 or 1; NaN stays NaN.
  public var sign: Tensor { mapped(Tensor.sign, Tensor.sign) }
  /// 1 where positive, else 0.
  public var isPositive: Tensor { mapped({ $0 > 0 ? 1 : 0 }, { $0 > 0 ? 1 : 0 }) }

  private static func logistic<Number: Element>(_ x: Number) -> Number {
    if x >= 0 { return 1 / (1 + (-x).exponential) }
    let power = x.exponential
    return power / (1 + power)
  }

  private static func sign<Number: Element>(_ x: Number) -> Number {
    x > 0 ? 1 : x < 0 ? -1 : x
  }
}

/// Functions of two tensors, element by element, with NumPy's broadcasting.
///
/// Each throws ``TensorError/shapesDoNotBroadcast(operation:_:_:)`` where the shapes do not fit.
extension Tensor {
  /// The sum, `x + y`.
  public func adding(_ other: Tensor) throws(TensorError) -> Tensor {
    try combined(with: other, as: "add", { $0 + $1 }, { $0 + $1 })
  }

  /// The difference, `x − y`.
  public func subtracting(_ other: Tensor) throws(TensorError) -> Tensor {
    try combined(with: other, as: "sub", { $0 - $1 }, { $0 - $1 })
  }

  /// The product, `x · y`.
  public func multiplied(by other: Tensor) throws(TensorError) -> Tensor {
    try combined(with: other, as: "mul", { $0 * $1 }, { $0 * $1 })
  }

  /// The quotient, `x / y`.
  public func divided(by other: Tensor) throws(TensorError) -> Tensor {
    try combined(with: other, as: "div", { $0 / $1 }, { $0 / $1 })
  }

  /// The power, `xʸ`.
  public func raised(to other: Tensor) throws(TensorError) -> Tensor {
    try combined(with: other, as: "pow", { $0.raised(to: $1) }, { $0.raised(to: $1) })
  }

  /// 1 where larger than another, −1 where smaller, 0 where equal (infinities too); NaN where one is NaN.
  public func order(_ other: Tensor) throws(TensorError) -> Tensor {
    try combined(with: other, as: "order", Tensor.order, Tensor.order)
  }

  private static func order<Number: Element>(_ x: Number, _ y: Number) -> Number {
    x > y ? 1 : x < y ? -1 : x == y ? 0 : .nan
  }

  /// The larger of two; NaN where one is NaN.
  public func maximum(_ other: Tensor) throws(TensorError) -> Tensor {
    try combined(with: other, as: "maximum", Tensor.larger, Tensor.larger)
  }

  /// The smaller of two; NaN where one is NaN.
  public func minimum(_ other: Tensor) throws(TensorError) -> Tensor {
    try combined(with: other, as: "minimum", Tensor.smaller, Tensor.smaller)
  }

  static func larger<Number: Element>(_ x: Number, _ y: Number) -> Number {
    x.isNaN || x > y ? x : y
  }

  static func smaller<Number: Element>(_ x: Number, _ y: Number) -> Number {
    x.isNaN || x < y ? x : y
  }
}

/// Comparisons, 1 where they hold and 0 where not, with NumPy's broadcasting.
extension Tensor {
  /// The six comparisons.
  public enum Comparison: String, Hashable, Sendable, CaseIterable {
    /// In the order of the operation table.
    case less, lessEqual, greater, greaterEqual, equal, notEqual
  }

  /// Compares element by element.
  ///
  /// - Throws: ``TensorError/shapesDoNotBroadcast(operation:_:_:)``.
  public func compared(_ comparison: Comparison, to other: Tensor) throws(TensorError) -> Tensor {
    let name = comparison.rawValue
    return switch comparison {
    case .less: try combined(with: other, as: name, { $0 < $1 ? 1 : 0 }, { $0 < $1 ? 1 : 0 })
    case .lessEqual: try combined(with: other, as: name, { $0 <= $1 ? 1 : 0 }, { $0 <= $1 ? 1 : 0 })
    case .greater: try combined(with: other, as: name, { $0 > $1 ? 1 : 0 }, { $0 > $1 ? 1 : 0 })
    case .greaterEqual: try combined(with: other, as: name, { $0 >= $1 ? 1 : 0 }, { $0 >= $1 ? 1 : 0 })
    case .equal: try combined(with: other, as: name, { $0 == $1 ? 1 : 0 }, { $0 == $1 ? 1 : 0 })
    case .notEqual: try combined(with: other, as: name, { $0 != $1 ? 1 : 0 }, { $0 != $1 ? 1 : 0 })
    }
  }
}

/// The two derivatives of the power `xʸ`, which need care at zero.
extension Tensor {
  /// `y·xʸ⁻¹`, which is 0 where `y` is 0 even at `x = 0`.
  public func powerSlope(_ exponent: Tensor) throws(TensorError) -> Tensor {
    try combined(with: exponent, as: "pow", Tensor.powerSlope, Tensor.powerSlope)
  }

  /// `xʸ·ln x`, which is 0 where `x = 0` and `y > 0`: the limit from the right.
  public func powerSlopeInExponent(_ exponent: Tensor) throws(TensorError) -> Tensor {
    try combined(with: exponent, as: "pow", Tensor.powerSlopeInExponent, Tensor.powerSlopeInExponent)
  }

  private static func powerSlope<Number: Element>(_ x: Number, _ y: Number) -> Number {
    y == 0 ? 0 : y * x.raised(to: y - 1)
  }

  private static func powerSlopeInExponent<Number: Element>(_ x: Number, _ y: Number) -> Number {
    x == 0 && y > 0 ? 0 : x.raised(to: y) * x.naturalLogarithm
  }
}

extension Tensor {
  /// `chosen` where this tensor is not 0, else `other`, with NumPy's broadcasting.
  ///
  /// - Throws: ``TensorError/shapesDoNotBroadcast(operation:_:_:)``.
  public func select(_ chosen: Tensor, _ other: Tensor) throws(TensorError) -> Tensor {
    let shape = try shape.broadcast(with: chosen.shape, for: "where").broadcast(with: other.shape, for: "where")
    let condition = try broadcast(to: shape).elements
    let dtype: DType = chosen.dtype == .float32 && other.dtype == .float32 ? .float32 : .float64
    let (left, right) = (try chosen.broadcast(to: shape).elements, try other.broadcast(to: shape).elements)
    let elements = condition.indices.map { condition[$0] != 0 ? left[$0] : right[$0] }
    return shape.rank == 0 ? Tensor(elements[0], dtype: dtype) : try Tensor(elements, shape: shape, dtype: dtype)
  }
}
