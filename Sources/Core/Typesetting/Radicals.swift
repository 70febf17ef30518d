import Formulas

extension Typesetter {
  /// Sets a radical over its contents (rule 11 of Appendix G).
  func radical(_ inner: Notation, _ style: Style) -> Box {
    typealias Constants = LatinModern.Constants
    let contents = list(inner, style.cramped)
    let thickness = points(Constants.radicalRuleThickness, style)
    let gap = points(
      style.math == .display ? Constants.radicalDisplayStyleVerticalGap : Constants.radicalVerticalGap, style)
    let needed = contents.extent + gap + thickness
    let sign = stretched("√", toCover: needed, style)

    // The surplus height of the sign is shared between the gap and the space beneath.
    let clearance = gap + max(0, sign.extent - needed) / 2
    let bar = contents.height + clearance
    var box = Box(width: sign.width + contents.width)
    box.place(sign, x: 0, raised: bar + thickness - sign.height)
    box.place(contents, x: sign.width)
    box.addRule(x: sign.width, bottom: bar, width: contents.width, thickness: thickness)
    box.height = bar + thickness + points(Constants.radicalExtraAscender, style)
    return box
  }
}
