/// The mean of the last values, kept in constant time for each new one.
///
/// The article's loop takes the mean of a list of 1,000 anew at each step.
package struct RunningMean: Sendable {
  private var values: [Double] = []
  private let span: Int
  private var next = 0
  private var sum = 0.0

  /// The mean of up to `span` values.
  package init(span: Int) {
    self.span = max(1, span)
    values.reserveCapacity(self.span)
  }

  /// The mean; nil before the first value.
  package var mean: Double? { values.isEmpty ? nil : sum / Double(values.count) }

  /// Takes in one more value, and lets go of the oldest where there are enough.
  package mutating func append(_ value: Double) {
    if values.count < span {
      values.append(value)
      sum += value
      return
    }
    sum += value - values[next]
    values[next] = value
    next += 1
    if next == span {
      next = 0
      // What rounding has left behind in the differences goes.
      sum = values.reduce(0, +)
    }
  }
}
