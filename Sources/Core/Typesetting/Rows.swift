import Formulas

extension Typesetter {
  /// Sets what stands side by side, with the room between that the classes ask for.
  func list(_ notation: Notation, _ style: Style) -> Box {
    guard case .row = notation else { return item(notation, style).box }
    let items = items(of: notation, style)
    if items.count == 1, let only = items.first { return only.box }
    var row = Box()
    for item in items {
      row.width += item.room
      row.append(item.box)
    }
    return row
  }

  /// The parts of a row, each with the room before it.
  func items(of notation: Notation, _ style: Style) -> [RowItem] {
    var items: [RowItem] = []
    // Rows within rows are one list, as in TeX; without recursion, for a long sum is a deep one.
    var waiting = [notation]
    while let part = waiting.popLast() {
      if case .row(let parts) = part {
        waiting.append(contentsOf: parts.reversed())
      } else {
        items.append(item(part, style))
      }
    }
    Self.settleBinaries(&items)
    var previous: AtomClass?
    for index in items.indices {
      guard let sides = items[index].sides else { continue }
      if let previous { items[index].room = previous.space(before: sides.left, style) * em(style) }
      previous = sides.right
    }
    return items
  }

  private func item(_ notation: Notation, _ style: Style) -> RowItem {
    switch notation {
    case .atom(let atom): return RowItem(notation, self.atom(atom, style).closed, AtomClass(atom))
    case .row: return RowItem(notation, list(notation, style), .ordinary)
    // LaTeX's \frac and \sqrt, and a base with scripts in braces, are ordinary to their neighbours.
    case .fraction(let above, let below): return RowItem(notation, fraction(above, below, style), .ordinary)
    case .root(let inner): return RowItem(notation, radical(inner, style), .ordinary)
    case .scripts(let base, let below, let above):
      let box = scripts(base, below: below, above: above, style)
      if case .atom(let atom) = base, atom.kind == .operator { return RowItem(notation, box, .operator) }
      return RowItem(notation, box, .ordinary)
    case .accent(let accent, let inner):
      return RowItem(notation, self.accent(accent, inner, style).closed, .ordinary)
    case .noted(let base, let note): return RowItem(notation, noted(base, note, style), .ordinary)
    case .compact(let inner): return RowItem(notation, compact(inner, style), sides: (.open, .close))
    case .matrix(let rows): return RowItem(notation, matrix(rows, style), sides: (.open, .close))
    case .cases(let rows): return RowItem(notation, cases(rows, style), sides: (.open, .close))
    // Not one inner atom, as \left and \right make: no room then between sin and its parenthesis.
    case .fenced(let open, let inner, let close):
      return RowItem(notation, fence(open, inner, close, style), sides: (.open, .close))
    case .space(let ems): return RowItem(notation, Box(width: ems * em(style)), sides: nil)
    }
  }

  /// Makes ordinary what is binary by kind but joins nothing, as the minus of `−x` (rules 5 and 6).
  private static func settleBinaries(_ items: inout [RowItem]) {
    var previous: Int?
    for index in items.indices {
      guard let sides = items[index].sides else { continue }
      let before = previous.flatMap { items[$0].sides?.right }
      if sides.left == .binary, before?.leavesBinaryAlone ?? true {
        items[index].sides = (.ordinary, .ordinary)
      } else if sides.left.cutsBinaryOff, before == .binary, let previous {
        items[previous].sides = (.ordinary, .ordinary)
      }
      previous = index
    }
    if let previous, items[previous].sides?.right == .binary {
      items[previous].sides = (.ordinary, .ordinary)
    }
  }
}
