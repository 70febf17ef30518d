// Arrays from those of Swift, and back. Of the versions of an initialiser a literal takes the one for `Double`.

extension Tensor {
  /// A number, in float32 where it is a `Float`.
  @_disfavoredOverload
  public init<Number: PlainNumber>(_ number: Number) {
    self.init(number.asDouble, dtype: Number.dtype)
  }

  /// A vector.
  ///
  /// One of more than ``Shape/maximumCount`` elements stops the program.
  public init(_ elements: [Double], dtype: DType = .float64) {
    self = .trusting { () throws(TensorError) in
      try Tensor(elements, shape: Shape([elements.count]), dtype: dtype)
    }
  }

  /// A vector, in float32 where its elements are of type `Float`.
  ///
  /// One of more than ``Shape/maximumCount`` elements stops the program.
  @_disfavoredOverload
  public init<Number: PlainNumber>(_ elements: [Number]) {
    self.init(elements.map { $0.asDouble }, dtype: Number.dtype)
  }

  /// A matrix.
  ///
  /// Rows of different lengths stop the program, and so do more than ``Shape/maximumCount`` elements.
  public init(_ rows: [[Double]], dtype: DType = .float64) {
    let columns = rows.first?.count ?? 0
    self = .trusting { () throws(TensorError) in
      guard rows.allSatisfy({ $0.count == columns }) else { throw .ragged }
      return try Tensor(rows.flatMap { $0 }, shape: Shape([rows.count, columns]), dtype: dtype)
    }
  }

  /// A matrix, in float32 where its elements are of type `Float`.
  ///
  /// Rows of different lengths stop the program, and so do more than ``Shape/maximumCount`` elements.
  @_disfavoredOverload
  public init<Number: PlainNumber>(_ rows: [[Number]]) {
    self.init(rows.map { $0.map { $0.asDouble } }, dtype: Number.dtype)
  }
}

extension Double {
  /// The number of an array without axes; nil where it has some.
  public init?(_ tensor: Tensor) {
    guard let number = tensor.scalar else { return nil }
    self = number
  }
}

extension Array where Element == Double {
  /// The elements of an array in row-major order.
  public init(_ tensor: Tensor) { self = tensor.elements }
}

extension Array where Element == Float {
  /// The elements of an array in row-major order, rounded where they are float64.
  public init(_ tensor: Tensor) { self = tensor.float32.elements }
}

extension Array where Element == [Double] {
  /// The rows of a matrix; nil for an array that does not have two axes.
  public init?(_ tensor: Tensor) {
    guard let rows = tensor.rows(of: tensor.elements) else { return nil }
    self = rows
  }
}

extension Array where Element == [Float] {
  /// The rows of a matrix, rounded where they are float64; nil for an array that does not have two axes.
  public init?(_ tensor: Tensor) {
    guard let rows = tensor.rows(of: tensor.float32.elements) else { return nil }
    self = rows
  }
}

extension Tensor {
  fileprivate func rows<Number>(of elements: [Number]) -> [[Number]]? {
    let sizes = shape.sizes
    guard sizes.count == 2 else { return nil }
    return (0..<sizes[0]).map { Array(elements[$0 * sizes[1]..<($0 + 1) * sizes[1]]) }
  }
}
