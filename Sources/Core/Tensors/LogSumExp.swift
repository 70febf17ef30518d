extension Tensor {
  /// The logarithm of the sum of `eˣ` over some axes, all of them for nil; shifted, so that nothing overflows.
  ///
  /// - Throws: ``TensorError/emptyReduction(operation:_:)``, and what is wrong with the axes.
  public func logSumExp(axes: [Int]? = nil, keepDims: Bool = false) throws(TensorError) -> Tensor {
    let axes = try extremeAxes(axes, for: "logsumexp")
    guard !axes.isEmpty else { return self }
    // An infinite shift would make NaN of what is infinite.
    let top = folded(over: axes, keepDims: true, by: Largest.self)
      .mapped({ $0.isFinite ? $0 : 0 }, { $0.isFinite ? $0 : 0 })
    let sum = try subtracting(top).exponential.sum(axes: axes, keepDims: true)
    let result = try sum.naturalLogarithm.adding(top)
    return keepDims ? result : try result.reshaped(to: shape.removing(axes: axes))
  }
}
