import Formulas
import Tensors

/// The largest or the smallest element over some axes or all; ties share the adjoint equally.
final class MaxMin: Reduction {
  /// The end of the order that is looked for.
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

  func read(_ attributes: [String: Attribute], for operation: Operation) -> Operation? {
    ReductionAttributes(attributes).map {
      end == .max ? .max(axes: $0.axes, keepDims: $0.keepDims) : .min(axes: $0.axes, keepDims: $0.keepDims)
    }
  }

  func evaluate(_ operands: Operands<Tensor>) throws(TensorError) -> Tensor {
    switch end {
    case .max: try operands[0].max(axes: axes, keepDims: keepDims)
    case .min: try operands[0].min(axes: axes, keepDims: keepDims)
    }
  }

  func pullBack<A: ArrayQuantity>(
    _ adjoint: A, to operand: Int, _ operands: Operands<A>, _ result: A
  ) throws(TensorError) -> A {
    let x = operands[0]
    return try product(
      adjoint.repeated(alongSummed: axes, of: x.shape), x.shares(inExtreme: result, axes: axes))
  }

  func pushForward(
    _ tangent: Tensor, from operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    try product(tangent, operands[0].shares(inExtreme: result, axes: axes)).sum(axes: axes, keepDims: keepDims)
  }

  func isAtKink(_ operands: Operands<Tensor>, _ result: Tensor) throws(TensorError) -> Bool {
    try operands[0].shares(inExtreme: result, axes: axes).elements.contains { $0 > 0 && $0 < 1 }
  }

  func written(at node: TraceNode, _ operands: [TraceNode]) -> any OperationRule {
    MaxMin(end: end, axes: axes, keepDims: keepDims, keptShape: keptShape(of: node, operands.first))
  }

  /// The shape of the result with its folded axes as 1; nil where it broadcasts to the operand's shape as it is.
  private func keptShape(of node: TraceNode, _ operand: TraceNode?) -> [Int]? {
    guard let axes, !node.shape.isEmpty, let shape = operand?.shape else { return nil }
    let folded = Set(axes.map { $0 < 0 ? $0 + shape.count : $0 })
    let kept = shape.indices.map { folded.contains($0) ? 1 : shape[$0] }
    // Leading axes are added by broadcasting itself.
    return kept.suffix(node.shape.count) == node.shape[...] ? nil : kept
  }

  func pullBackFormula(
    _ adjoint: Formula, to operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    let share = Formula.fraction(adjoint, .symbol(Symbol("n")))
    return .piecewise(
      kept(share), condition: .comparison(.equal, operands[0], kept(result)), otherwise: .number(0))
  }

  func pushForwardFormula(
    _ tangent: Formula, from operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    let share = Formula.piecewise(
      .fraction(tangent, .symbol(Symbol("n"))), condition: .comparison(.equal, operands[0], kept(result)),
      otherwise: .number(0))
    return .named("sum", [share] + arguments)
  }

  /// A formula of the result's shape, reshaped so that it broadcasts to the operand's.
  private func kept(_ formula: Formula) -> Formula { keptShape.map { .reshaped(formula, $0) } ?? formula }
}
