/// The shapes of a product of matrices that lie in the last two axes of arrays, as NumPy's `matmul` takes them.
package struct MatrixProductShape {
  /// The shapes of the operands, a vector as a row at the left and as a column at the right.
  package let left: Shape
  /// See ``left``.
  package let right: Shape
  /// The shape of the product of these.
  package let matrices: Shape
  /// The shape of the product, without the axes that vectors lack.
  package let result: Shape
  /// Whether the matrices of the operands are read transposed; a vector is a row or a column as it stands.
  package let isTransposed: (left: Bool, right: Bool)
  let batch: Shape
  let sizes: (rows: Int, inner: Int, columns: Int)

  /// Matrices of the last two axes, read transposed or not; what stands before them broadcasts.
  ///
  /// - Throws: ``TensorError/innerDimensionsDiffer(_:_:)``, ``TensorError/shapesDoNotBroadcast(operation:_:_:)``, and
  ///   ``TensorError/axisOutOfRange(operation:axis:_:)`` for a number.
  package init(_ a: Shape, _ b: Shape, transposed: Bool, otherTransposed: Bool) throws(TensorError) {
    for shape in [a, b] where shape.rank == 0 { throw .axisOutOfRange(operation: "matmul", axis: -1, shape) }
    left = a.rank == 1 ? Shape(unchecked: [1] + a.sizes) : a
    right = b.rank == 1 ? Shape(unchecked: b.sizes + [1]) : b
    isTransposed = (transposed && a.rank > 1, otherTransposed && b.rank > 1)
    let (lines, others) = (left.matrix(isTransposed.left), right.matrix(isTransposed.right))
    guard lines.columns == others.rows else { throw .innerDimensionsDiffer(a, b) }
    do {
      batch = try left.batch.broadcast(with: right.batch, for: "matmul")
    } catch {
      throw .shapesDoNotBroadcast(operation: "matmul", a, b)
    }
    sizes = (lines.rows, lines.columns, others.columns)
    matrices = try Shape(batch.sizes + [lines.rows, others.columns])
    result = try Shape(
      batch.sizes + (a.rank == 1 ? [] : [lines.rows]) + (b.rank == 1 ? [] : [others.columns]))
  }
}

extension Shape {
  /// The axes before those of the matrices.
  fileprivate var batch: Shape { Shape(unchecked: Array(sizes.dropLast(2))) }

  /// The rows and columns of the matrices, read transposed or not.
  fileprivate func matrix(_ isTransposed: Bool) -> (rows: Int, columns: Int) {
    let (rows, columns) = (sizes[rank - 2], sizes[rank - 1])
    return isTransposed ? (columns, rows) : (rows, columns)
  }
}

extension Tensor {
  /// The products of the matrices in the last two axes, NumPy's `matmul`; what stands before them broadcasts.
  ///
  /// - Parameters:
  ///   - other: the right operand; a vector is a column, as one at the left is a row.
  ///   - transposed: whether these matrices are read transposed, where they lie.
  ///   - otherTransposed: whether the others are.
  /// - Returns: the products, without an axis for an operand that is a vector.
  /// - Throws: ``TensorError/innerDimensionsDiffer(_:_:)``, ``TensorError/shapesDoNotBroadcast(operation:_:_:)``, and
  ///   ``TensorError/axisOutOfRange(operation:axis:_:)`` for a number.
  public func matmul(
    _ other: Tensor, transposed: Bool = false, otherTransposed: Bool = false
  ) throws(TensorError) -> Tensor {
    let product = try MatrixProductShape(
      shape, other.shape, transposed: transposed, otherTransposed: otherTransposed)
    if other.shape.rank <= 2, !product.isTransposed.left, shape.rank > 1 {
      // All rows of all matrices beside each other are one matrix.
      let sizes = product.sizes
      let rows = try reshaped(to: Shape([product.batch.count * sizes.rows, sizes.inner]))
      return try rows.dot(other.reshaped(to: product.right), otherTransposed: product.isTransposed.right)
        .reshaped(to: product.result)
    }
    if dtype == .float32, other.dtype == .float32 {
      return Tensor(product.products(float32, other.float32))
    }
    return Tensor(product.products(float64, other.float64))
  }
}

extension MatrixProductShape {
  /// The products, one matrix after the other.
  fileprivate func products<Number: Element>(_ a: Buffer<Number>, _ b: Buffer<Number>) -> Buffer<Number> {
    guard matrices.count > 0, sizes.inner > 0 else { return Buffer(shape: result, repeating: 0) }
    let product = Product(
      rows: sizes.rows, columns: sizes.columns, inner: sizes.inner,
      isTransposed: (isTransposed.left, isTransposed.right))
    let (size, aSize, bSize) = (
      sizes.rows * sizes.columns, sizes.rows * sizes.inner, sizes.inner * sizes.columns
    )
    return a.withElements { a in
      b.withElements { b in
        Buffer(shape: result) { target in
          guard let a = a.baseAddress, let b = b.baseAddress, let target = target.baseAddress else { return }
          var runs = Runs(batch, reading: left.batch, and: right.batch)
          let (length, aStep, bStep) = (runs.length, runs.aStep, runs.bStep)
          runs.forEach { i, j, k in
            for s in 0..<length {
              product.write(a + (j + s * aStep) * aSize, b + (k + s * bStep) * bSize, to: target + (i + s) * size)
            }
          }
        }
      }
    }
  }
}
