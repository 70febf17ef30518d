/// What can be wrong with arrays that do not fit each other.
public enum TensorError: Error, Hashable, Sendable {
  /// A negative size or too many axes.
  case invalidShape([Int])
  /// More elements than ``Shape/maximumCount``.
  case tooManyElements([Int])
  /// As many elements are needed as the shape has room for.
  case wrongElementCount(shape: Shape, count: Int)
  /// Rows of different lengths in nested arrays.
  case ragged
  /// Two shapes that NumPy's rule cannot bring together.
  case shapesDoNotBroadcast(operation: String, Shape, Shape)
  /// An axis the array does not have.
  case axisOutOfRange(operation: String, axis: Int, Shape)
  /// An axis named twice.
  case repeatedAxis(operation: String, axis: Int, Shape)
  /// A largest or smallest element of nothing.
  case emptyReduction(operation: String, Shape)
}

extension TensorError: CustomStringConvertible {
  /// The sentence a person reads.
  public var description: String {
    switch self {
    case .invalidShape(let sizes):
      return "\(sizes) is no shape: sizes are not negative and there are at most \(Shape.maximumRank) axes"
    case .tooManyElements(let sizes):
      return "an array of shape \(sizes) has more elements than the limit of \(Shape.maximumCount)"
    case .wrongElementCount(let shape, let count):
      return "shape \(shape) holds \(shape.count) elements, not \(count)"
    case .ragged: return "the rows of a nested array must have the same shape"
    case .shapesDoNotBroadcast(let operation, let a, let b):
      return "\(operation): shapes \(a) and \(b) do not broadcast"
    case .axisOutOfRange(let operation, let axis, let shape):
      return "\(operation): axis \(axis) is out of range for shape \(shape)"
    case .repeatedAxis(let operation, let axis, let shape):
      return "\(operation): axis \(axis) is named twice for shape \(shape)"
    case .emptyReduction(let operation, let shape):
      return "\(operation): an array of shape \(shape) has no element to choose from"
    }
  }
}
