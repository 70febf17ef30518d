extension Tensor {
  /// The mean of the squared differences from the mean over some axes, all of them for nil; NumPy's `var`.
  ///
  /// - Throws: what is wrong with the axes.
  public func variance(axes: [Int]? = nil, keepDims: Bool = false) throws(TensorError) -> Tensor {
    try centered(axes: axes).squared.mean(axes: axes, keepDims: keepDims)
  }

  /// The square root of the variance over some axes, all of them for nil; NumPy's `std`.
  ///
  /// - Throws: what is wrong with the axes.
  public func standardDeviation(axes: [Int]? = nil, keepDims: Bool = false) throws(TensorError) -> Tensor {
    let count = try shape.extent(of: axes, for: "std")
    return try centered(axes: axes).norm(axes: axes, keepDims: keepDims).divided(by: filled(count.squareRoot()))
  }
}
