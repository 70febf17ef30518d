import Formulas

/// Sets notations at a size.
///
/// Each construction, such as fractions, is an extension in a file of its own.
struct Typesetter {
  /// The em of the text style, in points.
  let size: Double
  /// Whether the columns of a table are close to each other.
  var isCompact = false
  /// The least em of scripts of scripts, in points, as far as it is not above that of scripts.
  var leastScript = 0.0
  /// Whether arrays of numbers are set as grids of cells, without brackets.
  var hasGrids = false

  /// The em of a style, in points.
  func em(_ style: Style) -> Double {
    switch style.math {
    case .display, .text: size
    case .script: size * LatinModern.Constants.scriptPercentScaleDown / 100
    case .scriptScript:
      min(
        size * LatinModern.Constants.scriptPercentScaleDown / 100,
        max(leastScript, size * LatinModern.Constants.scriptScriptPercentScaleDown / 100))
    }
  }

  /// Font units at the size of a style, in points.
  func points(_ units: Double, _ style: Style) -> Double {
    units / Glyph.unitsPerEm * em(style)
  }

  /// The height of the middle of a plus or a bar (AxisHeight).
  func axis(_ style: Style) -> Double {
    points(LatinModern.Constants.axisHeight, style)
  }

  /// The room beside a fraction and in place of a missing delimiter: \nulldelimiterspace, 1.2 pt at 10 pt.
  var nullDelimiterSpace: Double { 0.12 * size }
}
