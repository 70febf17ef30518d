/// Functions of one tensor, element by element.
extension Tensor {
  /// The negative, `−x`.
  public var negated: Tensor { mapped({ -$0 }, { -$0 }) }
  /// The exponential, `eˣ`.
  public var exponential: Tensor { mapped({ $0.exponential }, { $0.exponential }) }
  /// The natural logarithm, `ln x`.
  public var naturalLogarithm: Tensor { mapped({ $0.naturalLogarithm }, { $0.naturalLogarithm }) }
  /// The sine, `sin x`.
  public var sine: Tensor { mapped({ $0.sine }, { $0.sine }) }
  /// The cosine, `cos x`.
  public var cosine: Tensor { mapped({ $0.cosine }, { $0.cosine }) }
  /// The tangent, `tan x`.
  public var tangent: Tensor { mapped({ $0.tangent }, { $0.tangent }) }
  /// The hyperbolic tangent, `tanh x`.
  public var hyperbolicTangent: Tensor { mapped({ $0.hyperbolicTangent }, { $0.hyperbolicTangent }) }
  /// The square root, `√x`.
  public var squareRoot: Tensor { mapped({ $0.squareRoot() }, { $0.squareRoot() }) }
  /// The absolute value, `|x|`.
  public var magnitude: Tensor { mapped({ $0.magnitude }, { $0.magnitude }) }
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

  static func logistic<Number: Element>(_ x: Number) -> Number {
    if x >= 0 { return 1 / (1 + (-x).exponential) }
    let power = x.exponential
    return power / (1 + power)
  }

  static func sign<Number: Element>(_ x: Number) -> Number {
    x > 0 ? 1 : x < 0 ? -1 : x
  }
}

/// Functions of two tensors, element by element, with NumPy's broadcasting.
extension Tensor {
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

  static func selected<Number: Element>(_ x: Number, _ share: Number) -> Number {
    share == 0 ? 0 : x * share
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

  /// 1 where larger than another, −1 where smaller, 0 where equal (infinities too); NaN where one is NaN.
  ///
  /// - Throws: ``TensorError/shapesDoNotBroadcast(operation:_:_:)``.
  package func order(_ other: Tensor) throws(TensorError) -> Tensor {
    try combined(with: other, as: "order", Tensor.order, Tensor.order)
  }

  static func order<Number: Element>(_ x: Number, _ y: Number) -> Number {
    x > y ? 1 : x < y ? -1 : x == y ? 0 : .nan
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

  static func powerSlope<Number: Element>(_ x: Number, _ y: Number) -> Number {
    y == 0 ? 0 : y * x.raised(to: y - 1)
  }

  static func powerSlopeInExponent<Number: Element>(_ x: Number, _ y: Number) -> Number {
    x == 0 && y > 0 ? 0 : x.raised(to: y) * x.naturalLogarithm
  }
}

extension Tensor {
  /// `chosen` where this tensor is not 0, else `other`, with NumPy's broadcasting.
  ///
  /// - Throws: ``TensorError/shapesDoNotBroadcast(operation:_:_:)``.
  public func select(_ chosen: Tensor, _ other: Tensor) throws(TensorError) -> Tensor {
    let shape = try shape.broadcast(with: chosen.shape, for: "where").broadcast(with: other.shape, for: "where")
    if chosen.dtype == .float32, other.dtype == .float32 {
      return Tensor(
        Tensor.select(
          try isNonzero(as: .float32).broadcast(to: shape).float32, try chosen.broadcast(to: shape).float32,
          try other.broadcast(to: shape).float32))
    }
    return Tensor(
      Tensor.select(
        try isNonzero(as: .float64).broadcast(to: shape).float64, try chosen.broadcast(to: shape).float64,
        try other.broadcast(to: shape).float64))
  }

  /// A condition in another type, true where it was: a small number must not become 0.
  private func isNonzero(as dtype: DType) throws(TensorError) -> Tensor {
    dtype == self.dtype ? self : try compared(.notEqual, to: Tensor(0, dtype: self.dtype)).converted(to: dtype)
  }

  private static func select<Number: Element>(
    _ condition: Buffer<Number>, _ chosen: Buffer<Number>, _ other: Buffer<Number>
  ) -> Buffer<Number> {
    let count = condition.elements.count
    let elements = condition.elements.withUnsafeBufferPointer { condition in
      chosen.elements.withUnsafeBufferPointer { chosen in
        other.elements.withUnsafeBufferPointer { other in
          [Number](unsafeUninitializedCapacity: count) { target, initialized in
            for i in 0..<count { target.initializeElement(at: i, to: condition[i] != 0 ? chosen[i] : other[i]) }
            initialized = count
          }
        }
      }
    }
    return Buffer(shape: condition.shape, elements: elements)
  }
}
