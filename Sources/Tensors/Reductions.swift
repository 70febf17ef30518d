extension Tensor {
  /// The sum over some axes, all of them for nil; negative axes count from the last.
  ///
  /// - Throws: ``TensorError/axisOutOfRange(operation:axis:_:)``,
  ///   ``TensorError/repeatedAxis(operation:axis:_:)``.
  public func sum(axes: [Int]? = nil, keepDims: Bool = false) throws(TensorError) -> Tensor {
    let axes = try shape.resolved(axes: axes, for: "sum")
    guard !axes.isEmpty else { return self }
    return folded(over: axes, keepDims: keepDims, from: 0, { $0 + $1 }, { $0 + $1 })
  }

  /// Folds axes away, from a start value, in row-major order.
  @inline(__always)
  func folded(
    over axes: [Int], keepDims: Bool, from start: Double,
    _ double: (Double, Double) -> Double, _ float: (Float, Float) -> Float
  ) -> Tensor {
    let kept = shape.keeping(axes: axes)
    let result = keepDims ? kept : shape.removing(axes: axes)
    if dtype == .float32 {
      return Tensor(Tensor.fold(float32, lyingIn: kept, as: result, from: Float(start), float))
    }
    return Tensor(Tensor.fold(float64, lyingIn: kept, as: result, from: start, double))
  }

  @inline(__always)
  private static func fold<Number: Element>(
    _ source: Buffer<Number>, lyingIn kept: Shape, as result: Shape, from start: Number,
    _ combine: (Number, Number) -> Number
  ) -> Buffer<Number> {
    let elements = [Number](unsafeUninitializedCapacity: kept.count) { target, initialized in
      target.initialize(repeating: start)
      let strides = kept.strides(broadcastTo: source.shape)
      source.elements.withUnsafeBufferPointer { elements in
        Broadcast.walk(source.shape, strides, strides) { from, to, _ in
          target[to] = combine(target[to], elements[from])
        }
      }
      initialized = kept.count
    }
    return Buffer(shape: result, elements: elements)
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
    let room = Tensor(repeating: 0, shape: target, dtype: dtype)
    return try combined(with: room, as: "broadcast", { x, _ in x }, { x, _ in x })
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
    let extra = shape.rank - original.rank
    let stretched = original.sizes.indices.filter { original.sizes[$0] == 1 && shape.sizes[$0 + extra] != 1 }
    return try sum(axes: stretched.map { $0 + extra }, keepDims: true).sum(axes: Array(0..<extra))
  }

  /// Undoes a broadcast of another tensor and takes its type.
  ///
  /// - Throws: ``TensorError/shapesDoNotBroadcast(operation:_:_:)`` where it cannot have become this shape.
  public func reduced(like original: Tensor) throws(TensorError) -> Tensor {
    switch (storage, original.storage) {
    // Most of a graph of numbers.
    case (.scalar64, .scalar64), (.scalar32, .scalar32): self
    default: try reduced(to: original.shape).converted(to: original.dtype)
    }
  }

  /// Adds another tensor of the same shape, in place where nobody else holds the elements.
  ///
  /// - Throws: ``TensorError/shapesDoNotBroadcast(operation:_:_:)`` where the shapes differ.
  public mutating func accumulate(_ other: Tensor) throws(TensorError) {
    // An enum's payload can be changed in place only when the enum has let go of it.
    switch (storage, other.storage) {
    case (.scalar64(let mine), .scalar64(let theirs)): storage = .scalar64(mine + theirs)
    case (.array64(var mine), .array64(let theirs)) where mine.shape == theirs.shape:
      storage = .scalar64(0)
      if isKnownUniquelyReferenced(&mine) {
        Tensor.add(theirs.elements, to: &mine.elements)
        storage = .array64(mine)
      } else {
        storage = .array64(Broadcast.combine(mine, theirs, into: mine.shape) { $0 + $1 })
      }
    case (.array32(var mine), .array32(let theirs)) where mine.shape == theirs.shape:
      storage = .scalar64(0)
      if isKnownUniquelyReferenced(&mine) {
        Tensor.add(theirs.elements, to: &mine.elements)
        storage = .array32(mine)
      } else {
        storage = .array32(Broadcast.combine(mine, theirs, into: mine.shape) { $0 + $1 })
      }
    default:
      guard shape == other.shape else {
        throw .shapesDoNotBroadcast(operation: "accumulate", shape, other.shape)
      }
      self = try adding(other)
    }
  }

  private static func add<Number: Element>(_ source: [Number], to target: inout [Number]) {
    target.withUnsafeMutableBufferPointer { target in
      source.withUnsafeBufferPointer { source in
        for index in 0..<target.count { target[index] += source[index] }
      }
    }
  }
}

extension Tensor {
  /// Repeats a sum along the axes it was taken over, back to the shape it was taken from.
  ///
  /// - Throws: ``TensorError`` where the axes are not those of such a sum.
  public func repeated(alongSummed axes: [Int]?, of original: Shape) throws(TensorError) -> Tensor {
    let kept = original.keeping(axes: try original.resolved(axes: axes, for: "sum"))
    return try reshaped(to: kept).broadcast(to: original)
  }

  /// The same elements in another shape.
  ///
  /// - Throws: ``TensorError/wrongElementCount(shape:count:)`` where it has room for more or fewer.
  public func reshaped(to shape: Shape) throws(TensorError) -> Tensor {
    guard shape.count == self.shape.count else {
      throw .wrongElementCount(shape: shape, count: self.shape.count)
    }
    return dtype == .float32
      ? Tensor(Buffer(shape: shape, elements: float32.elements))
      : Tensor(Buffer(shape: shape, elements: float64.elements))
  }
}
