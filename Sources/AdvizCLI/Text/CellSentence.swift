import Adviz

extension CellError {
  /// What is wrong, and what to do.
  var sentence: String {
    switch self {
    case .tooLarge(let name, let shape):
      let text = TraceValue.array(shape: shape, elements: []).shapeText
      return "\(name) of shape \(text) has more than \(OperationCells.limit) cells, the most that are drawn one by one"
    case .unknownOperation(let name):
      return "the operation '\(name.quotable)' is not known, so that its cells cannot be told"
    case .unknownValue(let name):
      return "the trace does not tell the elements of \(name.quotable), so that they cannot be drawn one by one"
    }
  }
}
