import Formulas
import Tensors

/// The array with its axes reversed.
final class Transpose: Rearrangement {
  static let shared = Transpose()

  var name: String { "transpose" }
  func rearranged(_ x: Tensor) -> Tensor { x.transposed }
  func restored<A: ArrayQuantity>(_ adjoint: A, to shape: Shape) -> A { adjoint.transposed }
  func formula(_ operands: Operands<Formula>) -> Formula { .transposed(operands[0]) }

  func pullBackFormula(
    _ adjoint: Formula, to operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    .transposed(adjoint)
  }
}
