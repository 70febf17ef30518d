import Formulas
import Rendering

/// How a worksheet looks.
package struct WorksheetStyle: Sendable {
  /// The paper.
  package var paper = Paper.a4
  /// The rounding of numbers.
  package var numbers = NumberStyle()
  /// What is asked for on edges.
  package var edgeNumbers = EdgeNumbers.contribution
  /// The colours.
  package var theme = Theme.print

  /// A4, four digits, contributions on edges, the theme for print.
  package init() {}

  /// The most questions of a worksheet.
  package static let mostQuestions = 300

  /// The most nodes of a graph whose numbers are nodes of their own.
  static let mostLiteralNodes = 16

  /// The theme of the graph, whose blanks have room for handwriting.
  var graphTheme: Theme {
    var theme = theme
    theme.sizes.number *= 1.2
    theme.sizes.gradient *= 1.1
    theme.sizes.value *= 1.15
    return theme
  }

  /// What stands on edges, as a sentence.
  var edgeSentence: String {
    switch edgeNumbers {
    case .adjoint: Words.adjointOnEdges
    case .contribution: Words.contributionOnEdges
    case .none: ""
    }
  }
}
