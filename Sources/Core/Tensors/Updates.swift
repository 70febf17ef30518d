/// Changes in place; elements that another tensor shares are copied first.
extension Tensor {
  /// Adds another tensor of the same shape, in place unless the elements are shared.
  ///
  /// - Throws: ``TensorError/shapesDoNotBroadcast(operation:_:_:)`` where the shapes differ.
  public mutating func accumulate(_ other: Tensor) throws(TensorError) {
    if update(by: other, { $0 + $1 }, { $0 + $1 }) { return }
    guard shape == other.shape else {
      throw .shapesDoNotBroadcast(operation: "accumulate", shape, other.shape)
    }
    self = try adding(other)
  }

  /// Subtracts a multiple of another tensor of the same shape, in place unless the elements are shared.
  ///
  /// A step of gradient descent, `w -= rate·g`; the type of the elements stays.
  ///
  /// - Throws: ``TensorError/shapesDoNotBroadcast(operation:_:_:)`` where the shapes differ.
  public mutating func subtract(_ other: Tensor, scaledBy factor: Double) throws(TensorError) {
    let single = Float(factor)
    guard update(by: other.converted(to: dtype), { $0 - factor * $1 }, { $0 - single * $1 }) else {
      throw .shapesDoNotBroadcast(operation: "subtract", shape, other.shape)
    }
  }

  /// Mixes another tensor of the same shape in, `x ← keep·x + take·y`, in place unless the elements are shared.
  ///
  /// - Throws: ``TensorError/shapesDoNotBroadcast(operation:_:_:)`` where the shapes differ.
  public mutating func average(with other: Tensor, keeping keep: Double, taking take: Double) throws(TensorError) {
    let single = (Float(keep), Float(take))
    guard update(by: other.converted(to: dtype), { keep * $0 + take * $1 }, { single.0 * $0 + single.1 * $1 }) else {
      throw .shapesDoNotBroadcast(operation: "average", shape, other.shape)
    }
  }

  /// Mixes the squares of another tensor of the same shape in, `x ← keep·x + take·y²`, in place unless the elements
  /// are shared.
  ///
  /// - Throws: ``TensorError/shapesDoNotBroadcast(operation:_:_:)`` where the shapes differ.
  public mutating func averageSquares(
    with other: Tensor, keeping keep: Double, taking take: Double
  ) throws(TensorError) {
    let single = (Float(keep), Float(take))
    guard
      update(
        by: other.converted(to: dtype), { keep * $0 + take * $1 * $1 }, { single.0 * $0 + single.1 * $1 * $1 })
    else { throw .shapesDoNotBroadcast(operation: "averageSquares", shape, other.shape) }
  }

  /// Divided by the square roots of another tensor of the same shape, `x / (√y + ε)`.
  ///
  /// - Throws: ``TensorError/shapesDoNotBroadcast(operation:_:_:)`` where the shapes differ.
  public func divided(byRootsOf other: Tensor, plus epsilon: Double) throws(TensorError) -> Tensor {
    let single = Float(epsilon)
    var result = self
    guard
      result.update(
        by: other.converted(to: dtype), { $0 / ($1.squareRoot() + epsilon) }, { $0 / ($1.squareRoot() + single) })
    else { throw .shapesDoNotBroadcast(operation: "divided", shape, other.shape) }
    return result
  }

