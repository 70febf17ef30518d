import Formulas
import GraphLayout
import Storyboard
import Typesetting

/// What stands above one of several graphs: its heading, or what its passes have come to.
struct PanelHeading {
  /// The room above the graph.
  let size: Size
  /// The size of the heading's text.
  let textSize: Double
  /// The Jacobian of its passes, where they are counted.
  let grid: JacobianGrid?

  /// From the texts to the Jacobian, and from both to the graph, in sizes of the text.
  private static let gaps = (beside: 1.6, beneath: 1.0)
  /// From one line of text to the next.
  static let lineHeight = 1.5

  init(_ panel: StoryPanel, _ sizes: Theme.Sizes, _ options: PictureOptions) {
    let textSize = 1.1 * sizes.name
    func width(_ text: String) -> Double { typeset(text: text, size: textSize, face: .sans).width }
    self.textSize = textSize
    guard let ledger = panel.ledger else {
      grid = nil
      size = Size(width: width(panel.heading), height: 2.2 * sizes.name)
      return
    }
    let grid = JacobianGrid(ledger, sizes, options)
    let headings = ledger.headings.map { heading in
      width(heading.words) + (heading.name.map { typeset($0, size: textSize, numbers: options.numbers).width } ?? 0)
    }
    let lines = headings + [ledger.workText(at: 0), ledger.workText(at: ledger.tickCount)].map(width)
    let text = (lines.max() ?? 0) + 0.5 * textSize
    self.grid = grid
    size = Size(
      width: text + Self.gaps.beside * textSize + grid.size.width,
      height: max(2 * Self.lineHeight * textSize, grid.size.height) + Self.gaps.beneath * textSize)
  }

  /// The upper left corner of the Jacobian, and the baselines of the two lines, in the room above a graph.
  func places(above corner: Point) -> (grid: Point, lines: [Double]) {
    let height = size.height - Self.gaps.beneath * textSize
    let top = corner.y - size.height
    let middle = top + height / 2
    let gridSize = grid?.size ?? Size(width: 0, height: 0)
    return (
      Point(x: corner.x + size.width - gridSize.width, y: top + (height - gridSize.height) / 2),
      [middle - 0.35 * textSize, middle + (Self.lineHeight - 0.35) * textSize]
    )
  }
}

extension SVGPage {
  /// The heading of a panel, above the left end of its graph; at a tick what its passes have come to.
  mutating func panelHeading(_ number: Int, at tick: Int? = nil) {
    let panel = layout.story.panels[number]
    let owners = layout.story.panelOfNode
    let boxes = zip(owners, layout.graph.boxes).filter { $0.0 == number }.map { $0.1 }
    guard let first = boxes.first else { return }
    let area = boxes.dropFirst().reduce(first) { $0.union($1) }
    let heading = PanelHeading(panel, layout.texts.sizes, layout.options)
    let corner = layout.place(Point(x: area.minX, y: area.minY))
    body.write("<g class=\"panel\"")
    guard let tick, let ledger = panel.ledger else {
      body.write(">")
      let line = typeset(text: panel.heading, size: heading.textSize, face: .sans)
      part(0)
      text(line, at: Point(x: corner.x, y: corner.y - 0.7 * heading.textSize), color: .ink)
      endPart()
      body.write("</g>\n")
      return
    }
    let places = heading.places(above: corner)
    let (words, name) = ledger.heading(at: tick)
    let work = ledger.workText(at: tick)
    spoken(words + (name?.spoken(layout.options.numbers) ?? "") + "; " + work)
    body.write(">\n")
    let line = typeset(text: words, size: heading.textSize, face: .sans)
    part(0)
    text(line, at: Point(x: corner.x, y: places.lines[0]), color: .ink)
    if let name {
      text(
        typeset(name, size: heading.textSize, numbers: layout.options.numbers),
        at: Point(x: corner.x + line.width, y: places.lines[0]), color: .ink)
    }
    part(1)
    text(
      typeset(text: work, size: heading.textSize, face: .sans), at: Point(x: corner.x, y: places.lines[1]),
      color: .accentText)
    part(2)
    heading.grid.map { jacobian(ledger, $0, at: places.grid, tick) }
    endPart()
    body.write("</g>\n")
  }

  /// The Jacobian as far as it is known, with the column or the row that the pass is filling.
  private mutating func jacobian(_ ledger: PassLedger, _ grid: JacobianGrid, at corner: Point, _ tick: Int) {
    for (column, label) in grid.columnLabels.enumerated() {
      let cell = grid.cell(0, column)
      text(
        label, at: Point(x: corner.x + cell.centre.x - label.width / 2, y: corner.y + grid.columnBaseline),
        color: .quietText)
    }
    for (row, label) in grid.rowLabels.enumerated() {
      let cell = grid.cell(row, 0)
      text(
        label,
        at: Point(x: corner.x + cell.minX - grid.labelGap - label.width, y: corner.y + cell.centre.y + grid.drop),
        color: .quietText)
    }
    for row in ledger.rows.indices {
      for column in ledger.columns.indices {
        let cell = grid.cell(row, column)
        let isKnown = ledger.isKnown(row, column, at: tick)
        rectangle(
          cell, from: corner, fill: isKnown ? colors[.waiting(.variable)] : "none", stroke: colors[.line], width: 0.9)
        guard isKnown, let number = grid.number(row, column) else { continue }
        text(
          number,
          at: Point(x: corner.x + cell.centre.x - number.width / 2, y: corner.y + cell.centre.y + grid.drop),
          color: ledger.isNew(row, column, at: tick) ? .accentText : .ink)
      }
    }
    guard let pass = ledger.pass(at: tick) else { return }
    let (last, end) = (ledger.rows.count - 1, ledger.columns.count - 1)
    let filled =
      ledger.isByColumns
      ? grid.cell(0, pass).union(grid.cell(last, pass)) : grid.cell(pass, 0).union(grid.cell(pass, end))
    rectangle(filled, from: corner, fill: "none", stroke: colors[.accent], width: 2.4)
  }

  private mutating func rectangle(
    _ area: Rectangle, from corner: Point, fill: String, stroke: String, width: Double
  ) {
    body.write("<rect")
    body.attribute("x", corner.x + area.minX)
    body.attribute("y", corner.y + area.minY)
    body.attribute("width", area.size.width)
    body.attribute("height", area.size.height)
    body.write(" fill=\"\(fill)\" stroke=\"\(stroke)\"")
    body.attribute("stroke-width", width)
    body.write("/>\n")
  }
}
