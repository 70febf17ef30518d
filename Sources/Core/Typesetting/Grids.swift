import Formulas

extension Typesetter {
  /// Sets the numbers of an array as a grid of cells, all of one size, around the axis of the line.
  func grid(_ rows: [[Notation]], _ style: Style) -> Box {
    let compact = compact
    let boxes = rows.map { row in row.map { compact.list($0, Style(.text)) } }
    let all = boxes.joined()
    let width = (all.map { $0.width }.max() ?? 0) + 0.7 * compact.size
    let (ascent, descent) = (all.map { $0.height }.max() ?? 0, all.map { $0.depth }.max() ?? 0)
    let height = max(ascent + descent, 0.9 * compact.size) + 0.5 * compact.size
    var grid = Box(width: width * Double(boxes.map { $0.count }.max() ?? 0))
    let top = axis(style) + height * Double(boxes.count) / 2
    for (row, line) in boxes.enumerated() {
      let upper = top - height * Double(row)
      // The digits of all cells stand on one line of their row.
      let baseline = upper - height / 2 - (ascent - descent) / 2
      for (column, box) in line.enumerated() {
        let left = width * Double(column)
        grid.place(box, x: left + (width - box.width) / 2, raised: baseline)
        grid.cells.append(PlacedCell(x: left, y: -upper, width: width, height: height))
      }
    }
    grid.height = max(grid.height, top)
    grid.depth = max(grid.depth, height * Double(boxes.count) - top)
    // Beside what stands before and behind it.
    var box = Box(width: grid.width + 0.3 * size)
    box.place(grid, x: 0.15 * size)
    return box
  }
}

extension Notation {
  /// The cells of an array of numbers by its rows; nil for anything else.
  var cells: [[Notation]]? {
    switch self {
    case .matrix(let rows): rows
    case .fenced("[", .row(let parts), "]"):
      parts.contains(where: { $0.isComma }) ? [parts.filter { !$0.isComma }] : [[.row(parts)]]
    case .fenced("[", let only, "]"): [[only]]
    default: nil
    }
  }

  private var isComma: Bool { if case .atom(let atom) = self { atom.kind == .punctuation } else { false } }
}
