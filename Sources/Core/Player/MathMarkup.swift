import Autodiff
import Formulas

/// A formula as markup for the eye and in words for the ear.
struct MathMarkup: Sendable {
  let html: String
  let spoken: String

  init(_ formula: Formula, _ numbers: NumberStyle) {
    html = formula.html(numbers)
    spoken = formula.spoken(numbers).printable
  }

  var json: JSON { .list([.text(html), .text(spoken)]) }
}
