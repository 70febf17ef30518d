extension TraceValue {
  /// How far two numbers may be apart, relative to the larger, and still be the same.
  private static let tolerance = 1e-9
  /// The same relative to the largest number that both came from, which is as exact as what cancels can be.
  private static let cancellation = 1e-12

  /// Whether both have one shape and the same numbers, as far as rounding lets them.
  ///
  /// Numbers may differ by 10⁻⁹ of the larger, or by 10⁻¹² of the largest number of the array. Large arrays are compared by
  /// their summaries. NaN is the same as NaN.
  ///
  /// - Parameters:
  ///   - other: the other value.
  ///   - largest: the largest number that was added up to either value, where that is more than its elements.
  /// - Returns: whether they are the same.
  package func agrees(with other: TraceValue, largest: Double = 0) -> Bool {
    shape == other.shape && firstDifference(from: other, largest: largest) == nil
  }

  /// The position of the first element that differs, in row-major order; nil where none does.
  ///
  /// Of two summaries it is the position in a list of their numbers. Values of two shapes, or of which only one is
  /// summarised, differ at once.
  package func firstDifference(from other: TraceValue, largest: Double = 0) -> Int? {
    let (ours, theirs): ([Double], [Double])
    switch (self, other) {
    case (.array(let shape, let one), .array(let other, let two)) where shape == other: (ours, theirs) = (one, two)
    case (.summary(let one), .summary(let two)) where one.shape == two.shape:
      (ours, theirs) = (one.numbers, two.numbers)
    default: return 0
    }
    guard ours.count == theirs.count else { return 0 }
    let largest = max(largest, magnitude)
    return ours.indices.first { !Self.agree(ours[$0], theirs[$0], largest: largest) }
  }

  private static func agree(_ a: Double, _ b: Double, largest: Double) -> Bool {
    a == b || a.isNaN && b.isNaN
      || (a - b).magnitude <= max(tolerance * max(a.magnitude, b.magnitude), cancellation * largest)
  }

  /// The largest of the magnitudes of the elements that are finite; 0 where there is none.
  package var magnitude: Double {
    switch self {
    case .array(_, let elements): elements.reduce(0) { $1.isFinite ? max($0, $1.magnitude) : $0 }
    case .summary(let summary):
      [summary.min, summary.max].reduce(0) { $1.isFinite ? max($0, $1.magnitude) : $0 }
    }
  }
}
