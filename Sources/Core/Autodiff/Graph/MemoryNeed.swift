import Tensors

extension Node {
  /// The bytes that ``Memory`` counts for the node: its value, and as much again for its adjoint if it gets one.
  ///
  /// A copy keeps the node it was made from alive and shares its value, which is counted there.
  var memoryNeed: Int { isCopy ? 0 : value.byteCount * (dependsOnVariable ? 2 : 1) }

  /// The result of an operation, if it takes so many operands and there is room for it.
  ///
  /// - Throws: ``TensorError/wrongOperandCount(operation:takes:count:)``, ``TensorError/tooMuchMemory(bytes:limit:)``, and
  ///   what the operation says.
  static func evaluating(
    _ rule: any OperationRule, _ operands: Operands<Node>
  ) throws(TensorError) -> Tensor {
    // A rule of any number of operands says itself that there is nothing in an empty list.
    guard rule.arity.contains(operands.count) || operands.isEmpty && rule.arity.upperBound == .max else {
      throw .wrongOperandCount(operation: rule.name, takes: rule.arity, count: operands.count)
    }
    let factor = operands.contains { $0.dependsOnVariable } ? 2 : 1
    // Memory for a result that may be larger than its operands is asked for before; any other is no larger than these.
    let values = operands.map { $0.value }
    let width = values.allSatisfy { $0.dtype == .float32 } ? 4 : 8
    let (bytes, isTooMany) = rule.elementCountIfGrowing(values).multipliedReportingOverflow(by: factor * width)
    try Memory.require(isTooMany ? .max : bytes)
    let value = try rule.evaluate(values)
    try Memory.require(factor * value.byteCount)
    return value
  }
}
