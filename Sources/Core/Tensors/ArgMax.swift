extension Tensor {
  /// The position of the largest element in row-major order, the first of equals; that of a NaN where there is one.
  ///
  /// - Returns: the position, NumPy's `argmax`.
  /// - Throws: ``TensorError/emptyReduction(operation:_:)`` where there is no element.
  public func argmax() throws(TensorError) -> Int {
    guard shape.count > 0 else { throw .emptyReduction(operation: "argmax", shape) }
    return Tensor.argmax(elements, from: 0, step: 1, count: shape.count)
  }

  /// The positions of the largest elements along an axis, the first of equals; those of a NaN where there is one.
  ///
  /// - Parameters:
  ///   - axis: the axis; a negative one counts from the last.
  ///   - keepDims: whether the axis stays, with size 1.
  /// - Returns: whole numbers in float64.
  /// - Throws: ``TensorError/emptyReduction(operation:_:)``, ``TensorError/axisOutOfRange(operation:axis:_:)``.
  public func argmax(axis: Int, keepDims: Bool = false) throws(TensorError) -> Tensor {
    let axes = try shape.resolved(axes: [axis], for: "argmax")
    let (size, step) = (shape.sizes[axes[0]], shape.strides[axes[0]])
    let result = keepDims ? shape.keeping(axes: axes) : shape.removing(axes: axes)
    guard size > 0 || result.count == 0 else { throw .emptyReduction(operation: "argmax", shape) }
    let elements = elements
    return try Tensor(
      (0..<result.count).map { place in
        Double(Tensor.argmax(elements, from: place / step * step * size + place % step, step: step, count: size))
      }, shape: result)
  }

  private static func argmax(_ elements: [Double], from start: Int, step: Int, count: Int) -> Int {
    var best = 0
    for place in 0..<count {
      let (element, largest) = (elements[start + place * step], elements[start + best * step])
      if element.isNaN { return place }
      if element > largest { best = place }
    }
    return best
  }

  /// Whether every element is near one of another array, with NumPy's broadcasting: `|x − y| ≤ absolute + relative·|y|`.
  ///
  /// Infinities are near themselves, NaN is near nothing; shapes that do not broadcast are not near. The tolerances are
  /// those of NumPy's `allclose`.
  ///
  /// - Parameters:
  ///   - other: what it should be.
  ///   - relativeTolerance: the share of an element of the other by which it may differ.
  ///   - absoluteTolerance: what may be added to that.
  /// - Returns: whether all are near.
  public func isClose(to other: Tensor, relativeTolerance: Double = 1e-5, absoluteTolerance: Double = 1e-8) -> Bool {
    guard let shape = try? shape.broadcast(with: other.shape, for: "isClose"),
      let a = try? broadcast(to: shape), let b = try? other.broadcast(to: shape)
    else { return false }
    return zip(a.elements, b.elements).allSatisfy { x, y in
      x == y || y.isFinite && abs(x - y) <= absoluteTolerance + relativeTolerance * abs(y)
    }
  }
}
