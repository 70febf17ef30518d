import GraphLayout

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An axis of a chart: it maps numbers to positions and has marks.
struct Axis: Sendable {
  let label: String
  let range: ClosedRange<Double>
  let isLogarithmic: Bool
  /// Numbers to mark, and how they are written.
  let ticks: [(value: Double, text: String)]

  /// An axis that holds some numbers.
  ///
  /// It begins and ends at marks, which are 1, 2 or 5 times a power of ten apart; on a logarithmic axis they are these
  /// numbers themselves.
  init(_ label: String, holding values: [Double], isLogarithmic: Bool = false, unit: String = "") {
    self.label = label
    let finite = values.filter { $0.isFinite && (!isLogarithmic || $0 > 0) }
    let (low, high) = (finite.min() ?? 0, finite.max() ?? 1)
    self.isLogarithmic = isLogarithmic && low > 0
    let marks = self.isLogarithmic ? Axis.powers(low, high) : Axis.steps(low, high)
    range = (marks.first ?? 0)...max(marks.last ?? 1, (marks.first ?? 0) + 1e-9)
    ticks = marks.map { ($0, Axis.text($0) + unit) }
  }

  /// The position of a number: 0 at the beginning, 1 at the end.
  func place(_ value: Double) -> Double {
    guard value.isFinite else { return 0 }
    let (low, high) = (range.lowerBound, range.upperBound)
    let share =
      isLogarithmic ? log(max(value, low) / low) / log(high / low) : (value - low) / (high - low)
    return max(0, min(1, share))
  }

  private static func steps(_ low: Double, _ high: Double) -> [Double] {
    let span = max(high - low, abs(high) * 1e-9, 1e-9)
    let power = pow(10, floor(log10(span / 5)))
    let step = [1, 2, 5, 10].map { $0 * power }.first { span / $0 <= 6 } ?? 10 * power
    let (first, last) = (floor(low / step + 1e-9), ceil(high / step - 1e-9))
    return (0...Int(min(12, max(1, last - first)))).map { (first + Double($0)) * step }
  }

  private static func powers(_ low: Double, _ high: Double) -> [Double] {
    let decades = Int(floor(log10(low)))...Int(ceil(log10(high)))
    // Where there are many decades, only they are marked.
    let factors = decades.count > 5 ? [1.0] : [1, 2, 5]
    let marks = decades.flatMap { decade in factors.map { $0 * pow(10, Double(decade)) } }
    let first = marks.lastIndex { $0 <= low * 1.0001 } ?? 0
    let last = marks.firstIndex { $0 >= high * 0.9999 } ?? marks.count - 1
    return Array(marks[min(first, last)...max(first, last)])
  }

  /// A number as axes write it: `50,000`, `0.05`.
  private static func text(_ value: Double) -> String {
    let magnitude = abs(value)
    guard magnitude < 1e15, magnitude == 0 || magnitude >= 1e-6 else { return "\(value)" }
    let sign = value < 0 ? "−" : ""
    guard magnitude < 1000 else { return sign + Int(magnitude.rounded()).grouped }
    // Six digits at most, without zeros that say nothing.
    let rounded = (magnitude * 1e6).rounded() / 1e6
    return sign + (rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)")
  }
}
