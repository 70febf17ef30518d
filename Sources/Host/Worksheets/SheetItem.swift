import Formulas
import GraphLayout
import Rendering
import Storyboard
import Typesetting

/// A part of a worksheet that is not torn apart by the end of a page.
struct SheetItem {
  let height: Double
  /// The room before it, which the top of a page leaves out.
  let gap: Double
  /// Draws it with its upper edge at a height.
  let draw: (_ page: inout SheetPage, _ top: Double) -> Void
}

/// The sizes of texts and the margins of a worksheet, in CSS pixels.
enum SheetMetrics {
  static let margin = (side: 50.0, top: 46.0, bottom: 44.0)
  static let title = 20.0, subtitle = 15.0, text = 13.0, small = 11.0
  static let gap = 14.0, rowGap = 5.0, questionGap = 9.0
  static let name = 38.0
  /// The most by which items of a page that is not full are further apart.
  static let mostSpread = 12.0
  /// The least text of a graph, for which it gets more of the page, and the most that it is drawn with.
  static let graph = (leastText: 7.5, mostScale: 0.78)

  /// The shares of the page that a graph is laid out for, one after the other: few for large graphs, which take long.
  static func graphShares(_ nodes: Int) -> [Double] { nodes <= 24 ? [0.36, 0.62, 1] : nodes <= 40 ? [0.55, 1] : [1] }
}

/// An equation of a worksheet, typeset and broken into lines.
struct SheetCell {
  let lines: [TypesetLine]
  let line: Worksheet.Line

  init(_ line: Worksheet.Line, _ numbers: NumberStyle, within width: Double) {
    self.line = line
    lines = Typesetting.lines(of: line.asked, size: SheetMetrics.text, numbers: numbers, within: width)
  }

  var width: Double { lines.map { $0.width }.max() ?? 0 }

  func formula(isKey: Bool) -> Formula { isKey ? line.answered : line.asked }
}

/// Rows of equations, put one after the other while there is room.
struct SheetRows {
  private struct Placed {
    let typeset: Typeset
    let x: Double
    /// The equation that begins here.
    let cell: SheetCell?
  }

  private var rows: [[Placed]] = [[]]
  private let left: Double
  private let right: Double
  private let numbers: NumberStyle

  /// Rows between two sides.
  init(from left: Double, to right: Double, _ numbers: NumberStyle) {
    (self.left, self.right, self.numbers) = (left, right, numbers)
  }

  /// Where the next equation of the row would begin.
  private var next: Double? { rows.last?.last.map { $0.x + $0.typeset.width + SheetMetrics.gap } }

  /// Adds an equation at a place, in a new row if there is no room in this one.
  mutating func add(_ cell: SheetCell, at wanted: Double) {
    let x = max(left, min(wanted, right - cell.width))
    if let next, next > x + 0.01 || cell.lines.count > 1 { rows.append([]) }
    for (place, line) in cell.lines.enumerated() {
      if place > 0 { rows.append([]) }
      rows[rows.count - 1].append(
        Placed(typeset: line.typeset, x: x + line.indent, cell: place == 0 ? cell : nil))
    }
  }

  /// Adds an equation behind the last one, or in a new row, there at a place.
  mutating func append(_ cell: SheetCell, else place: Double? = nil) {
    if let next, next + cell.width <= right { return add(cell, at: next) }
    if next != nil { rows.append([]) }
    add(cell, at: place ?? left)
  }

  private func extent(_ row: [Placed]) -> (ascent: Double, descent: Double) {
    (row.map { $0.typeset.ascent }.max() ?? 0, row.map { $0.typeset.descent }.max() ?? 0)
  }

  /// From the top to the first baseline.
  var firstBaseline: Double { rows.first.map { extent($0).ascent } ?? 0 }

  var height: Double {
    rows.reduce(-SheetMetrics.rowGap) { $0 + extent($1).ascent + extent($1).descent + SheetMetrics.rowGap }
  }

  func draw(on page: inout SheetPage, at top: Double) {
    var top = top
    for row in rows {
      let extent = extent(row)
      for part in row {
        let formula = part.cell?.formula(isKey: page.isKey)
        page.write(
          part.typeset, at: Point(x: part.x, y: top + extent.ascent), spoken: formula?.spoken(numbers),
          plain: formula?.text(numbers))
      }
      top += extent.ascent + extent.descent + SheetMetrics.rowGap
    }
  }
}
