/// The style in which people see numbers: a few significant digits, a real minus, `×10ⁿ` at the extremes.
public struct NumberStyle: Hashable, Sendable {
  /// Significant digits, at least 1.
  ///
  /// Digits left of the decimal point are always shown.
  public let precision: Int

  /// A style of so many significant digits; fewer than 1 are 1, and more than 17 are 17, which tell any number.
  public init(precision: Int = 4) {
    self.precision = max(1, min(precision, 17))
  }

  /// Whether every number is written as the widest one of the style: for the room that any number has.
  package private(set) var isWidest = false

  /// The same style with the widest number in place of every other; literals stay.
  package var widest: NumberStyle {
    var style = self
    style.isWidest = true
    return style
  }

  /// The same style with no fewer significant digits than asked.
  package func withAtLeast(_ digits: Int) -> NumberStyle {
    let style = NumberStyle(precision: max(precision, digits))
    return isWidest ? style.widest : style
  }

  /// Every digit that is needed to read the same number back.
  public static let exact = NumberStyle(precision: 17)

  /// The parts of a number as it is written: `−`, `1.235`, and the exponent of ten if there is one.
  package struct Parts: Hashable, Sendable {
    /// Whether the number has a minus.
    package let isNegative: Bool
    /// The digits with their decimal point, or `∞`, or `NaN`; empty where a power of ten is all there is.
    package let digits: String
    /// The power of ten the digits are multiplied by, if it is written out.
    package let exponent: Int?
  }

  /// Rounds a number to the style's digits, half away from zero, and takes it apart.
  ///
  /// The decimal that is rounded is the shortest one that reads back as the number, so what a person
  /// typed is what gets rounded. Beyond 10⁵ and below 10⁻⁴ the exponent is written.
  package func parts(of value: Double) -> Parts {
    guard !isWidest else {
      let digits = "8" + (precision > 1 ? "." + String(repeating: "8", count: precision - 1) : "")
      return Parts(isNegative: true, digits: digits, exponent: -188)
    }
    guard value.isFinite else {
      return Parts(isNegative: value < 0, digits: value.isNaN ? "NaN" : "∞", exponent: nil)
    }
    // Whole numbers of up to five digits, which are most that is shown, are written as they are.
    if value.magnitude < 1e5, value.rounded() == value {
      return Parts(isNegative: value < 0, digits: String(Int(value.magnitude)), exponent: nil)
    }
    var (digits, exponent) = Self.decimal(of: value.magnitude)
    let isScientific = exponent < -4 || exponent >= 5
    let kept = isScientific ? precision : max(precision, exponent + 1)
    if digits.count > kept {
      let roundsUp = digits[kept] >= 5
      digits.removeSubrange(kept...)
      if roundsUp, Self.carry(into: &digits) { exponent += 1 }
    }
    while digits.count > 1, digits.last == 0 { digits.removeLast() }
    let text: String
    let written: Int?
    // Rounding may have lifted 99 999.6 to 10⁵ or 0.000 099 999 96 to 10⁻⁴: ask again.
    if exponent < -4 || exponent >= 5 {
      text = Self.text(digits, pointAfter: 1)
      written = exponent
    } else {
      text = Self.text(digits, pointAfter: exponent + 1)
      written = nil
    }
    // A power of ten stands alone: 10³⁰⁰.
    return Parts(isNegative: value < 0, digits: written != nil && text == "1" ? "" : text, exponent: written)
  }

  /// A number as it was written: all its digits, and the sign of zero.
  static func parts(ofLiteral value: Double) -> Parts {
    let parts = exact.parts(of: value)
    return Parts(
      isNegative: value.sign == .minus && !value.isNaN, digits: parts.digits, exponent: parts.exponent)
  }

  /// A number as it was written, in one line: `−1.00001`, `10³⁰⁰`.
  package static func text(ofLiteral value: Double) -> String { text(parts(ofLiteral: value)) }

  /// The number in one line of plain text: `−1.235×10⁻⁵`, `10³⁰⁰`.
  public func text(_ value: Double) -> String { Self.text(parts(of: value)) }

  private static func text(_ parts: Parts) -> String {
    var text = (parts.isNegative ? "−" : "") + parts.digits
    if let exponent = parts.exponent {
      text += parts.digits.isEmpty ? "10" : "×10"
      for character in String(exponent) {
        text.append(Self.superscripts[character] ?? character)
      }
    }
    return text
  }

  /// The significant digits of a positive number and the exponent of the first of them.
  private static func decimal(of value: Double) -> (digits: [Int], exponent: Int) {
    var digits: [Int] = []
    var pointAt: Int?
    var exponent = 0
    let description = value.description
    let bytes = description.utf8
    let mantissa = bytes.prefix { $0 != UInt8(ascii: "e") }
    if mantissa.endIndex < bytes.endIndex {
      exponent = Int(description[bytes.index(after: mantissa.endIndex)...]) ?? 0
    }
    for byte in mantissa {
      if byte == UInt8(ascii: ".") { pointAt = digits.count } else { digits.append(Int(byte - UInt8(ascii: "0"))) }
    }
    exponent += (pointAt ?? digits.count) - 1
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(min(zeros, digits.count - 1))
    return (digits, exponent - zeros)
  }

  /// Adds one to the last digit; true where the number grew by a digit (`999` became `1`).
  private static func carry(into digits: inout [Int]) -> Bool {
    for index in digits.indices.reversed() {
      if digits[index] < 9 {
        digits[index] += 1
        return false
      }
      digits[index] = 0
    }
    digits = [1]
    return true
  }

  private static func text(_ digits: [Int], pointAfter count: Int) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(digits.count + max(count, 2 - count))
    if count <= 0 {
      text += "0.".utf8
      text.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: -count))
    }
    for (index, digit) in digits.enumerated() {
      if index == count, index > 0 { text.append(UInt8(ascii: ".")) }
      text.append(UInt8(ascii: "0") + UInt8(digit))
    }
    if digits.count < count { text.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: count - digits.count)) }
    return String(decoding: text, as: UTF8.self)
  }

  private static let superscripts: [Character: Character] = [
    "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸",
    "9": "⁹",
  ]
}
