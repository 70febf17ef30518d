import Formulas
import Tensors

/// The mean of the squared differences from the mean over some axes or all, NumPy's `var`.
final class Variance: SlopeReduction {
  let axes: [Int]?
  let keepDims: Bool

  init(axes: [Int]?, keepDims: Bool) {
    self.axes = axes
    self.keepDims = keepDims
  }

  var name: String { "var" }
  var domain: [ClosedRange<Double>] { [-3...3] }
  var remark: String? { "divided by the number n of elements, not by n − 1" }

  func read(_ attributes: [String: Attribute], for operation: Operation) -> Operation? {
    ReductionAttributes(attributes).map { .variance(axes: $0.axes, keepDims: $0.keepDims) }
  }

  func evaluate(_ operands: Operands<Tensor>) throws(TensorError) -> Tensor {
    try operands[0].variance(axes: axes, keepDims: keepDims)
  }

  func slope<A: ArrayQuantity>(_ x: A, _ result: A) throws(TensorError) -> A {
    let count = try x.shape.extent(of: axes, for: name)
    return try x.centered(axes: axes).multiplied(by: x.filled(2 / count))
  }

  func slope(_ x: Formula, _ result: Formula) -> Formula {
    .fraction(.dot(.number(2), .minus(x, mean(x))), .symbol(Symbol("n")))
  }
}
