extension Shape {
  /// The shape without axes of size 1; those named must have it, as in NumPy's `squeeze`.
  ///
  /// - Throws: ``TensorError/axisNotOne(axis:_:)``, and what is wrong with the axes.
  package func squeezed(axes: [Int]?) throws(TensorError) -> Shape {
    guard let axes else { return Shape(unchecked: sizes.filter { $0 != 1 }) }
    let resolved = try resolved(axes: axes, for: "squeeze")
    for axis in resolved where sizes[axis] != 1 { throw .axisNotOne(axis: axis, self) }
    return removing(axes: resolved)
  }

  /// A shape of as many elements, in which one size may be −1: the one that follows from the others.
  ///
  /// - Throws: ``TensorError/cannotReshape(_:to:)``, and what is wrong with the sizes.
  package func reshaped(to sizes: [Int]) throws(TensorError) -> Shape {
    var sizes = sizes
    if let open = sizes.firstIndex(of: -1) {
      guard sizes.lastIndex(of: -1) == open else { throw .cannotReshape(self, to: sizes) }
      let others = try Shape(sizes.enumerated().map { $0.offset == open ? 1 : $0.element })
      guard others.count > 0, count % others.count == 0 else { throw .cannotReshape(self, to: sizes) }
      sizes[open] = count / others.count
    }
    let result = try Shape(sizes)
    guard result.count == count else { throw .cannotReshape(self, to: sizes) }
    return result
  }
}

extension Tensor {
  /// The same elements in another shape.
  ///
  /// - Complexity: O(*n*).
  /// - Throws: ``TensorError/wrongElementCount(shape:count:)`` where it has room for more or fewer.
  public func reshaped(to shape: Shape) throws(TensorError) -> Tensor {
    guard shape.count == self.shape.count else {
      throw .wrongElementCount(shape: shape, count: self.shape.count)
    }
    return dtype == .float32
      ? Tensor(float32.reshaped(to: shape)) : Tensor(float64.reshaped(to: shape))
  }
}
