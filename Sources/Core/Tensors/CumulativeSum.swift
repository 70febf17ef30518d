extension Tensor {
  /// The sums of the elements up to each along an axis, or from each to the end.
  ///
  /// - Parameters:
  ///   - axis: the axis, from the last where it is negative.
  ///   - isReversed: whether the sums begin at the end.
  /// - Returns: an array of the same shape.
  /// - Throws: ``TensorError/axisOutOfRange(operation:axis:_:)``.
  /// - Complexity: O(*n*).
  public func cumulativeSum(axis: Int, reversed isReversed: Bool = false) throws(TensorError) -> Tensor {
    let axis = try shape.resolved(axes: [axis], for: "cumsum").first ?? 0
    let step = shape.strides[axis]
    return dtype == .float32
      ? Tensor(Tensor.cumulate(float32, shape.sizes[axis], step, isReversed))
      : Tensor(Tensor.cumulate(float64, shape.sizes[axis], step, isReversed))
  }

  /// Adds neighbours at a distance one after the other, in blocks of so many.
  private static func cumulate<Number: Element>(
    _ source: Buffer<Number>, _ size: Int, _ step: Int, _ isReversed: Bool
  ) -> Buffer<Number> {
    var sums = source
    sums.withMutableElements { target in
      for start in stride(from: 0, to: target.count, by: Swift.max(1, size * step)) {
        for position in 1..<Swift.max(1, size) {
          let place = start + (isReversed ? size - 1 - position : position) * step
          let earlier = isReversed ? place + step : place - step
          for i in 0..<step { target[place + i] += target[earlier + i] }
        }
      }
    }
    return sums
  }
}
