import Formulas

/// A number exactly as it is shown: a whole number times a power of ten.
struct ShownDecimal: Equatable {
  private let isNegative: Bool
  /// The digits, the first of them first, without zeros at either end; empty for zero.
  private let digits: [Int]
  /// The power of ten of the last digit.
  private let exponent: Int

  static let one = ShownDecimal(isNegative: false, digits: [1], exponent: 0)

  private init(isNegative: Bool, digits: [Int], exponent: Int) {
    let leading = digits.prefix { $0 == 0 }.count
    let trailing = digits.dropFirst(leading).reversed().prefix { $0 == 0 }.count
    self.digits = Array(digits[leading..<(digits.count - trailing)])
    self.isNegative = isNegative && !self.digits.isEmpty
    self.exponent = self.digits.isEmpty ? 0 : exponent + trailing
  }

  /// Reads the parts of a number; nil for infinity and NaN.
  init?(_ parts: NumberStyle.Parts) {
    // A power of ten may stand alone.
    var digits = parts.digits.isEmpty ? [1] : []
    var places = 0
    var isBehindPoint = false
    for character in parts.digits {
      if character == "." {
        isBehindPoint = true
      } else {
        guard let digit = character.wholeNumberValue else { return nil }
        digits.append(digit)
        if isBehindPoint { places += 1 }
      }
    }
    self.init(isNegative: parts.isNegative, digits: digits, exponent: (parts.exponent ?? 0) - places)
  }

  var isZero: Bool { digits.isEmpty }

  /// The value in floating point.
  var approximation: Double {
    Double("\(isNegative ? "-" : "")0\(digits.map { "\($0)" }.joined())e\(exponent)") ?? 0
  }

  static prefix func - (a: ShownDecimal) -> ShownDecimal {
    ShownDecimal(isNegative: !a.isNegative, digits: a.digits, exponent: a.exponent)
  }

  static func * (a: ShownDecimal, b: ShownDecimal) -> ShownDecimal {
    var product = [Int](repeating: 0, count: a.digits.count + b.digits.count)
    for (i, x) in a.digits.enumerated().reversed() {
      var carry = 0
      for (j, y) in b.digits.enumerated().reversed() {
        let sum = product[i + j + 1] + x * y + carry
        product[i + j + 1] = sum % 10
        carry = sum / 10
      }
      product[i] += carry
    }
    return ShownDecimal(
      isNegative: a.isNegative != b.isNegative, digits: product, exponent: a.exponent + b.exponent)
  }

  /// - Complexity: O(*n*) for *n* places between the first digit of either and the last of either.
  static func + (a: ShownDecimal, b: ShownDecimal) -> ShownDecimal {
    if a.isZero { return b }
    if b.isZero { return a }
    let last = min(a.exponent, b.exponent)
    let count = max(a.digits.count + a.exponent, b.digits.count + b.exponent) - last + 1
    // The last digit first; those of a negative number count as negative.
    var sum = [Int](repeating: 0, count: count)
    for number in [a, b] {
      for (place, digit) in number.digits.reversed().enumerated() {
        sum[place + number.exponent - last] += number.isNegative ? -digit : digit
      }
    }
    let isNegative = (sum.last { $0 != 0 } ?? 0) < 0
    if isNegative { sum = sum.map { -$0 } }
    var carry = 0
    for place in sum.indices {
      let digit = sum[place] + carry
      carry = digit < 0 ? -1 : digit / 10
      sum[place] = digit < 0 ? digit + 10 : digit % 10
    }
    return ShownDecimal(isNegative: isNegative, digits: sum.reversed(), exponent: last)
  }
}
