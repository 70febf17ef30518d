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
  /// - Throws: ``TensorError/unfitLabels(logits:labels:)``.
  public func softmaxCrossEntropy(labels: Tensor) throws(TensorError) -> Tensor {
    let rows = try rowCount(with: labels)
    return dtype == .float32 && labels.dtype == .float32
      ? Tensor(.scalar32(SoftmaxRows(float32, count: rows).crossEntropy(labels.float32)))
      : Tensor(.scalar64(SoftmaxRows(float64, count: rows).crossEntropy(labels.float64)))
  }

  /// ``softmaxCrossEntropy(labels:)`` and its derivative with respect to the logits, for both of which `eˣ` is computed
  /// once; the same to the bit as one after the other.
  ///
  /// - Parameters:
  ///   - labels: of the shape and the type of the logits.
  ///   - slope: becomes the derivative, in its own memory where it has that shape and type and nobody else has it.
  /// - Returns: the cross entropy.
  /// - Throws: ``TensorError/unfitLabels(logits:labels:)``.
  package func softmaxCrossEntropy(labels: Tensor, slope: inout Tensor) throws(TensorError) -> Tensor {
    let rows = try rowCount(with: labels)
    if case .array32(let logits) = storage, case .array32(let labels) = labels.storage {
      return Tensor(.scalar32(SoftmaxRows(logits, count: rows).crossEntropy(labels, slope: &slope)))
    }
    if case .array64(let logits) = storage, case .array64(let labels) = labels.storage {
      return Tensor(.scalar64(SoftmaxRows(logits, count: rows).crossEntropy(labels, slope: &slope)))
    }
    slope = try softmaxCrossEntropySlope(labels: labels)
    return try softmaxCrossEntropy(labels: labels)
  }

  /// The derivative of ``softmaxCrossEntropy(labels:)`` with respect to the logits, `(softmax·Σ labels − labels)/rows`.
  ///
  /// - Throws: ``TensorError/unfitLabels(logits:labels:)``.
  package func softmaxCrossEntropySlope(labels: Tensor) throws(TensorError) -> Tensor {
    let rows = try rowCount(with: labels)
    return dtype == .float32 && labels.dtype == .float32
      ? Tensor(SoftmaxRows(float32, count: rows).slope(labels.float32))
      : Tensor(SoftmaxRows(float64, count: rows).slope(labels.float64))
  }

  /// The derivative of ``softmaxCrossEntropy(labels:)`` with respect to the labels, `−log softmax(logits)/rows`; it does
  /// not depend on them.
  ///
  /// - Throws: ``TensorError/unfitLabels(logits:labels:)`` where this is no array of 1 or 2 axes with elements.
  package func softmaxCrossEntropySlopeInLabels() throws(TensorError) -> Tensor {
    let rows = Double(try rowCount(with: self))
    return try filled(0).subtracting(logSoftmax()).divided(by: filled(rows))
  }

  /// The number of rows of logits and labels, which must have one shape; a vector is one row.
  private func rowCount(with labels: Tensor) throws(TensorError) -> Int {
    guard shape == labels.shape, (1...2).contains(shape.rank), shape.count > 0 else {
      throw .unfitLabels(logits: shape, labels: labels.shape)
    }
    return shape.rank == 2 ? shape.sizes[0] : 1
  }
}

/// The rows of logits, with one array beside them.
private struct SoftmaxRows<Number: Element> {
  let logits: Buffer<Number>
  let count: Int
  let width: Int

  init(_ logits: Buffer<Number>, count: Int) {
    self.logits = logits
    self.count = count
    width = logits.shape.count / count
  }

  func crossEntropy(_ labels: Buffer<Number>) -> Number {
    var total: Number = 0
    powers().withElements { powers in
      logits.withElements { x in
        labels.withElements { label in
          for row in 0..<count { subtract(row, x, label, powers, from: &total) }
        }
      }
    }
    return total / Number(count)
  }

  func slope(_ labels: Buffer<Number>) -> Buffer<Number> {
    var slope = powers()
    slope.withMutableElements { target in
      labels.withElements { label in
        for row in 0..<count { writeSlope(row, label, target) }
      }
    }
    return slope
  }

  /// The cross entropy, and its slope in memory that stays.
  func crossEntropy(_ labels: Buffer<Number>, slope: inout Tensor) -> Number {
    var total: Number = 0
    Tensor.overwrite(&slope, logits.shape) { (target: UnsafeMutablePointer<Number>) in
      logits.withElements { x in
        labels.withElements { label in
          let target = UnsafeMutableBufferPointer(start: target, count: x.count)
          writePowers(of: x, to: target)
          for row in 0..<count {
            subtract(row, x, label, UnsafeBufferPointer(target), from: &total)
            writeSlope(row, label, target)
          }
        }
      }
    }
    return total / Number(count)
  }

  /// Subtracts what the logarithms of a row's softmax give with its labels.
  @inline(__always)
  private func subtract(
    _ row: Int, _ x: UnsafeBufferPointer<Number>, _ label: UnsafeBufferPointer<Number>,
    _ powers: UnsafeBufferPointer<Number>, from total: inout Number
  ) {
    let logarithm = Summation.fold(self.row(row, of: powers)).naturalLogarithm
    let (x, label) = (self.row(row, of: x), self.row(row, of: label))
    let top = Largest.fold(x)
    // A label of 0 leaves its logit out, even where log softmax is −∞.
    for i in 0..<width where label[i] != 0 { total -= label[i] * (x[i] - top - logarithm) }
  }

  /// Makes the powers of a row the derivative with respect to its logits.
  @inline(__always)
  private func writeSlope(
    _ row: Int, _ label: UnsafeBufferPointer<Number>, _ target: UnsafeMutableBufferPointer<Number>
  ) {
    let label = self.row(row, of: label)
    let target = UnsafeMutableBufferPointer(rebasing: target[row * width..<(row + 1) * width])
    let scale = Summation.fold(label) / Summation.fold(UnsafeBufferPointer(target))
    for i in 0..<width { target[i] = (target[i] * scale - label[i]) / Number(count) }
  }

  /// `eˣ` of every element, less the largest of its row, so that nothing overflows.
  private func powers() -> Buffer<Number> {
    logits.withElements { x in
      Buffer(shape: logits.shape) { target in writePowers(of: x, to: target) }
    }
  }

  @inline(__always)
  private func writePowers(of x: UnsafeBufferPointer<Number>, to target: UnsafeMutableBufferPointer<Number>) {
    guard let target = target.baseAddress else { return }
    for row in 0..<count {
      let source = self.row(row, of: x)
      let (top, target) = (Largest.fold(source), target + row * width)
      for i in 0..<width { target[i] = source[i] - top }
    }
    // In one loop over all rows and a bare pointer, which vectorises also where rows are short.
    for i in 0..<x.count { target[i] = target[i].exponential }
  }

  private func row(_ row: Int, of elements: UnsafeBufferPointer<Number>) -> UnsafeBufferPointer<Number> {
    UnsafeBufferPointer(rebasing: elements[row * width..<(row + 1) * width])
  }
}
