import Autodiff
import Formulas
import GraphLayout
import Storyboard
import Typesetting

/// A grid of cells with its title, typeset; between the cells there are lanes for arrows.
struct GridLayout {
  let grid: CellGrid
  let title: Typeset
  private let shapeText: Typeset?
  private let numbers: [Typeset]
  private(set) var cell: Size
  private let rows: Int
  private let columns: Int
  private let inner: (rows: Int, columns: Int)
  /// The upper left corner.
  var origin = Point(x: 0, y: 0)

  /// Between cells, and around them.
  static let lane = 18.0
  /// Between the matrices of an array of more axes, beside the lane.
  private static let block = 14.0
  private static let titleGap = 5.0

  init(_ grid: CellGrid, _ options: PictureOptions, size: Double) {
    self.grid = grid
    title = typeset(grid.title, size: size, numbers: options.numbers)
    shapeText = grid.shapeText.map { typeset(text: $0, size: 0.66 * size, face: .sans) }
    numbers = grid.cells.map { typeset($0, size: size, numbers: options.numbers) }
    cell = Size(
      width: max(2.1 * size, (numbers.map { $0.width }.max() ?? 0) + size), height: 1.75 * size)
    // The last two axes are rows and columns; those before make blocks beside and beneath each other.
    let sizes = grid.shape
    inner = (sizes.count > 1 ? sizes[sizes.count - 2] : 1, sizes.last ?? 1)
    let across = sizes.count > 2 ? sizes[sizes.count - 3] : 1
    columns = inner.columns * across
    rows = inner.rows * sizes.dropLast(3).reduce(1, *)
  }

  /// Makes the cells of two grids equally wide, as those of an array and of its adjoint are.
  static func align(_ one: inout GridLayout, _ other: inout GridLayout) {
    let width = max(one.cell.width, other.cell.width)
    (one.cell.width, other.cell.width) = (width, width)
  }

  /// The height of the title with the room beneath it.
  private var head: Double { title.ascent + title.descent + GridLayout.titleGap }

  private var gridWidth: Double { offset(columns, inner.columns, cell.width) + GridLayout.lane }

  var size: Size {
    Size(
      width: max(gridWidth, headWidth),
      height: head + offset(rows, inner.rows, cell.height) + GridLayout.lane)
  }

  private var headWidth: Double { title.width + (shapeText.map { $0.width + 8 } ?? 0) }

  /// The area of the cells with the lanes around them.
  var area: Rectangle {
    let left = origin.x + (size.width - gridWidth) / 2
    return Rectangle(minX: left, minY: origin.y + head, maxX: left + gridWidth, maxY: origin.y + size.height)
  }

  /// From the beginning of a row or column of cells to a cell, the lanes before it and the gaps of blocks included.
  private func offset(_ count: Int, _ block: Int, _ extent: Double) -> Double {
    Double(count) * (extent + GridLayout.lane)
      + (block > 0 && count > 0 ? Double((count - 1) / block) * GridLayout.block : 0)
  }

  /// The row and the column of a cell among all that are drawn.
  func place(_ index: Int) -> (row: Int, column: Int) {
    let perMatrix = inner.rows * inner.columns
    let across = max(1, columns / max(1, inner.columns))
    let (matrix, within) = (index / max(1, perMatrix), index % max(1, perMatrix))
    return (
      matrix / across * inner.rows + within / max(1, inner.columns),
      matrix % across * inner.columns + within % max(1, inner.columns)
    )
  }

  /// The outline of a cell.
  func rectangle(_ index: Int) -> Rectangle {
    let (row, column) = place(index)
    func start(_ place: Int, _ block: Int, _ extent: Double) -> Double {
      GridLayout.lane + Double(place) * (extent + GridLayout.lane) + Double(place / max(1, block)) * GridLayout.block
    }
    let area = area
    let (x, y) = (
      area.minX + start(column, inner.columns, cell.width), area.minY + start(row, inner.rows, cell.height)
    )
    return Rectangle(minX: x, minY: y, maxX: x + cell.width, maxY: y + cell.height)
  }

  /// Between the lines of neighbouring columns.
  var lineGap: Double { 0.6 * GridLayout.lane / Double(max(1, columns - 1)) }

  /// The way from a cell out of the grid, or into it: first the point at the cell, last that at the side of the grid.
  ///
  /// A cell at the side is left directly; others by the lane beneath their row, or above it where something arrives, each
  /// column on a line of its own.
  func way(of index: Int, toTheRight isRight: Bool, arriving: Bool) -> [Point] {
    let (cell, area) = (rectangle(index), area)
    let (_, column) = place(index)
    let side = isRight ? area.maxX : area.minX
    let distance = isRight ? columns - 1 - column : column
    guard distance > 0 else {
      return [Point(x: isRight ? cell.maxX : cell.minX, y: cell.centre.y), Point(x: side, y: cell.centre.y)]
    }
    // What comes from farther away is farther from its row, so that no line crosses another.
    let share = (arriving ? 0.5 : 0.15) + (arriving ? 0.35 : 0.6) * Double(distance) / Double(max(1, columns - 1))
    let y = arriving ? cell.minY - share * GridLayout.lane : cell.maxY + share * GridLayout.lane
    let x = cell.centre.x + (isRight ? 0.2 : -0.2) * cell.size.width
    return [Point(x: x, y: arriving ? cell.minY : cell.maxY), Point(x: x, y: y), Point(x: side, y: y)]
  }

  /// Draws the title and the cells, those that are marked with a heavy green outline.
  func draw<Drawing: SVGDrawing>(on page: inout Drawing, marking marked: Set<Int>, _ options: PictureOptions) {
    page.body.write("<g class=\"cells\" role=\"img\"")
    page.body.attribute("aria-label", grid.statement.spoken(options.numbers))
    page.body.write(">\n")
    let left = origin.x + (size.width - headWidth) / 2
    page.text(title, at: Point(x: left, y: origin.y + title.ascent), color: .ink)
    if let shapeText {
      page.text(shapeText, at: Point(x: left + title.width + 8, y: origin.y + title.ascent), color: .quietText)
    }
    for index in numbers.indices { draw(index, on: &page, isMarked: marked.contains(index)) }
    page.body.write("</g>\n")
  }

  private func draw<Drawing: SVGDrawing>(_ index: Int, on page: inout Drawing, isMarked: Bool) {
    let (cell, number) = (rectangle(index), numbers[index])
    let (ground, color): (Paint, Paint) =
      switch grid.role {
      case .value(let kind): (Paint(kind), .label)
      case .adjoint: (.card, .ink)
      }
    page.body.write("<rect class=\"cell\(isMarked ? " marked" : "")\"")
    page.body.attribute("x", cell.minX)
    page.body.attribute("y", cell.minY)
    page.body.attribute("width", cell.size.width)
    page.body.attribute("height", cell.size.height)
    page.body.write(" rx=\"3\" fill=\"\(page.colors[ground])\"")
    page.body.write(
      " stroke=\"\(page.colors[isMarked ? .accent : .ink])\" stroke-width=\"\(isMarked ? "3.5" : "1.1")\"/>\n")
    page.text(
      number,
      at: Point(x: cell.centre.x - number.width / 2, y: cell.centre.y + (number.ascent - number.descent) / 2),
      color: color)
  }
}
