import Tensors

// Composed of other operations, whose rules are all they need.
extension Node {
  /// The array with a new axis of size 1.
  ///
  /// - Parameters:
  ///   - x: the array.
  ///   - axis: the place of the axis in the result, from the last where it is negative.
  /// - Returns: the array reshaped.
  /// - Throws: ``TensorError/axisOutOfRange(operation:axis:_:)``.
  public static func expandDims(_ x: Node, axis: Int) throws(TensorError) -> Node {
    let shape = x.value.shape
    guard axis >= -shape.rank - 1, axis <= shape.rank else {
      throw .axisOutOfRange(operation: "expand_dims", axis: axis, shape)
    }
    var sizes = shape.sizes
    sizes.insert(1, at: axis < 0 ? axis + shape.rank + 1 : axis)
    return try applying(.reshape(sizes: sizes), to: Operands(x))
  }

  /// For each element a row that is 1 at its place and 0 elsewhere; it has no derivative.
  ///
  /// - Parameters:
  ///   - labels: whole numbers from 0; the row of any other number is 0.
  ///   - classes: the size of the rows.
  /// - Returns: the comparison of each label with all classes.
  /// - Throws: ``TensorError/invalidShape(_:)`` for a negative number of classes, ``TensorError/tooManyElements(_:)``.
  public static func oneHot(_ labels: Node, classes: Int) throws(TensorError) -> Node {
    let shape = try Shape([classes])
    let numbers = try Tensor((0..<shape.count).map(Double.init), shape: shape, dtype: labels.value.dtype)
    return try applying(.equal, to: Operands(expandDims(labels, axis: -1), .constant(numbers)))
  }
}
