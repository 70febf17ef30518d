import Formulas
import Tensors

/// The square root of the sum of squares over some axes or all; at 0 the derivative is 0.
final class Norm: SlopeReduction {
  let axes: [Int]?
  let keepDims: Bool

  init(axes: [Int]?, keepDims: Bool) {
    self.axes = axes
    self.keepDims = keepDims
  }

  var name: String { "norm" }
  var domain: [ClosedRange<Double>] { [0.2...3] }
  var remark: String? { "where all elements are 0 there is no derivative: 0 is handed back, a subgradient" }
  var specialExamples: [SpecialExample] { [SpecialExample(situation: "zeros", operands: [[0, 0]])] }

  func isAtKink(_ operands: Operands<Tensor>, _ result: Tensor) -> Bool { result.elements.contains(0) }

  func read(_ attributes: [String: Attribute], for operation: Operation) -> Operation? {
    ReductionAttributes(attributes).map { .norm(axes: $0.axes, keepDims: $0.keepDims) }
  }

  func evaluate(_ operands: Operands<Tensor>) throws(TensorError) -> Tensor {
    try operands[0].norm(axes: axes, keepDims: keepDims)
  }

  func slope<A: ArrayQuantity>(_ x: A, _ result: A) throws(TensorError) -> A {
    let length = try result.repeated(alongSummed: axes, of: x.shape)
    return try length.select(x.divided(by: length), x.filled(0))
  }

  func slope(_ x: Formula, _ result: Formula) -> Formula { .fraction(x, result) }
}
