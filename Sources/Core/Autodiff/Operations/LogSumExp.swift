import Formulas
import Tensors

/// The logarithm of the sum of `eˣ` over some axes or all; the derivative is the softmax.
final class LogSumExp: SlopeReduction {
  let axes: [Int]?
  let keepDims: Bool

  init(axes: [Int]?, keepDims: Bool) {
    self.axes = axes
    self.keepDims = keepDims
  }

  var name: String { "logsumexp" }
  var domain: [ClosedRange<Double>] { [-3...3] }
  var remark: String? { "shifted by the largest element, so that nothing overflows" }
  var specialExamples: [SpecialExample] {
    [SpecialExample(situation: "large elements", operands: [[1000, 1001]])]
  }

  func read(_ attributes: [String: Attribute], for operation: Operation) -> Operation? {
    ReductionAttributes(attributes).map { .logSumExp(axes: $0.axes, keepDims: $0.keepDims) }
  }

  func evaluate(_ operands: Operands<Tensor>) throws(TensorError) -> Tensor {
    try operands[0].logSumExp(axes: axes, keepDims: keepDims)
  }

  func slope<A: ArrayQuantity>(_ x: A, _ result: A) throws(TensorError) -> A {
    // Divided by their sum, so that the rounding of a large result does not show.
    let powers = try x.subtracting(result.repeated(alongSummed: axes, of: x.shape)).exponential
    return try powers.divided(by: powers.sum(axes: axes ?? Array(x.shape.sizes.indices), keepDims: true))
  }

  func slope(_ x: Formula, _ result: Formula) -> Formula { .function(.exp, [.minus(x, result)]) }
}
