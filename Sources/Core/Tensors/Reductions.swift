extension Tensor {
  /// The sum over some axes, all of them for nil; negative axes count from the last.
  ///
  /// - Throws: ``TensorError/axisOutOfRange(operation:axis:_:)``,
  ///   ``TensorError/repeatedAxis(operation:axis:_:)``.
  public func sum(axes: [Int]? = nil, keepDims: Bool = false) throws(TensorError) -> Tensor {
    let axes = try shape.resolved(axes: axes, for: "sum")
    guard !axes.isEmpty else { return self }
    return folded(over: axes, keepDims: keepDims, by: Summation.self)
  }

  /// Folds axes away.
  func folded(over axes: [Int], keepDims: Bool, by folding: (some Folding).Type) -> Tensor {
    let kept = shape.keeping(axes: axes)
    return folded(lyingIn: kept, as: keepDims ? kept : shape.removing(axes: axes), by: folding)
  }

  /// Folds together what falls on the same element of a shape that stretches to this one.
  private func folded(lyingIn kept: Shape, as result: Shape, by folding: (some Folding).Type) -> Tensor {
    dtype == .float32
      ? Tensor(Tensor.fold(float32, lyingIn: kept, as: result, by: folding))
      : Tensor(Tensor.fold(float64, lyingIn: kept, as: result, by: folding))
  }

  @inline(__always)
  private static func fold<Number: Element, Fold: Folding>(
    _ source: Buffer<Number>, lyingIn kept: Shape, as result: Shape, by folding: Fold.Type
  ) -> Buffer<Number> {
    Buffer(shape: result) { target in
      target.initialize(repeating: Fold.start())
      var runs = Runs(source.shape, reading: kept, and: kept)
      let (length, step) = (runs.length, runs.aStep)
      source.withElements { elements in
        guard let elements = elements.baseAddress, let target = target.baseAddress else { return }
        runs.forEach { from, to, _ in
          let (run, target) = (elements + from, target + to)
          if step == 0 {
            target[0] = Fold.combine(target[0], Fold.fold(UnsafeBufferPointer(start: run, count: length)))
          } else {
            for i in 0..<length { target[i] = Fold.combine(target[i], run[i]) }
          }
        }
      }
    }
  }

  /// Repeats the elements along new and stretched axes, as NumPy's `broadcast_to`.
  ///
  /// - Throws: ``TensorError/shapesDoNotBroadcast(operation:_:_:)`` where the shape does not reach the target.
  public func broadcast(to target: Shape) throws(TensorError) -> Tensor {
    if shape == target { return self }
    guard try shape.broadcast(with: target, for: "broadcast") == target else {
      throw .shapesDoNotBroadcast(operation: "broadcast", shape, target)
    }
    if let scalar { return Tensor(repeating: scalar, shape: target, dtype: dtype) }
    return dtype == .float32
      ? Tensor(Broadcast.combine(float32, float32, into: target) { x, _ in x })
      : Tensor(Broadcast.combine(float64, float64, into: target) { x, _ in x })
  }

  /// Undoes a broadcast: sums over every axis along which the elements had been repeated.
  ///
  /// The adjoint of ``broadcast(to:)``: ⟨broadcast x, y⟩ = ⟨x, reduce y⟩ (article, "Unbroadcasting Adjoints").
  ///
  /// - Throws: ``TensorError/shapesDoNotBroadcast(operation:_:_:)`` where `original` cannot have become this shape.
  public func reduced(to original: Shape) throws(TensorError) -> Tensor {
    if shape == original { return self }
    guard try original.broadcast(with: shape, for: "unbroadcast") == shape else {
      throw .shapesDoNotBroadcast(operation: "unbroadcast", original, shape)
    }
    // The original, stretched again, lies in this shape just as the sums do.
    return folded(lyingIn: original, as: original, by: Summation.self)
  }

  /// Undoes a broadcast of another tensor and takes its type.
  ///
  /// - Throws: ``TensorError/shapesDoNotBroadcast(operation:_:_:)`` where it cannot have become this shape.
  package func reduced(like original: Tensor) throws(TensorError) -> Tensor {
    switch (storage, original.storage) {
    // Most of a graph of numbers.
    case (.scalar64, .scalar64), (.scalar32, .scalar32): self
    default: try reduced(to: original.shape).converted(to: original.dtype)
    }
  }
}
