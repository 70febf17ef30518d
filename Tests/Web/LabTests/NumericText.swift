import Foundation

/// Texts that are equal but for the last digits of their numbers.
enum NumericText {
  /// How far numbers at the same place are apart, at most.
  struct Difference {
    /// In units in the last place of the larger of the two.
    var ofItself = 0.0
    /// In units in the last place of the largest number of both texts.
    var ofLargest = 0.0
  }

  /// The differences of the numbers of two texts; nil where anything else differs.
  static func difference(_ first: String, _ second: String) -> Difference? {
    let (a, b) = (parts(first), parts(second))
    guard a.count == b.count else { return nil }
    let largest = (a + b).compactMap { Double($0)?.magnitude }.filter(\.isFinite).max() ?? 0
    var difference = Difference()
    for (one, other) in zip(a, b) where one != other {
      guard let x = Double(one), let y = Double(other) else { return nil }
      difference.ofItself = max(difference.ofItself, abs(x - y) / max(x.magnitude, y.magnitude).ulp)
      difference.ofLargest = max(difference.ofLargest, abs(x - y) / largest.ulp)
    }
    return difference
  }

  /// Numbers, and what stands between them.
  private static func parts(_ text: String) -> [Substring] {
    var parts: [Substring] = []
    var start = text.startIndex
    func isDigit(_ character: Character) -> Bool {
      character.isASCII && (character.isNumber || "+-.e".contains(character))
    }
    while start < text.endIndex {
      let isNumber = isDigit(text[start])
      let end = text[start...].firstIndex { isDigit($0) != isNumber } ?? text.endIndex
      parts.append(text[start..<end])
      start = end
    }
    return parts
  }
}
