import Formulas

/// A quotient of two decimals, exact while all numbers are finite.
struct ShownQuotient: Equatable {
  private let numerator: ShownDecimal
  private let denominator: ShownDecimal
  /// The value in floating point, exact for infinities and NaN.
  private let number: Double
  private var isExact: Bool

  /// A number as its parts show it.
  init(_ number: Double, _ parts: NumberStyle.Parts) {
    let shown = ShownDecimal(parts)
    self.init(shown ?? .one, .one, number, isExact: shown != nil)
  }

  /// The value in floating point.
  var approximation: Double { isExact ? numerator.approximation / denominator.approximation : number }

  private init(_ numerator: ShownDecimal, _ denominator: ShownDecimal, _ number: Double, isExact: Bool) {
    (self.numerator, self.denominator, self.number) = (numerator, denominator, number)
    self.isExact = isExact && !denominator.isZero
  }

  static func == (a: ShownQuotient, b: ShownQuotient) -> Bool {
    guard a.isExact, b.isExact else {
      return !a.isExact && !b.isExact && (a.number == b.number || (a.number.isNaN && b.number.isNaN))
    }
    return a.numerator * b.denominator == b.numerator * a.denominator
  }

  static func + (a: ShownQuotient, b: ShownQuotient) -> ShownQuotient {
    ShownQuotient(
      a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator, a.number + b.number,
      isExact: a.isExact && b.isExact)
  }

  static func * (a: ShownQuotient, b: ShownQuotient) -> ShownQuotient {
    ShownQuotient(
      a.numerator * b.numerator, a.denominator * b.denominator, a.number * b.number, isExact: a.isExact && b.isExact)
  }

  static func / (a: ShownQuotient, b: ShownQuotient) -> ShownQuotient {
    ShownQuotient(
      a.numerator * b.denominator, a.denominator * b.numerator, a.number / b.number, isExact: a.isExact && b.isExact)
  }
}
