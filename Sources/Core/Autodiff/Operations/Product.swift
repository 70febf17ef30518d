import Formulas
import Tensors

/// The product over some axes or all; the derivative is the product of the others.
final class Product: SlopeReduction {
  let axes: [Int]?
  let keepDims: Bool

  init(axes: [Int]?, keepDims: Bool) {
    self.axes = axes
    self.keepDims = keepDims
  }

  var name: String { "prod" }
  var domain: [ClosedRange<Double>] { [-2...2] }
  var specialExamples: [SpecialExample] { [SpecialExample(situation: "a zero", operands: [[0, 2, 3]])] }

  func read(_ attributes: [String: Attribute], for operation: Operation) -> Operation? {
    ReductionAttributes(attributes).map { .product(axes: $0.axes, keepDims: $0.keepDims) }
  }

  func evaluate(_ operands: Operands<Tensor>) throws(TensorError) -> Tensor {
    try operands[0].product(axes: axes, keepDims: keepDims)
  }

  func slope<A: ArrayQuantity>(_ x: A, _ result: A) throws(TensorError) -> A {
    try x.productOfOthers(axes: axes)
  }

  func slope(_ x: Formula, _ result: Formula) -> Formula { .named("product_of_others", [x] + Formula.axes(axes)) }
}
