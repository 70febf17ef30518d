import Formulas
import Tensors

/// The product of vectors and matrices, NumPy's `dot` for up to two axes.
///
/// For `Y = XW` the adjoints are `∂f/∂X = ∂f/∂Y·Wᵀ` and `∂f/∂W = Xᵀ·∂f/∂Y` (article, "Arithmetic Operations").
final class Dot: OperationRule {
  static let shared = Dot()

  /// The shapes of both operands, which only tell how derivatives are written; nil for matrices.
  let shapes: [[Int]]?

  init(shapes: [[Int]]? = nil) { self.shapes = shapes }

  var name: String { "dot" }
  var arity: ClosedRange<Int> { 2...2 }
  var domain: [ClosedRange<Double>] { [-3...3, -3...3] }

  func evaluate(_ operands: Operands<Tensor>) throws(TensorError) -> Tensor { try operands[0].dot(operands[1]) }
  func local(_ operand: Int, _ operands: Operands<Tensor>, _ result: Tensor) -> Tensor? { nil }

  func pullBack<A: ArrayQuantity>(
    _ adjoint: A, to operand: Int, _ operands: Operands<A>, _ result: A
  ) throws(TensorError) -> A {
    let (a, b) = (operands[0], operands[1])
    switch (a.shape.rank, b.shape.rank, operand) {
    case (0, _, 0), (1, 1, 0): return try adjoint.multiplied(by: b)
    case (_, 0, 0): return try adjoint.multiplied(by: b)
    case (0, _, _), (_, 0, _), (1, 1, _): return try adjoint.multiplied(by: a)
    case (2, 1, 0): return try adjoint.outer(b)
    case (1, 2, 0): return try b.dot(adjoint, transposed: false, otherTransposed: false)
    case (_, _, 0): return try adjoint.dot(b, transposed: false, otherTransposed: true)
    case (1, 2, _): return try a.outer(adjoint)
    default: return try a.dot(adjoint, transposed: true, otherTransposed: false)
    }
  }

  func pushForward(
    _ tangent: Tensor, from operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    try operand == 0 ? tangent.dot(operands[1]) : operands[0].dot(tangent)
  }

  func reach(
    _ moves: Tensor, from operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    // A product with ones, as a factor may be 0.
    let others = operands.map { Tensor(repeating: 1, shape: $0.shape, dtype: moves.dtype) }
    return try pushForward(moves, from: operand, others, result).compared(.notEqual, to: moves.filled(0))
  }

  func elementCountIfGrowing(_ operands: Operands<Tensor>) -> Int {
    guard operands.count == 2, operands[0].shape.rank == 2, operands[1].shape.rank == 2 else { return 0 }
    // What has too many elements is refused for that.
    return (try? Shape([operands[0].shape.sizes[0], operands[1].shape.sizes[1]]).count) ?? 0
  }

  func written(at node: TraceNode, _ operands: [TraceNode]) -> any OperationRule {
    // A product with a number is elementwise: nothing is transposed in its derivatives.
    operands.contains { $0.shape.isEmpty } ? Mul.shared : Dot(shapes: operands.map { $0.shape })
  }

  func formula(_ operands: Operands<Formula>) -> Formula { .matrixProduct(operands[0], operands[1]) }
  func localFormula(_ operand: Int, _ operands: Operands<Formula>, _ result: Formula) -> Formula? { nil }

  func pullBackFormula(
    _ adjoint: Formula, to operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    switch (shapes?[0].count, shapes?[1].count, operand) {
    case (1, 1, _): return .dot(adjoint, operands[1 - operand])
    case (2, 1, 0): return .columnTimesRow(adjoint, operands[1], shapes?[0] ?? [])
    case (1, 2, 1): return .columnTimesRow(operands[0], adjoint, shapes?[1] ?? [])
    default: break
    }
    return operand == 0
      ? .matrixProduct(adjoint, .transposed(operands[1])) : .matrixProduct(.transposed(operands[0]), adjoint)
  }
}

extension Formula {
  /// The outer product of two vectors, a matrix of a shape.
  fileprivate static func columnTimesRow(_ column: Formula, _ row: Formula, _ shape: [Int]) -> Formula {
    guard shape.count == 2 else { return .matrixProduct(column, .transposed(row)) }
    return .matrixProduct(.reshaped(column, [shape[0], 1]), .reshaped(row, [1, shape[1]]))
  }

  /// An array reshaped, `reshape(a, (2, 1))`.
  static func reshaped(_ array: Formula, _ shape: [Int]) -> Formula {
    .named("reshape", [array, .tuple(shape.map { .literal(Double($0)) })])
  }
}
