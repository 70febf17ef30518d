import Formulas
import Tensors

/// The square root of the variance over some axes or all, NumPy's `std`; where it is 0 the derivative is 0.
final class StandardDeviation: SlopeReduction {
  let axes: [Int]?
  let keepDims: Bool

  init(axes: [Int]?, keepDims: Bool) {
    self.axes = axes
    self.keepDims = keepDims
  }

  var name: String { "std" }
  var domain: [ClosedRange<Double>] { [-3...3] }
  var remark: String? { "where all elements are equal there is no derivative: 0 is handed back, a subgradient" }
  var specialExamples: [SpecialExample] { [SpecialExample(situation: "no spread", operands: [[2, 2]])] }

  func isAtKink(_ operands: Operands<Tensor>, _ result: Tensor) -> Bool { result.elements.contains(0) }

  func read(_ attributes: [String: Attribute], for operation: Operation) -> Operation? {
    ReductionAttributes(attributes).map { .standardDeviation(axes: $0.axes, keepDims: $0.keepDims) }
  }

  func evaluate(_ operands: Operands<Tensor>) throws(TensorError) -> Tensor {
    try operands[0].standardDeviation(axes: axes, keepDims: keepDims)
  }

  func slope<A: ArrayQuantity>(_ x: A, _ result: A) throws(TensorError) -> A {
    let count = try x.shape.extent(of: axes, for: name)
    let scale = try result.multiplied(by: x.filled(count)).repeated(alongSummed: axes, of: x.shape)
    return try scale.select(x.centered(axes: axes).divided(by: scale), x.filled(0))
  }

  func slope(_ x: Formula, _ result: Formula) -> Formula {
    .fraction(.minus(x, mean(x)), .dot(.symbol(Symbol("n")), result))
  }
}
