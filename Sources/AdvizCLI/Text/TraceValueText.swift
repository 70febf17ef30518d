import Adviz

extension TraceValue {
  /// The value in one line; a number so that it reads back exactly.
  var text: String {
    switch self {
    case .array(let shape, let elements):
      guard !shape.isEmpty else { return elements.first.map { Tensor($0).description } ?? "" }
      return (try? Tensor(elements, shape: Shape(shape)).description) ?? ""
    case .summary(let summary):
      return "shape \(summary.shape), from \(summary.min) to \(summary.max), mean \(summary.mean), norm \(summary.norm)"
    }
  }
}
