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
          if let x = x.baseAddress, let y = y.baseAddress, let target = target.baseAddress {
            if a.shape == shape, b.shape == shape {
              run(x, 1, y, 1, target, count, combine)
            } else {
              let runs = Runs(shape, a.shape.strides(broadcastTo: shape), b.shape.strides(broadcastTo: shape))
              runs.forEach { i, j, k in run(x + j, runs.aStep, y + k, runs.bStep, target + i, runs.length, combine) }
            }
          }
          initialized = count
        }
      }
    }
    return Buffer(shape: shape, elements: elements)
  }

  /// Combines two rows, or a row and a number; a step is 1 or 0.
  ///
  /// Each pairing has a loop of its own over bare pointers, so that it vectorises.
  @inline(__always)
  private static func run<Number: Element>(
    _ x: UnsafePointer<Number>, _ xStep: Int, _ y: UnsafePointer<Number>, _ yStep: Int,
    _ target: UnsafeMutablePointer<Number>, _ count: Int, _ combine: (Number, Number) -> Number
  ) {
    switch (xStep, yStep) {
    case (0, 0): target.initialize(repeating: combine(x[0], y[0]), count: count)
    case (0, _):
      let number = x[0]
      for i in 0..<count { target[i] = combine(number, y[i]) }
    case (_, 0):
      let number = y[0]
      for i in 0..<count { target[i] = combine(x[i], number) }
    default:
      for i in 0..<count { target[i] = combine(x[i], y[i]) }
    }
  }
}

/// The positions of a shape as runs along which two sets of strides advance evenly.
///
/// Neighbouring axes along which both run on without a jump are one: two arrays of one shape are a single run.
struct Runs {
  private var sizes: [Int] = []
  private var a: [Int] = []
  private var b: [Int] = []
  private(set) var length = 1
  private(set) var aStep = 0
  private(set) var bStep = 0
  private let isEmpty: Bool

  init(_ shape: Shape, _ a: [Int], _ b: [Int]) {
    isEmpty = shape.count == 0
    for (axis, size) in shape.sizes.enumerated() where size != 1 {
      if let last = sizes.indices.last, self.a[last] == a[axis] * size, self.b[last] == b[axis] * size {
        sizes[last] *= size
        self.a[last] = a[axis]
        self.b[last] = b[axis]
      } else {
        sizes.append(size)
        self.a.append(a[axis])
        self.b.append(b[axis])
      }
    }
    if let length = sizes.popLast(), let aStep = self.a.popLast(), let bStep = self.b.popLast() {
      (self.length, self.aStep, self.bStep) = (length, aStep, bStep)
    }
  }

  /// Visits the beginning of each run: its position in row-major order, and the offsets the two strides give it.
  @inline(__always)
  func forEach(_ visit: (Int, Int, Int) -> Void) {
    guard !isEmpty else { return }
    var position = [Int](repeating: 0, count: sizes.count)
    var (i, j, k) = (0, 0, 0)
    while true {
      visit(i, j, k)
      i += length
      var axis = sizes.count - 1
      while axis >= 0 {
        position[axis] += 1
        j += a[axis]
        k += b[axis]
        if position[axis] < sizes[axis] { break }
        j -= a[axis] * sizes[axis]
        k -= b[axis] * sizes[axis]
        position[axis] = 0
        axis -= 1
      }
      if axis < 0 { return }
    }
  }
}
