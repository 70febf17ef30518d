extension Tensor {
  /// The softmax along the last axis, `eˣ/Σeˣ`, shifted by the largest element so that nothing overflows.
  ///
  /// - Throws: ``TensorError/emptyReduction(operation:_:)`` for rows without elements.
  public func softmax() throws(TensorError) -> Tensor {
    guard shape.rank > 0 else { return Tensor(1, dtype: dtype) }
    let powers = try subtracting(max(axes: [-1], keepDims: true)).exponential
    return try powers.divided(by: powers.sum(axes: [-1], keepDims: true))
  }

  /// The logarithm of the softmax along the last axis, through log-sum-exp.
  ///
  /// - Throws: ``TensorError/emptyReduction(operation:_:)`` for rows without elements.
  public func logSoftmax() throws(TensorError) -> Tensor {
    guard shape.rank > 0 else { return Tensor(0, dtype: dtype) }
    let shifted = try subtracting(max(axes: [-1], keepDims: true))
    return try shifted.subtracting(shifted.exponential.sum(axes: [-1], keepDims: true).naturalLogarithm)
  }

  /// The mean over rows of `−Σ labels·log softmax(logits)`, for logits and labels of one shape, without an epsilon.
  ///
  /// - Throws: ``TensorError/shapesDoNotBroadcast(operation:_:_:)`` where the shapes differ.
  public func softmaxCrossEntropy(labels: Tensor) throws(TensorError) -> Tensor {
    guard shape == labels.shape, (1...2).contains(shape.rank), shape.count > 0 else {
      throw .shapesDoNotBroadcast(operation: "softmax_cross_entropy", shape, labels.shape)
    }
    // A label of 0 leaves its logit out, even where log softmax is −∞.
    let products = try labels.compared(.equal, to: Tensor(0, dtype: labels.dtype))
      .select(Tensor(0, dtype: labels.dtype), labels.multiplied(by: logSoftmax()))
    return try products.sum().divided(by: Tensor(-Double(rowCount), dtype: dtype))
  }

  /// How many rows there are; a vector is one.
  public var rowCount: Int { shape.rank == 2 ? shape.sizes[0] : 1 }
}
