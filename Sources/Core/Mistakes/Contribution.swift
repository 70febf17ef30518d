import Autodiff
import Tensors

extension Node {
  /// What an adjoint of this operation contributes to the adjoint of an operand, with a mistake or without.
  ///
  /// - Throws: ``TensorError``, also where an adjoint of a wrong shape does not fit the rule.
  func contribution(
    of adjoint: Tensor, to operand: Int, making mistake: Mistake?
  ) throws(TensorError) -> Tensor {
    guard let rule = operation?.rule else { return adjoint }
    let ones = Tensor(repeating: 1, shape: value.shape, dtype: value.dtype)
    let values = operands.map { $0.value }
    if adjoint.shape != value.shape, rule.attributes["keepdims"] != nil {
      // As who forgets to sum writes a reduction, too: the adjoint times the slopes, and shapes find each other.
      return try adjoint.multiplied(by: rule.pullBack(ones, to: operand, values, value))
    }
    let contribution = try rule.pullBack(mistake == .noUpstream ? ones : adjoint, to: operand, values, value)
    let target = operands[operand].value
    return try mistake == .noUnbroadcast
      ? contribution.converted(to: target.dtype) : contribution.reduced(like: target)
  }

  /// Zeros of the shape and the type of the value.
  var zeroAdjoint: Tensor { Tensor(repeating: 0, shape: value.shape, dtype: value.dtype) }
}

/// The adjoints of the nodes of a pass, as far as something has arrived.
struct Adjoints {
  private var tensors: [ObjectIdentifier: Tensor] = [:]

  /// Nil where nothing has arrived yet.
  subscript(node: Node) -> Tensor? {
    get { tensors[ObjectIdentifier(node)] }
    set { tensors[ObjectIdentifier(node)] = newValue }
  }
}
