import Formulas

/// The size of computed numbers in a matrix, as a share of the line it stands in.
package let matrixScale = 0.84

extension Typesetter {
  /// Sets rows of cells in brackets, as amsmath's bmatrix does: columns centred, rows as far apart as lines.
  func matrix(_ rows: [[Notation]], _ style: Style) -> Box {
    fence("[", centred(table(rows, alignment: 0.5), style), "]", style)
  }

  /// The typesetter of arrays of numbers, which decide how large a picture is.
  var compact: Typesetter {
    Typesetter(size: matrixScale * size, isCompact: true, leastScript: leastScript, hasGrids: hasGrids)
  }

  /// Sets an array of numbers smaller; a matrix stays centred on the axis of the line.
  func compact(_ notation: Notation, _ style: Style) -> Box {
    if hasGrids, let rows = notation.cells { return grid(rows, style) }
    let box = compact.list(notation, style)
    guard case .matrix = notation else { return box }
    var result = Box(width: box.width)
    let raised = axis(style) - compact.axis(style)
    result.place(box, x: 0, raised: raised)
    (result.height, result.depth) = (box.height + raised, box.depth - raised)
    return result
  }

  /// Sets rows behind a brace, as LaTeX's cases does: columns at the left.
  func cases(_ rows: [[Notation]], _ style: Style) -> Box {
    fence("{", centred(table(rows, alignment: 0), style), "", style)
  }

  /// Rows of cells, the first on the baseline; what is left beside a cell is shared out, 0 for none on its left.
  private func table(_ notations: [[Notation]], alignment: Double) -> Box {
    let rows = notations.map { row in row.map { list($0, Style(.text)) } }
    // \arraycolsep on both sides of a column is 5 pt at 10 pt; \strut is 0.7 and 0.3 of \baselineskip, 12 pt.
    let gap = (isCompact ? 0.65 : 1) * size
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
        table.place(cell, x: left + (width - cell.width) * alignment, raised: bottom)
        left += width + gap
      }
      bottom -= row.reduce(depth) { max($0, $1.depth) }
    }
    table.depth = max(0, -bottom)
    return table
  }
}
