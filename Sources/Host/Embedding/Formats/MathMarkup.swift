import Formulas

/// A formula as markup for the eye and in words for the ear.
struct MathMarkup: Encodable {
  let html: String
  let spoken: String

  init(_ formula: Formula, _ numbers: NumberStyle) {
    html = formula.html(numbers)
    spoken = formula.spoken(numbers).printable
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    try container.encode(html)
    try container.encode(spoken)
  }
}
