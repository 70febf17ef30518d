import Formulas
import Tensors

/// The mean over rows of `−Σ labels·log softmax(logits)`.
///
/// Its derivative is `(softmax·Σ labels − labels)/rows` by the logits and `−log softmax(logits)/rows` by the labels.
/// One operation, because softmax and logarithm in sequence overflow (article, "Avoiding Numerical Instability").
final class SoftmaxCrossEntropy: OperationRule {
  static let shared = SoftmaxCrossEntropy()

  /// Whether the labels of each row add up to 1, which is only written: `(softmax − labels)/n`.
  let labelsAddUpToOne: Bool

  init(labelsAddUpToOne: Bool = false) { self.labelsAddUpToOne = labelsAddUpToOne }

  var name: String { "softmax_cross_entropy" }
  var arity: ClosedRange<Int> { 2...2 }
  var domain: [ClosedRange<Double>] { [-3...3, 0.1...1] }

  var remark: String? { "n is the number of rows; a label of 0 leaves its logit out of the value" }
  var specialExamples: [SpecialExample] {
    [
      SpecialExample(situation: "labels of 0", operands: [[0, 0], [1, 0]]),
      SpecialExample(situation: "a logit of −∞", operands: [[0, Tensor(-.infinity)], [1, 0]]),
    ]
  }

  func evaluate(_ operands: Operands<Tensor>) throws(TensorError) -> Tensor {
    try operands[0].softmaxCrossEntropy(labels: operands[1])
  }

  func local(_ operand: Int, _ operands: Operands<Tensor>, _ result: Tensor) -> Tensor? { nil }

  func pullBack<A: ArrayQuantity>(
    _ adjoint: A, to operand: Int, _ operands: Operands<A>, _ result: A
  ) throws(TensorError) -> A {
    try adjoint.multiplied(
      by: operand == 0
        ? operands[0].softmaxCrossEntropySlope(labels: operands[1]) : operands[0].softmaxCrossEntropySlopeInLabels())
  }

  func pushForward(
    _ tangent: Tensor, from operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    // Linear in the labels: as a label of 0, one that does not move leaves its logit out.
    guard operand == 0 else { return try operands[0].softmaxCrossEntropy(labels: tangent) }
    return try tangent.multiplied(by: operands[0].softmaxCrossEntropySlope(labels: operands[1])).sum()
  }

  func reach(
    _ moves: Tensor, from operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    try moves.max()
  }

  func written(at node: TraceNode, _ operands: [TraceNode]) -> any OperationRule {
    SoftmaxCrossEntropy(labelsAddUpToOne: operands[1].value.rowsAddUpToOne)
  }

  func formula(_ operands: Operands<Formula>) -> Formula { .named(name, Array(operands)) }
  func localFormula(_ operand: Int, _ operands: Operands<Formula>, _ result: Formula) -> Formula? { nil }

  func pullBackFormula(
    _ adjoint: Formula, to operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    .dot(adjoint, .fraction(slope(operand, operands), .symbol(Symbol("n"))))
  }

  func pushForwardFormula(
    _ tangent: Formula, from operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    .fraction(.named("sum", [.elementwise(slope(operand, operands), tangent)]), .symbol(Symbol("n")))
  }

  private func slope(_ operand: Int, _ operands: Operands<Formula>) -> Formula {
    let softmax = Formula.named("softmax", [operands[0]])
    let labelsOfRow = Formula.named("sum", [operands[1]] + Formula.axes([-1]) + [.keepDims])
    let share = labelsAddUpToOne ? softmax : .dot(softmax, labelsOfRow)
    return operand == 0 ? Formula.minus(share, operands[1]) : .negative(.function(.ln, [softmax]))
  }
}

extension TraceValue {
  /// Whether the elements along the last axis add up to 1, as far as rounding lets them.
  fileprivate var rowsAddUpToOne: Bool {
    guard case .array(let shape, let elements) = self, let width = shape.last, width > 0 else { return false }
    return stride(from: 0, to: elements.count, by: width).allSatisfy { start in
      abs(elements[start..<Swift.min(start + width, elements.count)].reduce(0, +) - 1) < 1e-9
    }
  }
}
