/// The product.
enum Multiplication: Folding {
  @inline(__always)
  static func start<Number: Element>() -> Number { 1 }
  @inline(__always)
  static func combine<Number: Element>(_ x: Number, _ y: Number) -> Number { x * y }
}

extension Tensor {
  /// The product over some axes, all of them for nil; 1 of nothing.
  ///
  /// - Throws: what is wrong with the axes.
  public func product(axes: [Int]? = nil, keepDims: Bool = false) throws(TensorError) -> Tensor {
    let axes = try shape.resolved(axes: axes, for: "prod")
    return axes.isEmpty ? self : folded(over: axes, keepDims: keepDims, by: Multiplication.self)
  }

  /// For each element, the product of the others along some axes, all of them for nil.
  ///
  /// The derivative of ``product(axes:keepDims:)``. Without a division, so that it holds where elements are 0.
  ///
  /// - Throws: what is wrong with the axes.
  /// - Complexity: O(*n*).
  package func productOfOthers(axes: [Int]?) throws(TensorError) -> Tensor {
    let axes = try shape.resolved(axes: axes, for: "prod")
    // The axes last, so that what is multiplied lies side by side.
    let order = shape.sizes.indices.filter { !axes.contains($0) } + axes
    let sizes = shape.sizes
    let strides = shape.strides
    let part = StridedPart(
      whole: shape, shape: Shape(unchecked: order.map { sizes[$0] }), start: 0, strides: order.map { strides[$0] })
    let width = axes.reduce(1) { $0 * sizes[$1] }
    let rows = reading(part)
    let products =
      dtype == .float32
      ? Tensor(Tensor.productsOfOthers(rows.float32, width)) : Tensor(Tensor.productsOfOthers(rows.float64, width))
    return products.writing(into: part, of: shape)
  }

  private static func productsOfOthers<Number: Element>(_ source: Buffer<Number>, _ width: Int) -> Buffer<Number> {
    let shape = source.shape
    return source.withElements { source in
      Buffer(shape: shape) { target in
        for start in stride(from: 0, to: source.count, by: Swift.max(1, width)) {
          // What stands before each, then what stands behind it.
          var product: Number = 1
          for i in start..<start + width {
            target.initializeElement(at: i, to: product)
            product *= source[i]
          }
          product = 1
          for i in (start..<start + width).reversed() {
            target[i] *= product
            product *= source[i]
          }
        }
      }
    }
  }
}
