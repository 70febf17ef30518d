/// A mistake with arrays: shapes that do not fit an operation, and limits that are exceeded.
public enum TensorError: Error, Hashable, Sendable {
  /// A negative size or too many axes.
  case invalidShape([Int])
  /// More elements than ``Shape/maximumCount``.
  case tooManyElements([Int])
  /// The arrays of all nodes together would take more bytes than ``Memory/limit``.
  case tooMuchMemory(bytes: Int, limit: Int)
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
  /// The last axis of a matrix and the first of the other are not of one size.
  case innerDimensionsDiffer(Shape, Shape)
  /// A number where a product of matrices takes arrays.
  case scalarInProduct
  /// An operation that is defined for at most two axes.
  case tooManyAxes(operation: String, Shape)
  /// Images, kernels or windows that do not fit, and why.
  case unfitImages(operation: String, reason: String)
  /// Logits and labels that are not of one shape with one or two axes and at least one element.
  case unfitLabels(logits: Shape, labels: Shape)
  /// A subscript that names nothing.
  case invalidIndex(String, Shape)
  /// Arrays that cannot stand side by side.
  case shapesDoNotJoin(operation: String, Shape, Shape)
  /// An empty list of arrays.
  case nothingToJoin(operation: String)
  /// An axis to be dropped that has more than one position.
  case axisNotOne(axis: Int, Shape)
  /// A shape of another number of elements.
  case cannotReshape(Shape, to: [Int])
  /// An operation is applied to fewer or more operands than it takes.
  case wrongOperandCount(operation: String, takes: ClosedRange<Int>, count: Int)
  /// The rule of an operation that is declared outside of adviz hands on an array that does not fit the operand.
  case wrongContribution(operation: String, operand: Int, Shape, Shape)
  /// An optimiser is given other gradients than those of its parameters, by their shapes.
  case unfitGradients(parameters: [Shape], gradients: [Shape])
}

extension TensorError: CustomStringConvertible {
  /// The sentence a person reads.
  public var description: String { sentence { "\($0.rawValue) raises" } }

  /// A limit that can be raised, by the property that does it.
  package enum Limit: String, Sendable {
    /// The elements of an array.
    case elements = "Shape.maximumCount"
    /// The bytes of all arrays together.
    case memory = "Memory.limit"
  }

  /// The sentence a person reads, with a program's own words for what raises a limit: "--max-elements raises".
  package func sentence(_ remedy: (Limit) -> String) -> String {
    switch self {
    case .invalidShape(let sizes):
      return "\(Shape.text(sizes)) is no shape: sizes are not negative and there are at most \(Shape.maximumRank) axes"
    case .tooManyElements(let sizes):
      return "an array of shape \(Shape.text(sizes)) has more elements than the limit of \(Shape.maximumCount),"
        + " which \(remedy(.elements))"
    case .tooMuchMemory(let bytes, let limit):
      return "all arrays together would take \(TensorError.megabytes(bytes)), more than the limit of"
        + " \(TensorError.megabytes(limit)), which \(remedy(.memory))"
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
    case .innerDimensionsDiffer(let a, let b): return "dot: inner dimensions differ: \(a) · \(b)"
    case .scalarInProduct: return "matmul: one side is a scalar, for which '*' is written"
    case .tooManyAxes(let operation, let shape):
      return "\(operation): operands have at most 2 axes, not the shape \(shape)"
    case .unfitImages(let operation, let reason): return "\(operation): \(reason)"
    case .unfitLabels(let logits, let labels):
      return "softmax_cross_entropy: logits and labels take one shape of 1 or 2 axes that is not empty,"
        + " not \(logits) and \(labels)"
    case .invalidIndex(let reason, let shape): return "index: \(reason) for shape \(shape)"
    case .shapesDoNotJoin(let operation, let a, let b):
      return "\(operation): shapes \(a) and \(b) do not fit together"
    case .nothingToJoin(let operation): return "\(operation): there is no array in the list"
    case .axisNotOne(let axis, let shape): return "squeeze: axis \(axis) of shape \(shape) is not of size 1"
    case .cannotReshape(let shape, let sizes):
      return "reshape: an array of shape \(shape) cannot become \(Shape.text(sizes))"
    case .wrongOperandCount(let operation, let takes, let count):
      let number =
        takes.upperBound == .max
        ? "\(takes.lowerBound) or more operands"
        : takes.upperBound == 1 ? "1 operand" : "\(takes.upperBound) operands"
      return "\(operation) takes \(number), not \(count)"
    case .wrongContribution(let operation, let operand, let shape, let target):
      return
        "\(operation): the rule hands an array of shape \(shape) to its operand \(operand + 1), which has the shape"
        + " \(target)"
    case .unfitGradients(let parameters, let gradients):
      return "an optimiser of parameters of shapes \(parameters) cannot use gradients of shapes \(gradients)"
    }
  }

  /// A number of bytes, in millions where it has as many: `20MB`.
  private static func megabytes(_ bytes: Int) -> String {
    bytes < 1_000_000 ? "\(bytes)B" : "\(bytes / 1_000_000)MB"
  }
}
