extension Tensor {
  /// The square root of the sum of squares over some axes, all of them for nil, without overflow between.
  ///
  /// - Throws: what is wrong with the axes.
  public func norm(axes: [Int]? = nil, keepDims: Bool = false) throws(TensorError) -> Tensor {
    let axes = try shape.resolved(axes: axes, for: "norm")
    // A power of two near the largest element: multiplying by it loses no digit.
    let largest = magnitude.folded(over: axes, keepDims: true, by: Largest.self)
    let scale = largest.mapped(
      { $0.isNormal ? $0.binade : 1 }, { $0.isNormal ? $0.binade : 1 })
    let result = try divided(by: scale).squared.sum(axes: axes, keepDims: true).squareRoot.multiplied(by: scale)
    return keepDims ? result : try result.reshaped(to: shape.removing(axes: axes))
  }
}
