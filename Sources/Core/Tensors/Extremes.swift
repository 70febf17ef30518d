extension Tensor {
  /// The mean over some axes, all of them for nil.
  ///
  /// - Throws: ``TensorError/axisOutOfRange(operation:axis:_:)``, ``TensorError/repeatedAxis(operation:axis:_:)``.
  public func mean(axes: [Int]? = nil, keepDims: Bool = false) throws(TensorError) -> Tensor {
    let axes = try shape.resolved(axes: axes, for: "mean")
    return try sum(axes: axes, keepDims: keepDims).divided(by: Tensor(shape.extent(of: axes), dtype: dtype))
  }

  /// The largest element over some axes, all of them for nil; NaN where one is NaN.
  ///
  /// - Throws: ``TensorError/emptyReduction(operation:_:)``, and what is wrong with the axes.
  public func max(axes: [Int]? = nil, keepDims: Bool = false) throws(TensorError) -> Tensor {
    let axes = try extremeAxes(axes, for: "max")
    return folded(over: axes, keepDims: keepDims, by: Largest.self)
  }

  /// The smallest element over some axes, all of them for nil; NaN where one is NaN.
  ///
  /// - Throws: ``TensorError/emptyReduction(operation:_:)``, and what is wrong with the axes.
  public func min(axes: [Int]? = nil, keepDims: Bool = false) throws(TensorError) -> Tensor {
    let axes = try extremeAxes(axes, for: "min")
    return folded(over: axes, keepDims: keepDims, by: Smallest.self)
  }

  /// The axes of a reduction that needs an element to choose, from 0.
  func extremeAxes(_ axes: [Int]?, for operation: String) throws(TensorError) -> [Int] {
    let resolved = try shape.resolved(axes: axes, for: operation)
    guard resolved.allSatisfy({ shape.sizes[$0] > 0 }) || shape.removing(axes: resolved).count == 0 else {
      throw .emptyReduction(operation: operation, shape)
    }
    return resolved
  }
}

extension Shape {
  /// The number of elements that a reduction over these axes combines into one.
  func extent(of axes: [Int]) -> Double { axes.reduce(1) { $0 * Double(sizes[$1]) } }

  /// The number of elements that a reduction over some axes, all of them for nil, combines into one.
  ///
  /// - Throws: what is wrong with the axes.
  package func extent(of axes: [Int]?, for operation: String) throws(TensorError) -> Double {
    extent(of: try resolved(axes: axes, for: operation))
  }
}
