import Formulas

extension Typesetter {
  /// Sets what stands side by side, with the room between that the classes ask for.
  func list(_ notation: Notation, _ style: Style) -> Box {
    var items: [Item] = []
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
    if items.count == 1, let only = items.first { return only.box }
    var row = Box()
    var previous: AtomClass?
    for item in items {
      if let sides = item.sides {
        if let previous { row.width += previous.space(before: sides.left, style) * em(style) }
        previous = sides.right
      }
      row.append(item.box)
    }
    return row
  }

  /// A part of a list: a box and how it appears to its neighbours, or mere room, which they look through.
  private struct Item {
    var box: Box
    var sides: (left: AtomClass, right: AtomClass)?

    init(_ box: Box, _ atomClass: AtomClass) {
      self.box = box
      sides = (atomClass, atomClass)
    }

    init(_ box: Box, sides: (AtomClass, AtomClass)?) {
      self.box = box
      self.sides = sides
    }
  }

  private func item(_ notation: Notation, _ style: Style) -> Item {
    switch notation {
    case .atom(let atom): return Item(self.atom(atom, style).closed, AtomClass(atom.kind))
    case .row: return Item(list(notation, style), .ordinary)
    // LaTeX's \frac and \sqrt, and a base with scripts in braces, are ordinary to their neighbours.
    case .fraction(let above, let below): return Item(fraction(above, below, style), .ordinary)
    case .root(let inner): return Item(radical(inner, style), .ordinary)
    case .scripts(let base, let below, let above):
      let box = scripts(base, below: below, above: above, style)
      if case .atom(let atom) = base, atom.kind == .operator { return Item(box, .operator) }
      return Item(box, .ordinary)
    // Not one inner atom, as \left and \right make: no room then between sin and its parenthesis.
    case .fenced(let open, let inner, let close):
      return Item(fence(open, inner, close, style), sides: (.open, .close))
    case .space(let ems): return Item(Box(width: ems * em(style)), sides: nil)
    }
  }

  /// Makes ordinary what is binary by kind but joins nothing, as the minus of `−x` (rules 5 and 6).
  private static func settleBinaries(_ items: inout [Item]) {
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
