/// The loops that all elementwise operations share.
///
/// A kernel is passed twice, once for each element type; both closures are written out in place so that
/// the loop around them is compiled for them alone.
extension Tensor {
  @inline(__always)
  func mapped(_ double: (Double) -> Double, _ float: (Float) -> Float) -> Tensor {
    switch storage {
    case .scalar64(let x): Tensor(.scalar64(double(x)))
    case .scalar32(let x): Tensor(.scalar32(float(x)))
    case .array64(let x): Tensor(.array64(x.map(double)))
    case .array32(let x): Tensor(.array32(x.map(float)))
    }
  }

  /// Combines two tensors under NumPy's broadcasting; a float64 operand makes the result float64.
  @inline(__always)
  func combined(
    with other: Tensor, as operation: String,
    _ double: (Double, Double) -> Double, _ float: (Float, Float) -> Float
  ) throws(TensorError) -> Tensor {
    switch (storage, other.storage) {
    case (.scalar64(let x), .scalar64(let y)): return Tensor(.scalar64(double(x, y)))
    case (.scalar32(let x), .scalar32(let y)): return Tensor(.scalar32(float(x, y)))
    default: break
    }
    let shape = try self.shape.broadcast(with: other.shape, for: operation)
    if dtype == .float32, other.dtype == .float32 {
      return Tensor(Broadcast.combine(float32, other.float32, into: shape, float))
    }
    return Tensor(Broadcast.combine(float64, other.float64, into: shape, double))
  }

  /// The elements as float64, whatever they are stored as.
  var float64: Buffer<Double> {
    switch storage {
    case .array64(let buffer): buffer
    case .array32(let buffer): buffer.map { Double($0) }
    case .scalar64(let value): Buffer(shape: .scalar, elements: [value])
    case .scalar32(let value): Buffer(shape: .scalar, elements: [Double(value)])
    }
  }

  /// The elements as float32, whatever they are stored as.
  var float32: Buffer<Float> {
    switch storage {
    case .array32(let buffer): buffer
    case .array64(let buffer): buffer.map { Float($0) }
    case .scalar64(let value): Buffer(shape: .scalar, elements: [Float(value)])
    case .scalar32(let value): Buffer(shape: .scalar, elements: [value])
    }
  }
}

/// Two arrays read in step, each as if it had the shape of both together.
enum Broadcast {
  @inline(__always)
  static func combine<Number: Element>(
    _ a: Buffer<Number>, _ b: Buffer<Number>, into shape: Shape,
    _ combine: (Number, Number) -> Number
  ) -> Buffer<Number> {
    let count = shape.count
    let elements = a.elements.withUnsafeBufferPointer { x in
      b.elements.withUnsafeBufferPointer { y in
        [Number](unsafeUninitializedCapacity: count) { target, initialized in
          if a.shape == shape, b.shape == shape {
            for i in 0..<count { target.initializeElement(at: i, to: combine(x[i], y[i])) }
          } else if b.shape.count == 1, a.shape == shape {
            let scalar = y[0]
            for i in 0..<count { target.initializeElement(at: i, to: combine(x[i], scalar)) }
          } else if a.shape.count == 1, b.shape == shape {
            let scalar = x[0]
            for i in 0..<count { target.initializeElement(at: i, to: combine(scalar, y[i])) }
          } else {
            walk(shape, a.shape.strides(broadcastTo: shape), b.shape.strides(broadcastTo: shape)) { i, j, k in
              target.initializeElement(at: i, to: combine(x[j], y[k]))
            }
          }
          initialized = count
        }
      }
    }
    return Buffer(shape: shape, elements: elements)
  }

  /// Visits every position of a shape with the offsets that two sets of strides give it.
  @inline(__always)
  static func walk(_ shape: Shape, _ a: [Int], _ b: [Int], _ visit: (Int, Int, Int) -> Void) {
    guard shape.count > 0 else { return }
    guard let inner = shape.sizes.last, let aStep = a.last, let bStep = b.last else {
      visit(0, 0, 0)
      return
    }
    var position = [Int](repeating: 0, count: shape.rank)
    var (i, j, k) = (0, 0, 0)
    while true {
      for step in 0..<inner { visit(i + step, j + step * aStep, k + step * bStep) }
      i += inner
      var axis = shape.rank - 2
      while axis >= 0 {
        position[axis] += 1
        j += a[axis]
        k += b[axis]
        if position[axis] < shape.sizes[axis] { break }
        j -= a[axis] * shape.sizes[axis]
        k -= b[axis] * shape.sizes[axis]
        position[axis] = 0
        axis -= 1
      }
      if axis < 0 { return }
    }
  }
}
