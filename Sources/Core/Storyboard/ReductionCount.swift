import Autodiff
import Formulas

/// The number that the letter `n` stands for in the derivative of a reduction.
struct ReductionCount {
  /// The number, or one for each element of the result; nil where the elements are not known.
  let value: TraceValue?
  /// The meaning in words: "the number of rows".
  let meaning: String
}

extension Trace {
  /// The number that `n` stands for in the derivative of an operation; nil where the derivative has no `n`.
  ///
  /// - Complexity: O(*n*) for *n* elements of the operand.
  func count(of id: Int) -> ReductionCount? {
    let node = nodes[id]
    guard let name = node.operation, let operand = node.operands.first.map({ nodes[$0].value }),
      let operation = Operation(name: name, attributes: node.attributes)
    else { return nil }
    switch operation {
    case .mean, .variance, .standardDeviation:
      let averaged = operand.shape.elementCount / max(1, node.shape.elementCount)
      return ReductionCount(value: .number(averaged), meaning: Words.averaged)
    case .softmaxCrossEntropy:
      return ReductionCount(value: .number(operand.shape.dropLast().elementCount), meaning: Words.rows)
    case .max(let axes, _), .min(let axes, _):
      let each = Words.sharers(isMaximum: name == "max", isSingle: false)
      let counts = Trace.sharers(of: node.value, in: operand, axes: axes)
      guard let first = counts?.first else { return ReductionCount(value: nil, meaning: each) }
      if let counts, counts.contains(where: { $0 != first }) {
        let value = TraceValue.array(shape: node.shape, elements: counts)
        return ReductionCount(value: value, meaning: each)
      }
      let isSingle = node.shape.elementCount == 1
      return ReductionCount(
        value: .array(shape: [], elements: [first]),
        meaning: Words.sharers(isMaximum: name == "max", isSingle: isSingle))
    default: return nil
    }
  }

  /// For each extreme, the number of elements of the operand that are equal to it.
  private static func sharers(of result: TraceValue, in operand: TraceValue, axes: [Int]?) -> [Double]? {
    guard case .array(let shape, let elements) = operand, case .array(_, let extremes) = result, !elements.isEmpty,
      Double(elements.count) == shape.elementCount
    else { return nil }
    let folded = Set(axes.map { $0.map { $0 < 0 ? $0 + shape.count : $0 } } ?? Array(shape.indices))
    var counts = [Double](repeating: 0, count: extremes.count)
    for (position, element) in elements.enumerated() {
      // The place among the extremes: the index without the folded axes.
      var (rest, place, stride) = (position, 0, 1)
      for axis in shape.indices.reversed() {
        if !folded.contains(axis) {
          place += rest % shape[axis] * stride
          stride *= shape[axis]
        }
        rest /= shape[axis]
      }
      guard extremes.indices.contains(place) else { return nil }
      if element == extremes[place] { counts[place] += 1 }
    }
    return counts
  }
}

extension TraceValue {
  fileprivate static func number(_ count: Double) -> TraceValue { .array(shape: [], elements: [count]) }
}

extension Collection<Int> {
  /// The number of elements of an array of these sizes; in floating point, as a trace may hold any sizes.
  fileprivate var elementCount: Double { reduce(1) { $0 * Double($1) } }
}
