import Formulas
import Tensors

/// The mean over rows of `−Σ labels·log softmax(logits)`, with the adjoint `(softmax − labels)/rows` to the logits.
///
/// One operation, because softmax and logarithm in sequence overflow (article, "Avoiding Numerical Instability").
struct SoftmaxCrossEntropy: OperationRule {
  var name: String { "softmax_cross_entropy" }
  var arity: ClosedRange<Int> { 2...2 }
  var domain: [ClosedRange<Double>] { [-3...3, 0.1...1] }
  var kink: String? { "labels have no derivative" }

  func evaluate(_ operands: Operands<Tensor>) throws(TensorError) -> Tensor {
    try operands[0].softmaxCrossEntropy(labels: operands[1])
  }

  func isDifferentiable(in operand: Int) -> Bool { operand == 0 }
  func local(_ operand: Int, _ operands: Operands<Tensor>, _ result: Tensor) -> Tensor? { nil }

  func pullBack(
    _ adjoint: Tensor, to operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    try adjoint.multiplied(by: operands[0].softmaxCrossEntropySlope(labels: operands[1]))
  }

  func pushForward(
    _ tangent: Tensor, from operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    try tangent.multiplied(by: operands[0].softmaxCrossEntropySlope(labels: operands[1])).sum()
  }

  func formula(_ operands: Operands<Formula>) -> Formula { .named(name, Array(operands)) }
  func localFormula(_ operand: Int, _ operands: Operands<Formula>, _ result: Formula) -> Formula? { nil }

  func pullBackFormula(
    _ adjoint: Formula, to operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    .dot(
      adjoint,
      .fraction(.minus(.named("softmax", [operands[0]]), operands[1]), .symbol(Symbol("n"))))
  }
}
