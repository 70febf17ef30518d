import Formulas
import Tensors

/// An operation that treats each element alone.
///
/// Its two Jacobian products are the local derivative times what comes in.
protocol Elementwise: OperationRule {
  func derivative(
    _ operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor
  func derivative(
    _ operand: Int, _ operands: Operands<NodeQuantity>, _ result: NodeQuantity
  ) throws(TensorError) -> NodeQuantity
  func derivative(_ operand: Int, _ operands: Operands<Formula>, _ result: Formula) -> Formula
}

extension Elementwise {
  var isElementwise: Bool { true }
  func elementCountIfGrowing(_ operands: Operands<Tensor>) -> Int { operands.broadcastCount }

  func local(
    _ operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor? {
    try derivative(operand, operands, result)
  }

  func pullBack(
    _ adjoint: Tensor, to operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    try product(adjoint, derivative(operand, operands, result))
  }

  func pullBack(
    _ adjoint: NodeQuantity, to operand: Int, _ operands: Operands<NodeQuantity>, _ result: NodeQuantity
  ) throws(TensorError) -> NodeQuantity {
    try product(adjoint, derivative(operand, operands, result))
  }

  func pushForward(
    _ tangent: Tensor, from operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    try product(tangent, derivative(operand, operands, result))
  }

  func localFormula(_ operand: Int, _ operands: Operands<Formula>, _ result: Formula) -> Formula? {
    derivative(operand, operands, result)
  }

  func pullBackFormula(
    _ adjoint: Formula, to operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    .dot(adjoint, derivative(operand, operands, result))
  }

  func pushForwardFormula(
    _ tangent: Formula, from operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    derivative(operand, operands, result).multiplying(tangent)
  }
}

extension Formula {
  /// The product of a derivative and a tangent; a selection is one of the tangent.
  func multiplying(_ tangent: Formula) -> Formula {
    switch self {
    case .number(1), .literal(1): tangent
    case .number(-1), .literal(-1): .negative(tangent)
    case .fraction(.number(1), let divisor), .fraction(.literal(1), let divisor): .fraction(tangent, divisor)
    case .piecewise(.number(1), let condition, .number(0)):
      .piecewise(tangent, condition: condition, otherwise: .number(0))
    case .piecewise(.number(0), let condition, .number(1)):
      .piecewise(.number(0), condition: condition, otherwise: tangent)
    default: .dot(self, tangent)
    }
  }
}

/// An elementwise operation of one operand: `y` of `x`.
protocol UnaryElementwise: Elementwise {
  func value<Q: Quantity>(_ x: Q) -> Q
  func derivative<Q: Quantity>(_ x: Q, _ y: Q) throws(TensorError) -> Q
  func formula(_ x: Formula) -> Formula
  func derivative(_ x: Formula, _ y: Formula) -> Formula
}

extension UnaryElementwise {
  var arity: ClosedRange<Int> { 1...1 }
  func evaluate(_ operands: Operands<Tensor>) throws(TensorError) -> Tensor { value(operands[0]) }
  func formula(_ operands: Operands<Formula>) -> Formula { formula(operands[0]) }

  func evaluate(_ x: Scalar, _ y: Scalar?) -> Scalar? { y == nil ? value(x) : nil }

  func derivative(_ operand: Int, _ x: Scalar, _ y: Scalar?, _ result: Scalar) -> Scalar? {
    try? derivative(x, result)
  }

  func derivative<Q: Quantity>(_ operand: Int, _ operands: Operands<Q>, _ result: Q) throws(TensorError) -> Q {
    try derivative(operands[0], result)
  }

  func derivative(_ operand: Int, _ operands: Operands<Formula>, _ result: Formula) -> Formula {
    derivative(operands[0], result)
  }
}

/// One of the two operands of a binary operation.
enum Side {
  case left, right
}

/// An elementwise operation of two operands: `z` of `x` and `y`.
protocol BinaryElementwise: Elementwise {
  func value<Q: Quantity>(_ x: Q, _ y: Q) throws(TensorError) -> Q
  func derivative<Q: Quantity>(_ side: Side, _ x: Q, _ y: Q, _ z: Q) throws(TensorError) -> Q
  func formula(_ x: Formula, _ y: Formula) -> Formula
  func derivative(_ side: Side, _ x: Formula, _ y: Formula, _ z: Formula) -> Formula
}

extension BinaryElementwise {
  var arity: ClosedRange<Int> { 2...2 }
  func formula(_ operands: Operands<Formula>) -> Formula { formula(operands[0], operands[1]) }

  func evaluate(_ x: Scalar, _ y: Scalar?) -> Scalar? {
    guard let y else { return nil }
    return try? value(x, y)
  }

  func derivative(_ operand: Int, _ x: Scalar, _ y: Scalar?, _ result: Scalar) -> Scalar? {
    guard let y else { return nil }
    return try? derivative(operand == 0 ? .left : .right, x, y, result)
  }

  func evaluate(_ operands: Operands<Tensor>) throws(TensorError) -> Tensor {
    try value(operands[0], operands[1])
  }

  func derivative<Q: Quantity>(_ operand: Int, _ operands: Operands<Q>, _ result: Q) throws(TensorError) -> Q {
    try derivative(operand == 0 ? .left : .right, operands[0], operands[1], result)
  }

  func derivative(_ operand: Int, _ operands: Operands<Formula>, _ result: Formula) -> Formula {
    derivative(operand == 0 ? .left : .right, operands[0], operands[1], result)
  }
}

// Both shares in one call an operation, which makes a large graph of numbers faster. The core in the browser, whose graphs
// are small, does without: it would be larger by a copy for each operation.
#if !hasFeature(Embedded)
  extension UnaryElementwise {
    func pullBack(
      _ adjoint: Scalar, to needs: (x: Bool, y: Bool), _ x: Scalar, _ y: Scalar?, _ result: Scalar
    ) -> (x: Scalar, y: Scalar)? {
      guard y == nil, let share = try? product(adjoint, derivative(x, result)) else { return nil }
      return (share, share)
    }
  }

  extension BinaryElementwise {
    func pullBack(
      _ adjoint: Scalar, to needs: (x: Bool, y: Bool), _ x: Scalar, _ y: Scalar?, _ result: Scalar
    ) -> (x: Scalar, y: Scalar)? {
      guard let y else { return nil }
      // A derivative that nobody asks for may take long, as that of a power by its exponent.
      guard let left = needs.x ? try? product(adjoint, derivative(.left, x, y, result)) : adjoint,
        let right = needs.y ? try? product(adjoint, derivative(.right, x, y, result)) : adjoint
      else { return nil }
      return (left, right)
    }
  }
#endif

extension Operands<Tensor> {
  /// The number of elements after broadcasting; 0 for numbers, and where they do not fit.
  var broadcastCount: Int {
    var shape = Shape.scalar
    for operand in self {
      guard let both = try? shape.broadcast(with: operand.shape, for: "") else { return 0 }
      shape = both
    }
    return shape.rank == 0 ? 0 : shape.count
  }
}
