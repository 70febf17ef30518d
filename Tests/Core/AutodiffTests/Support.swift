import Autodiff
import Expressions
import Tensors

/// Random bits that are the same in every run (SplitMix64).
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  /// A sequence of its own for each text, so that a new operation does not move the points of the others.
  init(_ text: String) {
    state = text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  mutating func tensor(_ sizes: [Int], in range: ClosedRange<Double>, dtype: DType = .float64) throws -> Tensor {
    let shape = try Shape(sizes)
    let elements = (0..<shape.count).map { _ in Double.random(in: range, using: &self) }
    return sizes.isEmpty ? Tensor(elements[0], dtype: dtype) : try Tensor(elements, shape: shape, dtype: dtype)
  }
}

/// The sum of the products of corresponding elements.
func inner(_ a: Tensor, _ b: Tensor) -> Double {
  zip(a.elements, b.elements).reduce(0) { $0 + $1.0 * $1.1 }
}

/// Equal within a tolerance relative to the larger of the two and 1; NaN equals NaN.
func isClose(_ a: Double, _ b: Double, within tolerance: Double = 1e-12) -> Bool {
  a == b || a.isNaN && b.isNaN || (a - b).magnitude <= tolerance * max(1, max(a.magnitude, b.magnitude))
}

/// Whether two tensors agree to the bit, the sign of zero included.
func isSameToTheBit(_ a: Tensor, _ b: Tensor) -> Bool {
  a.dtype == b.dtype && a.shape == b.shape && a.elements.elementsEqual(b.elements) { $0.bitPattern == $1.bitPattern }
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
