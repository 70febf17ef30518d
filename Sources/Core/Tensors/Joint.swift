/// Arrays side by side along one axis.
package struct Joint: Sendable {
  /// The shape of all of them together.
  package let shape: Shape
  /// The part of the whole that each of them is.
  package let parts: [StridedPart]

  /// Places arrays along an axis they all have, as NumPy's `concatenate`.
  ///
  /// - Throws: ``TensorError/shapesDoNotJoin(operation:_:_:)``, ``TensorError/axisOutOfRange(operation:axis:_:)``.
  package init(concatenating shapes: [Shape], axis: Int) throws(TensorError) {
    guard let first = shapes.first else { throw .nothingToJoin(operation: "concatenate") }
    guard let axis = try first.resolved(axes: [axis], for: "concatenate").first else {
      throw .nothingToJoin(operation: "concatenate")
    }
    var total = 0
    for shape in shapes {
      guard shape.rank == first.rank,
        first.sizes.indices.allSatisfy({ $0 == axis || shape.sizes[$0] == first.sizes[$0] })
      else { throw .shapesDoNotJoin(operation: "concatenate", first, shape) }
      total += shape.sizes[axis]
    }
    var sizes = first.sizes
    sizes[axis] = total
    let whole = try Shape(sizes)
    shape = whole
    var position = 0
    parts = shapes.map { shape in
      defer { position += shape.sizes[axis] }
      return StridedPart(whole: whole, shape: shape, start: position * whole.strides[axis], strides: whole.strides)
    }
  }

  /// Places arrays of one shape along a new axis, as NumPy's `stack`.
  ///
  /// - Throws: ``TensorError/shapesDoNotJoin(operation:_:_:)``, ``TensorError/axisOutOfRange(operation:axis:_:)``.
  package init(stacking shapes: [Shape], axis: Int) throws(TensorError) {
    guard let first = shapes.first else { throw .nothingToJoin(operation: "stack") }
    for shape in shapes where shape != first { throw .shapesDoNotJoin(operation: "stack", first, shape) }
    guard axis >= -first.rank - 1, axis <= first.rank else {
      throw .axisOutOfRange(operation: "stack", axis: axis, first)
    }
    let axis = axis < 0 ? axis + first.rank + 1 : axis
    var sizes = first.sizes
    sizes.insert(shapes.count, at: axis)
    let whole = try Shape(sizes)
    shape = whole
    var strides = whole.strides
    let step = strides.remove(at: axis)
    parts = shapes.indices.map { StridedPart(whole: whole, shape: first, start: $0 * step, strides: strides) }
  }

  /// The arrays as one; a float64 among them makes it float64.
  ///
  /// Arrays of other shapes than it was made for stop the program.
  package func joining(_ tensors: some Collection<Tensor>) -> Tensor {
    let shapes = tensors.map { $0.shape }
    guard shapes == parts.map({ $0.shape }) else {
      fatalError("arrays of shapes \(shapes) cannot be joined in the place of \(parts.map { $0.shape })")
    }
    return tensors.allSatisfy { $0.dtype == .float32 }
      ? Tensor(Tensor.write(tensors.map { $0.float32 }, parts, shape))
      : Tensor(Tensor.write(tensors.map { $0.float64 }, parts, shape))
  }
}
