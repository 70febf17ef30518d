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
