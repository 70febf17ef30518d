import Formulas

extension Typesetter {
  /// Sets one thing over another with a bar on the axis (rule 15 of Appendix G).
  func fraction(_ above: Notation, _ below: Notation, _ style: Style) -> Box {
    typealias Constants = LatinModern.Constants
    let isDisplay = style.math == .display
    let numerator = list(above, style.numerator)
    let denominator = list(below, style.denominator)
    let thickness = points(Constants.fractionRuleThickness, style)
    let bar = axis(style)

    let up = points(
      isDisplay ? Constants.fractionNumeratorDisplayStyleShiftUp : Constants.fractionNumeratorShiftUp, style)
    let gapAbove = points(
      isDisplay ? Constants.fractionNumDisplayStyleGapMin : Constants.fractionNumeratorGapMin, style)
    let down = points(
      isDisplay ? Constants.fractionDenominatorDisplayStyleShiftDown : Constants.fractionDenominatorShiftDown,
      style)
    let gapBelow = points(
      isDisplay ? Constants.fractionDenomDisplayStyleGapMin : Constants.fractionDenominatorGapMin, style)

    let width = max(numerator.width, denominator.width)
    var box = Box(width: width + 2 * nullDelimiterSpace)
    box.place(
      numerator, x: nullDelimiterSpace + (width - numerator.width) / 2,
      raised: max(up, bar + thickness / 2 + gapAbove + numerator.depth))
    box.addRule(x: nullDelimiterSpace, bottom: bar - thickness / 2, width: width, thickness: thickness)
    box.place(
      denominator, x: nullDelimiterSpace + (width - denominator.width) / 2,
      raised: -max(down, denominator.height + gapBelow + thickness / 2 - bar))
    return box
  }
}
