import Formulas

extension Typesetter {
  /// Sets rows of cells in brackets, as amsmath's bmatrix does: columns centred, rows as far apart as lines.
  func matrix(_ rows: [[Notation]], _ style: Style) -> Box {
    let table = table(rows.map { row in row.map { list($0, Style(.text)) } })
    return fence("[", centred(table, style), "]", style)
  }

  /// Rows of cells, the first on the baseline.
  private func table(_ rows: [[Box]]) -> Box {
    // \arraycolsep on both sides of a column is 5 pt at 10 pt; \strut is 0.7 and 0.3 of \baselineskip, 12 pt.
    let gap = 2 * 0.5 * size
    let (height, depth) = (0.7 * 1.2 * size, 0.3 * 1.2 * size)
    var widths: [Double] = []
    for row in rows {
      widths.append(contentsOf: repeatElement(0, count: max(0, row.count - widths.count)))
      for (column, cell) in row.enumerated() { widths[column] = max(widths[column], cell.width) }
    }
    var table = Box(width: widths.reduce(0, +) + gap * Double(max(0, widths.count - 1)))
    var bottom = 0.0
    for (index, row) in rows.enumerated() {
      let top = row.reduce(height) { max($0, $1.height) }
      if index == 0 { table.height = top } else { bottom -= top }
      var left = 0.0
      for (cell, width) in zip(row, widths) {
        table.place(cell, x: left + (width - cell.width) / 2, raised: bottom)
        left += width + gap
      }
      bottom -= row.reduce(depth) { max($0, $1.depth) }
    }
    table.depth = max(0, -bottom)
    return table
  }
}
