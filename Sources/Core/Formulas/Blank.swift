/// A blank: the place of an answer that a reader writes, as a symbol.
///
/// It is spelled with a character of a private plane of Unicode, which no font has and no expression may hold. So a
/// typeset line keeps its room and tells its place, and a drawing puts a box there, with the answer in it or without.
extension FormulaSymbol {
  /// The blank of a number, counted from 0, so many characters wide.
  package static func blank(_ number: Int, width: Int) -> FormulaSymbol {
    let scalar = Unicode.Scalar(firstBlank + UInt32(max(0, min(number, mostBlanks - 1)))) ?? "\u{F0000}"
    let letters = String(repeating: Character(scalar), count: max(1, width))
    return FormulaSymbol(base: letters, face: .upright, text: "____")
  }

  /// The most blanks that can be told apart.
  package static let mostBlanks = 65_000

  private static let firstBlank: UInt32 = 0xF0000

  /// The number of the blank that a text stands for; nil for any other text.
  package static func blank(in text: String) -> Int? {
    guard let value = text.unicodeScalars.first?.value, value >= firstBlank, value < firstBlank + UInt32(mostBlanks)
    else { return nil }
    return Int(value - firstBlank)
  }
}
