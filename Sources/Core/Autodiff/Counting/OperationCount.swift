/// How many multiplications and additions of numbers derivatives take.
package struct OperationCount: Hashable, Sendable {
  /// The products of a tangent or an adjoint with an entry of a local Jacobian other than 1 and −1.
  package var multiplications: Int
  /// The additions in sums of contributions: *k* contributions take *k* − 1.
  package var additions: Int

  package init(multiplications: Int = 0, additions: Int = 0) {
    (self.multiplications, self.additions) = (multiplications, additions)
  }

  /// Both together.
  package var total: Int { multiplications + additions }

  package static func + (a: OperationCount, b: OperationCount) -> OperationCount {
    OperationCount(multiplications: a.multiplications + b.multiplications, additions: a.additions + b.additions)
  }
}
