import Tensors

extension OperationRule {
  /// The result for operands as a trace holds them; nil where they do not fit or are summaries.
  package func value(of operands: [TraceValue]) -> TraceValue? {
    var tensors: [Tensor] = []
    for operand in operands {
      guard case .array(let sizes, let elements) = operand, let shape = try? Shape(sizes),
        let tensor = try? Tensor(elements, shape: shape, dtype: .float64)
      else { return nil }
      tensors.append(tensor)
    }
    return (try? evaluate(Operands(all: tensors))).map { TraceValue($0, isFull: true) }
  }
}
