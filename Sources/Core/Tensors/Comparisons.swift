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
    try combined(
      with: other, as: comparison.rawValue, { comparison.holds($0, $1) ? 1 : 0 },
      { comparison.holds($0, $1) ? 1 : 0 })
  }
}

extension Tensor.Comparison {
  /// Whether it holds of two numbers; of NaN only `notEqual` does.
  @inline(__always) fileprivate func holds<Number: Element>(_ number: Number, _ other: Number) -> Bool {
    switch self {
    case .less: number < other
    case .lessEqual: number <= other
    case .greater: number > other
    case .greaterEqual: number >= other
    case .equal: number == other
    case .notEqual: number != other
    }
  }
}

extension Tensor {
  /// The elements brought between two bounds, with NumPy's broadcasting; the upper one where they are not in order.
  ///
  /// - Throws: ``TensorError/shapesDoNotBroadcast(operation:_:_:)``.
  public func clipped(from low: Tensor, to high: Tensor) throws(TensorError) -> Tensor {
    _ = try shape.broadcast(with: low.shape, for: "clip").broadcast(with: high.shape, for: "clip")
    return try maximum(low).minimum(high)
  }

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
    let shape = condition.shape
    return condition.withElements { condition in
      chosen.withElements { chosen in
        other.withElements { other in
          Buffer(shape: shape) { target in
            for i in 0..<condition.count {
              target.initializeElement(at: i, to: condition[i] != 0 ? chosen[i] : other[i])
            }
          }
        }
      }
    }
  }
}
