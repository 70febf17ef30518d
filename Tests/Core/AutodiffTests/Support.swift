import Autodiff
import Expressions
import Tensors
import TestSupport

extension SplitMix64 {
  /// A tensor of random elements.
  mutating func tensor(_ sizes: [Int], in range: ClosedRange<Double>, dtype: DType = .float64) throws -> Tensor {
    let shape = try Shape(sizes)
    let elements = (0..<shape.count).map { _ in Double.random(in: range, using: &self) }
    return sizes.isEmpty ? Tensor(elements[0], dtype: dtype) : try Tensor(elements, shape: shape, dtype: dtype)
  }
}

extension Autodiff.Operation {
  /// Shapes of which an operation on images takes some; none for others.
  var imageShapes: [[Int]] {
    guard name.contains("2d") else { return [] }
    return [
      [1, 1, 1, 1], [1, 1, 2, 3], [2, 2, 3, 3], [3, 2, 2, 2], [2, 3, 1, 2], [2, 3, 2, 2], [2, 2, 1, 1], [0, 2, 3, 3],
      [1, 1, 4, 4], [1, 1, 2, 2],
    ]
  }
}

extension Trace {
  /// The steps that a person sees, in the words of the article: `pow_0→x`, `pow_0→2 ⊘`, `x •`.
  var steps: [String] {
    events.compactMap { event in
      switch event {
      case .propagate(let step): "\(nodes[step.from].label)→\(nodes[step.to].label)"
      case .blocked(let from, let to, _, _): "\(nodes[from].label)→\(nodes[to].label) ⊘"
      case .finish(let node, _, _): "\(nodes[node].label) •"
      default: nil
      }
    }
  }

  /// The gradients at the end.
  var gradients: [String: TraceValue] {
    if case .end(let gradients)? = events.last { gradients } else { [:] }
  }
}
