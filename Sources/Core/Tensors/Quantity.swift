/// A number or an array of numbers, for operations that treat each element alone.
///
/// A rule written over it holds for both, and a graph of numbers need not go the way of arrays.
package protocol Quantity: UnaryFunctions, BinaryFunctions {
  /// A number in the type of this quantity.
  func filled(_ number: Double) -> Self
}

extension Tensor: Quantity {
  /// A scalar in the type of this tensor.
  package func filled(_ number: Double) -> Tensor { Tensor(number, dtype: dtype) }
}

/// A float64 number, computed with exactly as a tensor without axes is.
///
/// Functions of one instruction are inlined into the loops that build and walk a graph of numbers.
@usableFromInline
package struct Scalar: Sendable {
  /// The number.
  @usableFromInline package let value: Double

  /// A number.
  @inlinable package init(_ value: Double) {
    self.value = value
  }
}

extension Scalar: Quantity {
  @inlinable package func filled(_ number: Double) -> Scalar { Scalar(number) }
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
