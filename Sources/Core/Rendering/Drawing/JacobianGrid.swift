import Formulas
import GraphLayout
import Storyboard
import Typesetting

/// The cells of a Jacobian, with its numbers and the names of outputs and inputs where it is small.
struct JacobianGrid {
  /// The room for all of it.
  let size: Size
  /// The names of the inputs above the columns, and of the outputs before the rows; none where it is large.
  let columnLabels: [Typeset]
  let rowLabels: [Typeset]
  /// From the top to the baseline of the names of columns.
  let columnBaseline: Double
  /// From the middle of a cell to the baseline of its number.
  let drop: Double
  /// From the name of a row to its cells.
  let labelGap = 7.0
  private let numbers: [[Typeset]]
  private let cellSize: Size
  private let origin: Point

  /// The most rows and columns with numbers.
  private static let most = (rows: 4, columns: 6)
  /// The room for a larger one, without numbers, and its largest cell.
  private static let room = (width: 240.0, height: 80.0, cell: 12.0)

  init(_ ledger: PassLedger, _ sizes: Theme.Sizes, _ options: PictureOptions) {
    let (rows, columns) = (ledger.rows.count, ledger.columns.count)
    guard rows <= Self.most.rows, columns <= Self.most.columns else {
      let side = min(
        Self.room.cell, Self.room.width / Double(max(1, columns)), Self.room.height / Double(max(1, rows)))
      (columnLabels, rowLabels, numbers) = ([], [], [])
      (columnBaseline, drop, origin) = (0, 0, Point(x: 0, y: 0))
      cellSize = Size(width: side, height: side)
      size = Size(width: side * Double(columns), height: side * Double(rows))
      return
    }
    let textSize = sizes[.value]
    func set(_ formula: Formula) -> Typeset { typeset(formula, size: textSize, numbers: options.numbers) }
    let numbers = ledger.values.map { row in row.map(set) }
    let (columnLabels, rowLabels) = (ledger.columns.map(set), ledger.rows.map(set))
    let widest = (numbers.joined() + columnLabels).map { $0.width }.max() ?? 0
    cellSize = Size(width: max(widest + 0.8 * textSize, 1.8 * textSize), height: 1.6 * textSize)
    let ascent = columnLabels.map { $0.ascent }.max() ?? 0
    let descent = columnLabels.map { $0.descent }.max() ?? 0
    columnBaseline = ascent
    drop = 0.33 * textSize
    origin = Point(x: (rowLabels.map { $0.width }.max() ?? 0) + labelGap, y: ascent + descent + 0.3 * textSize)
    size = Size(
      width: origin.x + cellSize.width * Double(columns), height: origin.y + cellSize.height * Double(rows))
    (self.numbers, self.columnLabels, self.rowLabels) = (numbers, columnLabels, rowLabels)
  }

  /// A cell, from the upper left corner of all.
  func cell(_ row: Int, _ column: Int) -> Rectangle {
    let corner = Point(x: origin.x + cellSize.width * Double(column), y: origin.y + cellSize.height * Double(row))
    return Rectangle(
      minX: corner.x, minY: corner.y, maxX: corner.x + cellSize.width, maxY: corner.y + cellSize.height)
  }

  /// The number of a cell; nil where there are none.
  func number(_ row: Int, _ column: Int) -> Typeset? { numbers.isEmpty ? nil : numbers[row][column] }
}
