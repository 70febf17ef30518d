import Formulas

extension Typesetter {
  /// Sets an ellipsis as LaTeX makes it of three points; nil for any other sign.
  func dots(_ text: String, _ style: Style) -> Box? {
    guard text.utf8.first.map({ $0 >= 0x80 }) ?? false else { return nil }
    // Points of punctuation have thin spaces between them, except in scripts.
    let thin = style.level == 0 ? em(style) / 6 : 0
    switch text {
    case "…": return dots(".", style, room: thin)
    case "⋯": return dots("⋅", style, room: thin)
    // \vdots and \ddots are made for arrays and have the size of text everywhere.
    case "⋮": return column(of: TextRun(".", .roman, size: size).box)
    case "⋱": return diagonal(of: TextRun(".", .roman, size: size).box, style)
    default: return nil
    }
  }

  private func dots(_ sign: String, _ style: Style, room: Double) -> Box {
    let dot = TextRun(sign, .roman, level: style.level, size: em(style)).box
    var box = dot
    for _ in 0..<2 {
      box.width += room
      box.append(dot)
    }
    return box
  }

  /// Three points 4 pt apart, with 6 pt above them.
  private func column(of dot: Box) -> Box {
    var box = Box(width: dot.width)
    for step in 0..<3 { box.place(dot, x: 0, raised: 0.4 * size * Double(step)) }
    box.height += 0.6 * size
    return box
  }

  /// Three points going down by 3 pt, with 7 pt above them.
  private func diagonal(of dot: Box, _ style: Style) -> Box {
    let mu = em(style) / 18
    var box = Box(width: mu)
    for step in 0..<3 {
      if step > 0 { box.width += 2 * mu }
      box.append(dot, raised: (0.7 - 0.3 * Double(step)) * size)
    }
    box.width += mu
    box.height += 0.7 * size
    return box
  }
}
