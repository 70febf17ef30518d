import Formulas
import Tensors

/// The largest or the smallest element over some axes or all; ties share the adjoint equally.
final class Extreme: Reduction {
  /// Which end of the order is looked for.
  enum End: String {
    case max, min
  }

  let end: End
  let axes: [Int]?
  let keepDims: Bool
  /// The result's shape with the folded axes as 1, where it has to be reshaped to be compared with the operand.
  ///
  /// It is only written.
  let keptShape: [Int]?

  init(end: End, axes: [Int]?, keepDims: Bool, keptShape: [Int]? = nil) {
    self.end = end
    self.axes = axes
    self.keepDims = keepDims
    self.keptShape = keptShape
  }

  var name: String { end.rawValue }
  var isMask: Bool { true }
  var remark: String? { "ties share the adjoint equally, along the reduced axes; the others get 0" }
  var specialExamples: [SpecialExample] {
    [
      SpecialExample(situation: "a tie", operands: [end == .max ? [3, 1, 3] : [1, 3, 1]]),
      SpecialExample(situation: "not a number", operands: [[1, Tensor(.nan)]]),
    ]
  }

  func evaluate(_ operands: Operands<Tensor>) throws(TensorError) -> Tensor {
    switch end {
    case .max: try operands[0].max(axes: axes, keepDims: keepDims)
    case .min: try operands[0].min(axes: axes, keepDims: keepDims)
    }
  }

  func pullBack(
    _ adjoint: Tensor, to operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    let x = operands[0]
    return try product(
      adjoint.repeated(alongSummed: axes, of: x.shape), x.shares(inExtreme: result, axes: axes))
  }

  func pushForward(
    _ tangent: Tensor, from operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    try product(tangent, operands[0].shares(inExtreme: result, axes: axes)).sum(axes: axes, keepDims: keepDims)
  }

  func pullBackFormula(
    _ adjoint: Formula, to operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    let share = Formula.fraction(adjoint, .symbol(Symbol("n")))
    return .piecewise(
      kept(share), condition: .comparison(.equal, operands[0], kept(result)), otherwise: .number(0))
  }

  /// What has the result's shape, so that it broadcasts to the operand's.
  private func kept(_ formula: Formula) -> Formula { keptShape.map { .reshaped(formula, $0) } ?? formula }
}
