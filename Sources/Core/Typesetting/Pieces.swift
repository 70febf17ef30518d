import Formulas

/// A row as the pieces that lines are made of, in order.
struct Pieces {
  private(set) var all: [Piece] = []
  private(set) var width = 0.0
  /// The kind of line opening that the space or comma just passed gives the next piece.
  private var pending: LineOpening?

  /// The words of a text.
  init(text: String, _ set: (String) -> Box) {
    append(text: text, room: 0, depth: 0, set)
  }

  /// The parts of a row, down to those within delimiters.
  init(_ notation: Notation, _ typesetter: Typesetter, _ style: Style) {
    append(notation, typesetter, style, depth: 0)
  }

  private mutating func append(_ notation: Notation, _ typesetter: Typesetter, _ style: Style, depth: Int) {
    let items = typesetter.items(of: notation, style)
    for (index, item) in items.enumerated() {
      let next = index + 1 < items.count ? items[index + 1].notation : nil
      let sign = next?.isPowerOfTen == true ? nil : LineOpening(item)
      switch item.notation {
      case .atom(let atom) where atom.kind == .text:
        append(text: atom.text, room: item.room, depth: depth) {
          typesetter.atom(.init($0, .text), style).closed
        }
      case .fenced(let open, let inner, let close):
        let (left, right) = typesetter.delimiters(open, close, around: typesetter.list(inner, style), style)
        append(left, room: item.room, sign: nil, depth: depth)
        append(inner, typesetter, style, depth: depth + 1)
        append(right, room: 0, sign: nil, depth: depth)
      case .compact(let inner):
        guard case .fenced = inner else {
          append(item.box, room: item.room, sign: index == 0 ? nil : sign, depth: depth)
          continue
        }
        width += item.room
        append(inner, typesetter.compact, style, depth: depth)
      case .space(let ems): append(room: item.box, allowing: ems >= 1 ? .statement : nil, depth: depth)
      default:
        append(item.box, room: item.room, sign: index == 0 ? nil : sign, depth: depth)
        if item.sides?.right == .punctuation { pending = .operation }
      }
    }
  }

  private mutating func append(text: String, room: Double, depth: Int, _ set: (String) -> Box) {
    var room = room
    var rest = Substring(text)
    while let first = rest.first {
      let run = rest.prefix { $0.allowsBreak == first.allowsBreak }
      if first.allowsBreak {
        width += room
        append(room: set(String(run)), allowing: .word, depth: depth)
      } else {
        append(set(String(run)), room: room, sign: nil, depth: depth)
      }
      room = 0
      rest = rest[run.endIndex...]
    }
  }

  private mutating func append(_ box: Box, room: Double, sign: LineOpening?, depth: Int) {
    width += room
    let opening = [pending, sign].compactMap { $0 }.min { $0.rawValue < $1.rawValue }
    all.append(
      Piece(box: box, x: width, isRoom: false, opening: all.isEmpty ? nil : opening, sign: sign, depth: depth))
    width += box.width
    pending = nil
  }

  private mutating func append(room box: Box, allowing opening: LineOpening?, depth: Int) {
    all.append(Piece(box: box, x: width, isRoom: true, opening: nil, sign: nil, depth: depth))
    width += box.width
    pending = opening ?? pending
  }
}

extension Character {
  /// Whether it is a space at which words may be parted.
  fileprivate var allowsBreak: Bool { isWhitespace && !["\u{A0}", "\u{2007}", "\u{202F}"].contains(self) }
}

extension Notation {
  /// Whether it is `10ⁿ`, which keeps to the digits before it.
  fileprivate var isPowerOfTen: Bool {
    guard case .scripts(.atom(let base), below: nil, above: _) = self else { return false }
    return base.text == "10"
  }
}
