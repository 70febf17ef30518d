import Formulas

extension Typesetter {
  /// Sets something with a small remark centred beneath it, as `\\limits` does beneath an operator.
  func noted(_ base: Notation, _ note: String, _ style: Style) -> Box {
    let above = list(base, style)
    let below = TextRun(note, .roman, level: style.subscript.level, size: em(style.subscript)).box
    var box = Box(width: max(above.width, below.width))
    box.place(above, x: (box.width - above.width) / 2)
    let gap = points(LatinModern.Constants.lowerLimitGapMin, style) + below.height
    box.place(below, x: (box.width - below.width) / 2, raised: -above.depth - gap)
    return box
  }
}
