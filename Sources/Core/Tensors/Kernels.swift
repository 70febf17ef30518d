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
              var runs = Runs(shape, reading: a.shape, and: b.shape)
              let (length, xStep, yStep) = (runs.length, runs.aStep, runs.bStep)
              runs.forEach { i, j, k in run(x + j, xStep, y + k, yStep, target + i, length, combine) }
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
  /// An axis around the runs.
  private struct Axis {
    var size: Int
    let a: Int
    let b: Int
    var position = 0
  }

  private(set) var length = 1
  private(set) var aStep = 0
  private(set) var bStep = 0
  private var hasRun = false
  /// Innermost first.
  private var outer: [Axis] = []
  private let isEmpty: Bool

  /// Two sets of strides along the axes of a shape.
  init(_ shape: Shape, _ a: [Int], _ b: [Int]) {
    isEmpty = shape.count == 0
    for axis in shape.sizes.indices.reversed() { surround(by: shape.sizes[axis], a[axis], b[axis]) }
  }

  /// Two arrays read as if they had a larger shape.
  ///
  /// Axes they lack, and axes of size 1, are read again and again: stride 0.
  init(_ shape: Shape, reading a: Shape, and b: Shape) {
    isEmpty = shape.count == 0
    var (aStride, bStride) = (1, 1)
    for axis in 1..<shape.rank + 1 {
      let (aSize, bSize) = (a.size(fromLast: axis), b.size(fromLast: axis))
      surround(by: shape.size(fromLast: axis), aSize == 1 ? 0 : aStride, bSize == 1 ? 0 : bStride)
      aStride *= aSize
      bStride *= bSize
    }
  }

  /// Adds the next axis outwards.
  private mutating func surround(by size: Int, _ a: Int, _ b: Int) {
    guard size != 1 else { return }
    if !hasRun {
      (length, aStep, bStep, hasRun) = (size, a, b, true)
    } else if let last = outer.last {
      if last.a * last.size == a, last.b * last.size == b {
        outer[outer.count - 1].size *= size
      } else {
        outer.append(Axis(size: size, a: a, b: b))
      }
    } else if aStep * length == a, bStep * length == b {
      length *= size
    } else {
      outer.append(Axis(size: size, a: a, b: b))
    }
  }

  /// Visits the beginning of each run: its position in row-major order, and the offsets the two strides give it.
  @inline(__always)
  mutating func forEach(_ visit: (Int, Int, Int) -> Void) {
    guard !isEmpty else { return }
    var (i, j, k) = (0, 0, 0)
    while true {
      visit(i, j, k)
      i += length
      var axis = 0
      while axis < outer.count {
        j += outer[axis].a
        k += outer[axis].b
        outer[axis].position += 1
        if outer[axis].position < outer[axis].size { break }
        j -= outer[axis].a * outer[axis].size
        k -= outer[axis].b * outer[axis].size
        outer[axis].position = 0
        axis += 1
      }
      if axis == outer.count { return }
    }
  }
}

extension Shape {
  /// The size along an axis counted from the last, which is 1; it is 1 where there is no such axis.
  fileprivate func size(fromLast axis: Int) -> Int { axis <= rank ? sizes[rank - axis] : 1 }
}