  /// Replaces each element by a function of it and another array's, which is broadcast to this shape and type.
  ///
  /// Written are the elements of this array where nobody else has them, else those of the other where nobody else has
  /// them. An array that does not fit is a mistake of the program.
  @inline(__always)
  mutating func combine(
    with other: consuming Tensor, _ double: (Double, Double) -> Double, _ float: (Float, Float) -> Float
  ) {
    if other.dtype != dtype { other = other.converted(to: dtype) }
    if other.shape != shape, other.shape.rank > 0 {
      let (shape, part) = (shape, other)
      other = .trusting { () throws(TensorError) in try part.broadcast(to: shape) }
      // After a mistake there is nothing to write.
      guard other.shape == shape else { return }
    }
    // An enum's payload can be changed in place only when the enum has let go of it.
    if let number = other.scalar {
      let single = Float(number)
      if case .scalar64(let mine) = storage {
        storage = .scalar64(double(mine, number))
      } else if case .scalar32(let mine) = storage {
        storage = .scalar32(float(mine, single))
      } else if case .array64(var mine) = storage {
        storage = .scalar64(0)
        Tensor.update(&mine) { double($0, number) }
        storage = .array64(mine)
      } else if case .array32(var mine) = storage {
        storage = .scalar32(0)
        Tensor.update(&mine) { float($0, single) }
        storage = .array32(mine)
      }
    } else if case .array64(var mine) = storage, case .array64(var theirs) = other.storage {
      storage = .scalar64(0)
      other = Tensor(0)
      Tensor.combine(&mine, with: &theirs, double)
      storage = .array64(mine)
    } else if case .array32(var mine) = storage, case .array32(var theirs) = other.storage {
      storage = .scalar32(0)
      other = Tensor(0)
      Tensor.combine(&mine, with: &theirs, float)
      storage = .array32(mine)
    }
  }

  /// Replaces each element by a function of it.
  @inline(__always)
  private static func update<Number: Element>(_ target: inout Buffer<Number>, _ transform: (Number) -> Number) {
    guard target.isUnique() else {
      target = target.map(transform)
      return
    }
    target.withMutableElements { target in
      for index in 0..<target.count { target[index] = transform(target[index]) }
    }
  }

  /// Combines two arrays of one shape in the memory of the first, or of the second, that nobody else has.
  @inline(__always)
  private static func combine<Number: Element>(
    _ target: inout Buffer<Number>, with other: inout Buffer<Number>, _ combine: (Number, Number) -> Number
  ) {
    guard !target.isUnique(), other.isUnique() else {
      return update(&target, by: other, combine)
    }
    let source = target
    other.withMutableElements { other in
      source.withElements { source in
        for index in 0..<other.count { other[index] = combine(source[index], other[index]) }
      }
    }
    target = other
  }

  /// Whether every element is finite.
  ///
  /// - Complexity: O(*n*), without a branch for each element.
  public var isFinite: Bool {
    switch storage {
    case .scalar64(let value): value.isFinite
    case .scalar32(let value): value.isFinite
    // 0 times what is not finite is NaN, and stays it in a sum.
    case .array64(let buffer): buffer.withElements { $0.reduce(0) { $0 + 0 * $1 } } == 0
    case .array32(let buffer): buffer.withElements { $0.reduce(0) { $0 + 0 * $1 } } == 0
    }
  }

  /// Replaces each element by a function of it and another tensor's; false where shapes or types differ.
  @inline(__always)
  private mutating func update(
    by other: Tensor, _ double: (Double, Double) -> Double, _ float: (Float, Float) -> Float
  ) -> Bool {
    switch other.storage {
    case .scalar64(let theirs):
      guard case .scalar64(let mine) = storage else { return false }
      storage = .scalar64(double(mine, theirs))
    case .scalar32(let theirs):
      guard case .scalar32(let mine) = storage else { return false }
      storage = .scalar32(float(mine, theirs))
    case .array64(let theirs):
      guard case .array64(var mine) = storage, mine.shape == theirs.shape else { return false }
      // An enum's payload can be changed in place only when the enum has let go of it.
      storage = .scalar64(0)
      Tensor.update(&mine, by: theirs, double)
      storage = .array64(mine)
    case .array32(let theirs):
      guard case .array32(var mine) = storage, mine.shape == theirs.shape else { return false }
      storage = .scalar32(0)
      Tensor.update(&mine, by: theirs, float)
      storage = .array32(mine)
    }
    return true
  }

  @inline(__always)
  private static func update<Number: Element>(
    _ target: inout Buffer<Number>, by source: Buffer<Number>, _ combine: (Number, Number) -> Number
  ) {
    guard target.isUnique() else {
      target = Broadcast.combine(target, source, into: target.shape, combine)
      return
    }
    target.withMutableElements { target in
      source.withElements { source in
        for index in 0..<target.count { target[index] = combine(target[index], source[index]) }
      }
    }
  }
}
