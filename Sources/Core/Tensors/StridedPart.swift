/// A regular part of an array: where it begins, and how far apart its elements lie along each of its own axes.
///
/// Transposition, indexing, slicing, stacking and joining are all one of two walks over such a part: reading it
/// into an array of its own, or writing an array into it.
package struct StridedPart: Hashable, Sendable {
  /// The shape of the array it is a part of.
  let whole: Shape
  /// The shape of the part.
  package let shape: Shape
  let start: Int
  let strides: [Int]
}

extension Shape {
  /// The part of an array of this shape that an index names, by NumPy's rules for numbers and slices.
  ///
  /// - Throws: ``TensorError/invalidIndex(_:_:)``.
  package func part(_ subscripts: [Subscript]) throws(TensorError) -> StridedPart {
    guard subscripts.count <= rank else {
      let what = subscripts.count == 1 ? "a subscript is" : "\(subscripts.count) subscripts are"
      throw .invalidIndex("\(what) too many", self)
    }
    var start = 0
    var sizes: [Int] = []
    var steps: [Int] = []
    for (axis, size) in self.sizes.enumerated() {
      let stride = strides[axis]
      switch axis < subscripts.count ? subscripts[axis] : .slice(from: nil, to: nil, step: 1) {
      case .positions:
        throw .invalidIndex("nothing is assigned to a list of positions", self)
      case .position(let position):
        guard position >= -size, position < size else {
          throw .invalidIndex("position \(position) is out of range along axis \(axis)", self)
        }
        start += (position < 0 ? position + size : position) * stride
      case .slice(let from, let to, let step):
        guard step != 0, step != .min else { throw .invalidIndex("a step cannot be \(step)", self) }
        func bound(_ position: Int?, _ missing: Int) -> Int {
          guard let position else { return missing }
          let counted = position < 0 ? max(position, -size - 1) + size : position
          return step > 0 ? min(max(counted, 0), size) : min(max(counted, -1), size - 1)
        }
        let first = bound(from, step > 0 ? 0 : size - 1)
        let last = bound(to, step > 0 ? size : -1)
        let span = step > 0 ? last - first : first - last
        let count = span <= 0 ? 0 : (span - 1) / Int(step.magnitude) + 1
        if count > 0 { start += first * stride }
        sizes.append(count)
        // Steps longer than the axis reach one element, however long they are.
        steps.append(count > 1 ? step * stride : 0)
      }
    }
    return StridedPart(whole: self, shape: try Shape(sizes), start: start, strides: steps)
  }

  /// The whole array with its axes reversed.
  var reversedPart: StridedPart {
    StridedPart(whole: self, shape: reversed, start: 0, strides: strides.reversed())
  }
}

extension Tensor {
  /// Reads a part into an array of its own; a part of an array of another shape stops the program.
  package func reading(_ part: StridedPart) -> Tensor {
    guard part.whole == shape else {
      fatalError("a part of an array of shape \(part.whole) cannot be read from one of shape \(shape)")
    }
    return dtype == .float32 ? Tensor(Tensor.read(float32, part)) : Tensor(Tensor.read(float64, part))
  }

  /// Zeros of a shape with this array written into a part of it: the adjoint of ``reading(_:)``.
  ///
  /// A part of another shape than this array, or of an array of another shape than the whole, stops the program.
  package func writing(into part: StridedPart, of whole: Shape) -> Tensor {
    guard part.whole == whole, part.shape == shape else {
      fatalError(
        "an array of shape \(shape) cannot be written into a part of shape \(part.shape) of one of shape \(part.whole)"
          + " as if that were of shape \(whole)")
    }
    return dtype == .float32
      ? Tensor(Tensor.write([float32], [part], whole)) : Tensor(Tensor.write([float64], [part], whole))
  }

  /// Puts an array of the part's shape in its place, without a copy where nobody else has the elements.
  mutating func replace(_ part: StridedPart, by value: Tensor) {
    switch storage {
    case .scalar64, .scalar32: self = value
    case .array64(var target):
      storage = .scalar64(0)
      Tensor.write(value.float64, into: part, of: &target)
      storage = .array64(target)
    case .array32(var target):
      storage = .scalar32(0)
      Tensor.write(value.float32, into: part, of: &target)
      storage = .array32(target)
    }
  }

  private static func write<Number: Element>(
    _ source: Buffer<Number>, into part: StridedPart, of target: inout Buffer<Number>
  ) {
    target.withMutableElements { target in
      source.withElements { source in
        var runs = Runs(part.shape, part.strides, part.strides)
        let (length, step) = (runs.length, runs.aStep)
        runs.forEach { i, j, _ in
          for s in 0..<length { target[part.start + j + s * step] = source[i + s] }
        }
      }
    }
  }

  /// The array with its axes reversed.
  public var transposed: Tensor {
    shape.rank < 2 ? self : reading(shape.reversedPart)
  }

  private static func read<Number: Element>(_ source: Buffer<Number>, _ part: StridedPart) -> Buffer<Number> {
    source.withElements { source in
      Buffer(shape: part.shape) { target in
        var runs = Runs(part.shape, part.strides, part.strides)
        let (length, step) = (runs.length, runs.aStep)
        runs.forEach { i, j, _ in
          for s in 0..<length {
            target.initializeElement(at: i + s, to: source[part.start + j + s * step])
          }
        }
      }
    }
  }

  static func write<Number: Element>(
    _ sources: [Buffer<Number>], _ parts: [StridedPart], _ whole: Shape
  ) -> Buffer<Number> {
    Buffer(shape: whole) { target in
      target.initialize(repeating: 0)
      for (source, part) in zip(sources, parts) {
        source.withElements { source in
          var runs = Runs(part.shape, part.strides, part.strides)
          let (length, step) = (runs.length, runs.aStep)
          runs.forEach { i, j, _ in
            for s in 0..<length { target[part.start + j + s * step] = source[i + s] }
          }
        }
      }
    }
  }
}
