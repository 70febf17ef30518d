import Tensors

extension Node {
  /// What ``Memory`` counts for the node: its value, and as much again for its adjoint if it gets one.
  ///
  /// A copy keeps the node it was made from alive and shares its value, which is counted there.
  var memoryNeed: Int { isCopy ? 0 : value.byteCount * (dependsOnVariable ? 2 : 1) }

  /// The result of an operation, if it takes so many operands and there is room for it.
  ///
  /// - Throws: ``TensorError/wrongOperandCount(operation:takes:count:)``, ``TensorError/tooMuchMemory(bytes:limit:)``, and
  ///   what the operation says.
  static func evaluating(
    _ operation: Operation, _ rule: any OperationRule, _ operands: Operands<Node>
  ) throws(TensorError) -> Tensor {
    // A rule of any number of operands says itself that there is nothing in an empty list.
    guard rule.arity.contains(operands.count) || operands.isEmpty && rule.arity.upperBound == .max else {
      throw .wrongOperandCount(operation: rule.name, takes: rule.arity, count: operands.count)
    }
    let factor = operands.contains { $0.dependsOnVariable } ? 2 : 1
    // What grows is asked for before it is there; what does not is no larger than what is there already.
    try Memory.require(factor * operation.byteCountIfGrowing(operands.map { $0.value }))
    let value = try rule.evaluate(operands.map { $0.value })
    try Memory.require(factor * value.byteCount)
    return value
  }
}

extension Operation {
  /// How many bytes the result takes where it may be larger than the operands; 0 where it is not, or cannot be computed.
  fileprivate func byteCountIfGrowing(_ operands: Operands<Tensor>) -> Int {
    let width = operands.allSatisfy { $0.dtype == .float32 } ? 4 : 8
    switch self {
    case _ where rule.isElementwise, .where, .less, .lessEqual, .greater, .greaterEqual, .equal, .notEqual:
      var shape = Shape.scalar
      for operand in operands {
        guard let both = try? shape.broadcast(with: operand.shape, for: "") else { return 0 }
        shape = both
      }
      return shape.rank == 0 ? 0 : width * shape.count
    case .dot:
      guard operands.count == 2, operands[0].shape.rank == 2, operands[1].shape.rank == 2 else { return 0 }
      // What has too many elements is refused for that.
      guard let shape = try? Shape([operands[0].shape.sizes[0], operands[1].shape.sizes[1]]) else { return 0 }
      return width * shape.count
    case .stack, .concatenate: return operands.reduce(0) { $0 + width * $1.shape.count }
    default: return 0
    }
  }
}
