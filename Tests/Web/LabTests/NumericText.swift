import Foundation

/// Texts that are equal but for the last digits of their numbers.
enum NumericText {
  /// The greatest distance of two numbers at the same place, in units in the last place; nil where anything else differs.
  static func distance(_ first: String, _ second: String) -> Int? {
    let (a, b) = (parts(first), parts(second))
    guard a.count == b.count else { return nil }
    var most = 0
    for (one, other) in zip(a, b) where one != other {
      guard let x = Double(one), let y = Double(other) else { return nil }
      let distance = abs(x - y) / max(x.magnitude, y.magnitude).ulp
      guard distance < 1e15 else { return nil }
      most = max(most, Int(distance.rounded()))
    }
    return most
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
