/// An array of numbers with a shape and an element type, or a single number; a value.
///
/// Elements lie contiguously, the last axis fastest (row-major). A scalar needs no heap storage. Functions of two tensors
/// follow NumPy's broadcasting; what does not fit throws ``TensorError``.
///
/// ```swift
/// let x: Tensor = [[1, 2], [3, 4]]
/// try x.adding([10, 20])  // [[11.0, 22.0], [13.0, 24.0]]
/// try x.dot(x.transposed).sum()  // 52.0
/// ```
public struct Tensor: Sendable {
  /// One of four kinds, so that a tensor is sixteen bytes and a scalar allocates nothing.
  enum Storage: Sendable {
    case scalar64(Double)
    case scalar32(Float)
    case array64(Buffer<Double>)
    case array32(Buffer<Float>)
  }

  var storage: Storage

  init(_ storage: Storage) {
    self.storage = storage
  }

  /// A scalar.
  public init(_ value: Double, dtype: DType = .float64) {
    storage = dtype == .float64 ? .scalar64(value) : .scalar32(Float(value))
  }

  /// An array from its elements in row-major order.
  ///
  /// - Throws: ``TensorError/wrongElementCount(shape:count:)`` where they are not as many as the shape holds.
  public init(_ elements: [Double], shape: Shape, dtype: DType = .float64) throws(TensorError) {
    guard elements.count == shape.count else {
      throw .wrongElementCount(shape: shape, count: elements.count)
    }
    switch dtype {
    case .float64: self.init(Buffer(shape: shape, elements: elements))
    case .float32: self.init(Buffer(shape: shape, elements: elements.map(Float.init)))
    }
  }

  /// An array of one value everywhere.
  public init(repeating value: Double, shape: Shape, dtype: DType = .float64) {
    guard shape.rank > 0 else {
      self.init(value, dtype: dtype)
      return
    }
    switch dtype {
    case .float64: self.init(Buffer(shape: shape, repeating: value))
    case .float32: self.init(Buffer(shape: shape, repeating: Float(value)))
    }
  }

  /// Stacks tensors of one shape along a new first axis, as a nested array literal does.
  ///
  /// - Throws: ``TensorError/ragged`` where their shapes differ.
  public init(rows: [Tensor]) throws(TensorError) {
    let inner = rows.first?.shape ?? .scalar
    guard rows.allSatisfy({ $0.shape == inner }) else { throw .ragged }
    try self.init(rows.flatMap { $0.elements }, shape: Shape([rows.count] + inner.sizes))
  }

  /// The size along each axis.
  public var shape: Shape {
    switch storage {
    case .scalar64, .scalar32: .scalar
    case .array64(let buffer): buffer.shape
    case .array32(let buffer): buffer.shape
    }
  }

  /// The type of the elements.
  public var dtype: DType {
    switch storage {
    case .scalar64, .array64: .float64
    case .scalar32, .array32: .float32
    }
  }

  /// The elements in row-major order.
  ///
  /// - Complexity: O(*n*).
  public var elements: [Double] {
    switch storage {
    case .scalar64(let value): [value]
    case .scalar32(let value): [Double(value)]
    case .array64(let buffer): buffer.elements
    case .array32(let buffer): buffer.withElements { $0.map(Double.init) }
    }
  }

  /// Where the elements of an array lie, which tells whether two arrays share them; nil for a number.
  package var address: UnsafeRawPointer? {
    switch storage {
    case .scalar64, .scalar32: nil
    case .array64(let buffer): buffer.withElements { UnsafeRawPointer($0.baseAddress) }
    case .array32(let buffer): buffer.withElements { UnsafeRawPointer($0.baseAddress) }
    }
  }

  /// The number, where there is exactly one element and no axis.
  public var scalar: Double? {
    switch storage {
    case .scalar64(let value): value
    case .scalar32(let value): Double(value)
    case .array64, .array32: nil
    }
  }

  /// The same numbers in another element type.
  public func converted(to dtype: DType) -> Tensor {
    switch (storage, dtype) {
    case (.scalar64(let value), .float32): Tensor(.scalar32(Float(value)))
    case (.scalar32(let value), .float64): Tensor(.scalar64(Double(value)))
    case (.array64(let buffer), .float32): Tensor(buffer.map { Float($0) })
    case (.array32(let buffer), .float64): Tensor(buffer.map { Double($0) })
    case (_, _): self
    }
  }
}

extension Tensor {
  /// An array, or a scalar where the shape has no axes.
  init(_ buffer: Buffer<Double>) {
    storage = buffer.shape.rank == 0 ? .scalar64(buffer.withElements { $0[0] }) : .array64(buffer)
  }

  /// An array, or a scalar where the shape has no axes.
  init(_ buffer: Buffer<Float>) {
    storage = buffer.shape.rank == 0 ? .scalar32(buffer.withElements { $0[0] }) : .array32(buffer)
  }
}

extension Tensor: Equatable {
  /// Whether type, shape and every element are the same; NaN equals NaN, so that equal computations are equal.
  public static func == (a: Tensor, b: Tensor) -> Bool {
    a.dtype == b.dtype && a.shape == b.shape
      && zip(a.elements, b.elements).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
  }
}

extension Tensor: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral {
  /// A float64 scalar.
  public init(floatLiteral value: Double) {
    self.init(value)
  }

  /// A float64 scalar.
  public init(integerLiteral value: Int) {
    self.init(Double(value))
  }

  /// A float64 array; rows of different shapes are a mistake in the program and stop it.
  public init(arrayLiteral rows: Tensor...) {
    self = .trusting { () throws(TensorError) in try Tensor(rows: rows) }
  }
}

extension Tensor: CustomStringConvertible {
  /// The number, or nested brackets as NumPy writes them, each element so that it reads back exactly.
  public var description: String {
    let elements =
      dtype == .float32 ? float32.elements.map(Tensor.text) : float64.elements.map(Tensor.text)
    if shape.rank == 0 { return elements[0] }
    var text = ""
    let sizes = shape.sizes
    guard shape.count > 0 else { return "[]" + (shape.rank > 1 ? " \(shape)" : "") }
    for (index, element) in elements.enumerated() {
      var depth = 0
      var block = 1
      for size in sizes.reversed() {
        block *= size
        if index % block == 0 { depth += 1 } else { break }
      }
      if index > 0 { text += String(repeating: "]", count: depth) + ", " }
      text += String(repeating: "[", count: index == 0 ? sizes.count : depth) + element
    }
    return text + String(repeating: "]", count: sizes.count)
  }

  /// The shortest decimal that reads back; NaN without its sign, which depends on the machine.
  private static func text<Number: Element & CustomStringConvertible>(_ number: Number) -> String {
    number.isNaN ? "nan" : number.description
  }
}
