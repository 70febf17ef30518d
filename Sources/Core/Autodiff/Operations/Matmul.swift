import Formulas
import Tensors

/// The products of the matrices in the last two axes of arrays, NumPy's `matmul`, each of which may be read transposed.
///
/// For up to two axes there is ``Dot``.
final class Matmul: OperationRule {
  /// Whether the matrices of the left and of the right operand are read transposed.
  let isTransposed: (left: Bool, right: Bool)

  init(transposed: Bool, otherTransposed: Bool) { isTransposed = (transposed, otherTransposed) }

  var name: String { "matmul" }
  var arity: ClosedRange<Int> { 2...2 }
  var domain: [ClosedRange<Double>] { [-3...3, -3...3] }
  var remark: String? { "matrices are in the last two axes, what stands before them broadcasts" }

  var attributes: [String: Attribute] {
    var attributes: [String: Attribute] = [:]
    if isTransposed.left { attributes["transposed"] = .flag(true) }
    if isTransposed.right { attributes["other_transposed"] = .flag(true) }
    return attributes
  }

  func read(_ attributes: [String: Attribute], for operation: Operation) -> Operation? {
    guard case .flag(let left) = attributes["transposed"] ?? .flag(false),
      case .flag(let right) = attributes["other_transposed"] ?? .flag(false)
    else { return nil }
    return .matmul(transposed: left, otherTransposed: right)
  }

  func elementCountIfGrowing(_ operands: Operands<Tensor>) -> Int {
    guard operands.count == 2 else { return 0 }
    return (try? shape(operands[0].shape, operands[1].shape).result.count) ?? 0
  }

  private func shape(_ a: Shape, _ b: Shape) throws(TensorError) -> MatrixProductShape {
    try MatrixProductShape(a, b, transposed: isTransposed.left, otherTransposed: isTransposed.right)
  }

  func evaluate(_ operands: Operands<Tensor>) throws(TensorError) -> Tensor {
    try operands[0].matmul(operands[1], transposed: isTransposed.left, otherTransposed: isTransposed.right)
  }

  func local(_ operand: Int, _ operands: Operands<Tensor>, _ result: Tensor) -> Tensor? { nil }

  func pullBack<A: ArrayQuantity>(
    _ adjoint: A, to operand: Int, _ operands: Operands<A>, _ result: A
  ) throws(TensorError) -> A {
    let shapes = try shape(operands[0].shape, operands[1].shape)
    let (left, right) = shapes.isTransposed
    let a = try operands[0].reshaped(to: shapes.left)
    let b = try operands[1].reshaped(to: shapes.right)
    let adjoint = try adjoint.broadcast(to: result.shape).reshaped(to: shapes.matrices)
    if operand == 1, shapes.right.rank == 2, a.shape.rank > 2, !left {
      // One matrix that all of them are multiplied by: their rows beside each other are one matrix, and nothing is summed.
      let rows = try a.reshaped(to: a.shape.rows)
      let adjoints = try adjoint.reshaped(to: adjoint.shape.rows)
      let share =
        right
        ? try adjoints.dot(rows, transposed: true, otherTransposed: false)
        : try rows.dot(adjoints, transposed: true, otherTransposed: false)
      return try share.reshaped(to: operands[1].shape)
    }
    let share: A =
      switch (operand, left, right) {
      case (0, false, _): try adjoint.matmul(b, transposed: false, otherTransposed: !right)
      case (0, true, _): try b.matmul(adjoint, transposed: right, otherTransposed: true)
      case (_, _, false): try a.matmul(adjoint, transposed: !left, otherTransposed: false)
      case (_, _, true): try adjoint.matmul(a, transposed: true, otherTransposed: left)
      }
    guard operands[operand].shape.rank == 1 else { return share }
    // Without the axis that a vector lacks; what it was broadcast along is summed by the backward pass.
    var sizes = share.shape.sizes
    sizes.remove(at: sizes.count - (operand == 0 ? 2 : 1))
    return try share.reshaped(to: Shape(sizes))
  }

  func pushForward(
    _ tangent: Tensor, from operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    try evaluate(operand == 0 ? Operands(tangent, operands[1]) : Operands(operands[0], tangent))
  }

  func reach(
    _ moves: Tensor, from operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    // A product with ones, as a factor may be 0.
    let others = operands.map { Tensor(repeating: 1, shape: $0.shape, dtype: moves.dtype) }
    return try pushForward(moves, from: operand, others, result).compared(.notEqual, to: moves.filled(0))
  }

  func formula(_ operands: Operands<Formula>) -> Formula {
    .matrixProduct(
      operands[0].matricesTransposed(isTransposed.left), operands[1].matricesTransposed(isTransposed.right))
  }

  func localFormula(_ operand: Int, _ operands: Operands<Formula>, _ result: Formula) -> Formula? { nil }

  func pullBackFormula(
    _ adjoint: Formula, to operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    let (a, b) = (operands[0], operands[1])
    let (left, right) = isTransposed
    return switch (operand, left, right) {
    case (0, false, _): .matrixProduct(adjoint, b.matricesTransposed(!right))
    case (0, true, _): .matrixProduct(b.matricesTransposed(right), adjoint.matricesTransposed(true))
    case (_, _, false): .matrixProduct(a.matricesTransposed(!left), adjoint)
    case (_, _, true): .matrixProduct(adjoint.matricesTransposed(true), a.matricesTransposed(left))
    }
  }
}

extension Shape {
  /// The shape of all rows of all matrices as one matrix.
  fileprivate var rows: Shape {
    get throws(TensorError) {
      let columns = sizes[rank - 1]
      return try Shape([sizes.dropLast().reduce(1, *), columns])
    }
  }
}

extension Formula {
  /// The matrices of an array read transposed, NumPy's `matrix_transpose`; or as they are.
  fileprivate func matricesTransposed(_ isTransposed: Bool) -> Formula {
    isTransposed ? .named("matrix_transpose", [self]) : self
  }
}

extension Node {
  /// The matrix product of the `@` of expressions, for any number of axes; up to two are ``Operation/dot``.
  ///
  /// - Throws: ``TensorError/innerDimensionsDiffer(_:_:)``, ``TensorError/shapesDoNotBroadcast(operation:_:_:)``, and
  ///   ``TensorError/axisOutOfRange(operation:axis:_:)`` for a number.
  package static func matrixProduct(_ x: Node, _ y: Node) throws(TensorError) -> Node {
    let ranks = (x.value.shape.rank, y.value.shape.rank)
    let isOfBatches = ranks.0 > 2 || ranks.1 > 2 || ranks.0 == 0 || ranks.1 == 0
    return try applying(isOfBatches ? .matmul() : .dot, to: Operands(x, y))
  }
}
