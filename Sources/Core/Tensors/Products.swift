import COpenBLAS

extension Tensor {
  /// The product of NumPy's `dot` for operands of up to two axes.
  ///
  /// A scalar multiplies; vectors give their inner product; a matrix sums over its last axis and the first of the
  /// other. What is not a number travels as in a sum of products written out.
  ///
  /// - Parameters:
  ///   - other: the right operand.
  ///   - transposed: whether this matrix is read transposed, where it lies.
  ///   - otherTransposed: whether the other matrix is.
  /// - Returns: the product, without an axis for an operand that is a vector.
  /// - Throws: ``TensorError/innerDimensionsDiffer(_:_:)``, ``TensorError/tooManyAxes(operation:_:)``.
  /// - Complexity: O(*r* · *n* · *c*) for *r* rows, *c* columns and *n* products in each sum.
  public func dot(
    _ other: Tensor, transposed: Bool = false, otherTransposed: Bool = false
  ) throws(TensorError) -> Tensor {
    let (left, right) = (shape, other.shape)
    guard left.rank <= 2 else { throw .tooManyAxes(operation: "dot", left) }
    guard right.rank <= 2 else { throw .tooManyAxes(operation: "dot", right) }
    guard left.rank > 0, right.rank > 0 else {
      return try (transposed ? self.transposed : self).multiplied(by: otherTransposed ? other.transposed : other)
    }
    let (rows, inner) = left.rank == 2 ? left.matrix(transposed) : (1, left.sizes[0])
    let (otherInner, columns) = right.rank == 2 ? right.matrix(otherTransposed) : (right.sizes[0], 1)
    guard inner == otherInner else {
      throw .innerDimensionsDiffer(
        transposed ? left.reversed : left, otherTransposed ? right.reversed : right)
    }
    let result: Shape =
      switch (left.rank, right.rank) {
      case (2, 2): try Shape([rows, columns])
      case (2, _): try Shape([rows])
      case (_, 2): try Shape([columns])
      default: .scalar
      }
    let product = Product(rows: rows, columns: columns, inner: inner, isTransposed: (transposed, otherTransposed))
    if dtype == .float32, other.dtype == .float32 {
      return Tensor(product.product(float32, other.float32, as: result))
    }
    return Tensor(product.product(float64, other.float64, as: result))
  }

  /// The matrix of all products of the elements of two vectors: of shape (*n*, *m*) for *n* and *m* elements.
  ///
  /// - Throws: ``TensorError`` where it would be too large.
  public func outer(_ other: Tensor) throws(TensorError) -> Tensor {
    try reshaped(to: Shape([shape.count, 1])).multiplied(by: other.reshaped(to: Shape([1, other.shape.count])))
  }
}

extension Shape {
  /// The shape of the transposed array.
  var reversed: Shape { Shape(unchecked: sizes.reversed()) }

  /// The rows and columns of a matrix, read transposed or not.
  fileprivate func matrix(_ isTransposed: Bool) -> (Int, Int) {
    isTransposed ? (sizes[1], sizes[0]) : (sizes[0], sizes[1])
  }
}

/// A product of two matrices of sizes (rows, inner)·(inner, columns), each of which may lie transposed.
struct Product {
  let rows: Int
  let columns: Int
  let inner: Int
  let isTransposed: (a: Bool, b: Bool)

  func product<Number: Element>(_ a: Buffer<Number>, _ b: Buffer<Number>, as shape: Shape) -> Buffer<Number> {
    guard shape.count > 0, inner > 0 else { return Buffer(shape: shape, repeating: 0) }
    return a.withElements { a in
      b.withElements { b in
        Buffer(shape: shape) { target in
          guard let a = a.baseAddress, let b = b.baseAddress, let target = target.baseAddress else { return }
          write(a, b, to: target)
        }
      }
    }
  }

  func write<Number: Element>(
    _ a: UnsafePointer<Number>, _ b: UnsafePointer<Number>, to target: UnsafeMutablePointer<Number>
  ) {
    // The sizes are those of arrays that exist, and so within 32 bits.
    let (rows, columns, inner) = (Int32(self.rows), Int32(self.columns), Int32(self.inner))
    if rows > 1, columns > 1 {
      write(a, b, addedTimes: nil, to: target)
      return
    }
    target.initialize(repeating: 0, count: self.rows * self.columns)
    if columns == 1 {
      Number.vectorProduct(rows, inner, a, isTransposed.a, b, target)
    } else {
      // A row times a matrix is the transposed matrix times the row.
      Number.vectorProduct(columns, inner, b, !isTransposed.b, a, target)
    }
  }

  /// Writes a product of matrices, or adds it times a factor.
  func write<Number: Element>(
    _ a: UnsafePointer<Number>, _ b: UnsafePointer<Number>, addedTimes factor: Number?,
    to target: UnsafeMutablePointer<Number>
  ) {
    Number.product(
      MatrixPart(a, isTransposed.a ? rows : inner, isTransposed: isTransposed.a),
      MatrixPart(b, isTransposed.b ? inner : columns, isTransposed: isTransposed.b), addedTimes: factor, to: target,
      width: Int32(columns), Int32(rows), Int32(columns), Int32(inner))
  }
}
