extension Tensor {
  /// The product of NumPy's `dot` for operands of up to two axes.
  ///
  /// A scalar multiplies; vectors give their inner product; a matrix sums over its last axis and the first of the other.
  ///
  /// - Throws: ``TensorError/innerDimensionsDiffer(_:_:)``, ``TensorError/tooManyAxes(operation:_:)``.
  public func dot(_ other: Tensor) throws(TensorError) -> Tensor {
    for shape in [shape, other.shape] where shape.rank > 2 { throw .tooManyAxes(operation: "dot", shape) }
    guard let inner = shape.sizes.last, let otherInner = other.shape.sizes.first else {
      return try multiplied(by: other)
    }
    guard inner == otherInner else { throw .innerDimensionsDiffer(shape, other.shape) }
    let rows = shape.rank == 2 ? [shape.sizes[0]] : []
    let columns = other.shape.rank == 2 ? [other.shape.sizes[1]] : []
    let result = try Shape(rows + columns)
    if dtype == .float32, other.dtype == .float32 {
      return Tensor(Tensor.product(float32, other.float32, inner, columns.first ?? 1, result))
    }
    return Tensor(Tensor.product(float64, other.float64, inner, columns.first ?? 1, result))
  }

  /// The matrix of all products of the elements of two vectors.
  ///
  /// - Throws: ``TensorError`` where it would be too large.
  public func outer(_ other: Tensor) throws(TensorError) -> Tensor {
    try reshaped(to: Shape([shape.count, 1])).multiplied(by: other.reshaped(to: Shape([1, other.shape.count])))
  }

  private static func product<Number: Element>(
    _ a: Buffer<Number>, _ b: Buffer<Number>, _ inner: Int, _ columns: Int, _ result: Shape
  ) -> Buffer<Number> {
    var elements = [Number](repeating: 0, count: result.count)
    let rows = columns == 0 ? 0 : result.count / columns
    elements.withUnsafeMutableBufferPointer { target in
      a.elements.withUnsafeBufferPointer { a in
        b.elements.withUnsafeBufferPointer { b in
          for row in 0..<rows {
            for k in 0..<inner {
              let factor = a[row * inner + k]
              for column in 0..<columns { target[row * columns + column] += factor * b[k * columns + column] }
            }
          }
        }
      }
    }
    return Buffer(shape: result, elements: elements)
  }
}
