import Formulas

extension Typesetter {
  /// Sets a base with what stands below and above on its right (rule 18 of Appendix G).
  func scripts(_ base: Notation, below: Notation?, above: Notation?, _ style: Style) -> Box {
    if style.math == .display, case .atom(let atom) = base, ["∑", "∏"].contains(atom.text) {
      return limits(atom, below: below, above: above, style)
    }
    typealias Constants = LatinModern.Constants
    let nucleus = nucleus(base, style)
    let lower = below.map { list($0, style.subscript) }
    let upper = above.map { list($0, style.superscript) }

    let (up, down) = shifts(of: nucleus, lower, upper, style)

    // The subscript stands under the letter's overhang, the superscript beyond it (rules 17 and 18f).
    let after = points(Constants.spaceAfterScript, style)
    let corner = nucleus.box.width
    var box = nucleus.box
    if let lower {
      box.place(lower, x: corner, raised: -down)
      box.width = corner + lower.width + after
    } else {
      box.width = corner + nucleus.italicCorrection
    }
    if let upper {
      box.place(upper, x: corner + nucleus.italicCorrection, raised: up)
      box.width = max(box.width, corner + nucleus.italicCorrection + upper.width + after)
    }
    return box
  }

  /// The distances that the superscript goes up and the subscript down (rules 18a to 18e).
  private func shifts(
    of nucleus: Nucleus, _ lower: Box?, _ upper: Box?, _ style: Style
  ) -> (up: Double, down: Double) {
    typealias Constants = LatinModern.Constants
    var up = 0.0
    var down = 0.0
    if !nucleus.isOnTheLine {
      up = nucleus.box.height - points(Constants.superscriptBaselineDropMax, style.superscript)
      down = nucleus.box.depth + points(Constants.subscriptBaselineDropMin, style.subscript)
    }
    if let upper {
      let shift = style.isCramped ? Constants.superscriptShiftUpCramped : Constants.superscriptShiftUp
      up = max(up, points(shift, style), upper.depth + points(Constants.superscriptBottomMin, style))
    }
    if let lower {
      let shift = upper == nil ? Constants.loneSubscriptShiftDown : Constants.subscriptShiftDown
      down = max(down, points(shift, style))
      if upper == nil { down = max(down, lower.height - points(Constants.subscriptTopMax, style)) }
    }
    if let upper, let lower {
      let gap = (up - upper.depth) - (lower.height - down)
      let missing = points(Constants.subSuperscriptGapMin, style) - gap
      if missing > 0 {
        down += missing
        // Rather up with both than the subscript far down.
        let room = points(Constants.superscriptBottomMaxWithSubscript, style) - (up - upper.depth)
        if room > 0 {
          up += room
          down -= room
        }
      }
    }
    return (up, down)
  }

  private func nucleus(_ notation: Notation, _ style: Style) -> Nucleus {
    if case .atom(let atom) = notation { return self.atom(atom, style) }
    if case .accent(let accent, let inner) = notation { return self.accent(accent, inner, style) }
    var nucleus = Nucleus(box: list(notation, style))
    // Parentheses that did not grow carry their exponent as the letters in them would.
    if case .fenced(_, _, let close) = notation {
      let plain = TextRun(close, .roman, level: style.level, size: em(style)).box
      nucleus.isOnTheLine = nucleus.box.height <= plain.height + 0.01 * size
    }
    return nucleus
  }

  /// Sets a large operator with its limits beneath and above it (rule 13a).
  private func limits(
    _ operation: Notation.Atom, below: Notation?, above: Notation?, _ style: Style
  ) -> Box {
    typealias Constants = LatinModern.Constants
    let sign = atom(operation, style).closed
    let lower = below.map { list($0, style.subscript) }
    let upper = above.map { list($0, style.superscript) }
    var box = Box(width: max(sign.width, lower?.width ?? 0, upper?.width ?? 0))
    box.place(sign, x: (box.width - sign.width) / 2)
    if let upper {
      let gap = max(
        points(Constants.upperLimitBaselineRiseMin, style),
        points(Constants.upperLimitGapMin, style) + upper.depth)
      box.place(upper, x: (box.width - upper.width) / 2, raised: sign.height + gap)
    }
    if let lower {
      let gap = max(
        points(Constants.lowerLimitBaselineDropMin, style),
        points(Constants.lowerLimitGapMin, style) + lower.height)
      box.place(lower, x: (box.width - lower.width) / 2, raised: -sign.depth - gap)
    }
    return box
  }
}
