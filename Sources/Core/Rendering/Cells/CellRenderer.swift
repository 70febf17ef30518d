import Autodiff
import Formulas
import GraphLayout
import Storyboard
import Typesetting

/// Draws the cells of one operation: its values forward above, the adjoints backward beneath, arrows from cell to cell.
package enum CellRenderer {
  /// The figure as an SVG document, and the width and height it has.
  ///
  /// - Throws: ``LayoutError`` where an option is out of range.
  package static func picture(
    _ figure: CellFigure, options: PictureOptions = PictureOptions(), prefix: String = "cells-"
  ) throws(LayoutError) -> (svg: [UInt8], size: PictureSize) {
    try options.check()
    var page = CellPage(figure, options, prefix: "\(options.idPrefix.map { $0 + "-" } ?? prefix)")
    page.draw()
    let size = options.size ?? page.size
    return (
      page.document(
        title: figure.definition.spoken(options.numbers), description: figure.spoken(options.numbers),
        page: page.size, size: size, hasBackground: options.hasBackground),
      size
    )
  }
}

/// The page of a figure of cells.
private struct CellPage: SVGDrawing {
  let prefix: String
  let dialect: SVGDialect
  var body = SVGBuffer()
  var glyphs = GlyphSet()
  let figure: CellFigure
  let options: PictureOptions
  private let heading: Typeset
  private let lines: [(rows: [TypesetLine], spoken: String)]
  private var operands: [GridLayout]
  private var value: GridLayout
  private var adjoint: GridLayout
  private var contributions: [GridLayout?]
  /// The areas of the operation in both directions.
  private var stage = Rectangle(minX: 0, minY: 0, maxX: 0, maxY: 0)
  private var card: Rectangle?
  /// The left edge of the grids, and the middles of both halves.
  private var leftEdge = 0.0
  private var directions: [Double] = []
  private(set) var size = Size(width: 0, height: 0)

  private static let leastGap = 250.0
  /// Between the grids at the left and those at the right.
  private let stageGap: Double
  private static let between = 34.0
  /// Beyond so many arrows, only those that are told of are drawn.
  private static let mostArrows = 72

  init(_ figure: CellFigure, _ options: PictureOptions, prefix: String) {
    (self.figure, self.options, self.prefix) = (figure, options, prefix)
    dialect = .frame(options.theme)
    let sizes = options.theme.sizes
    func grid(_ grid: CellGrid) -> GridLayout { GridLayout(grid, options, size: sizes.label) }
    stageGap = max(
      CellPage.leastGap, typeset(figure.label, size: sizes.label, numbers: options.numbers).width + 108)
    heading = typeset(figure.definition, size: sizes.title, style: .display, numbers: options.numbers)
    operands = figure.operands.map(grid)
    value = grid(figure.value)
    adjoint = grid(figure.adjoint)
    contributions = figure.contributions.map { $0.map(grid) }
    GridLayout.align(&value, &adjoint)
    for place in operands.indices {
      guard var contribution = contributions[place] else { continue }
      GridLayout.align(&operands[place], &contribution)
      contributions[place] = contribution
    }
    let left = (operands + contributions.compactMap { $0 }).map { $0.size.width }.max() ?? 0
    let right = max(value.size.width, adjoint.size.width)
    let figureWidth = left + stageGap + right
    let width = max(figureWidth, heading.width, 700)
    lines = figure.lines.map { line in
      (
        Typesetting.lines(of: line, size: 0.82 * sizes.caption, numbers: options.numbers, within: width - 40),
        line.spoken(options.numbers)
      )
    }
    let widths: [Double] = lines.flatMap { $0.rows }.map { row in row.indent + row.typeset.width + 40 }
    place(in: max(width, widths.max() ?? 0), left, right)
  }

  /// Places all parts, from top to bottom.
  private mutating func place(in width: Double, _ left: Double, _ right: Double) {
    let margin = Metrics.margin
    let page = width + 2 * margin
    let start = (page - left - right - stageGap) / 2
    var y = Metrics.headingTop + heading.ascent + heading.descent + 26
    func height(_ grids: [GridLayout]) -> Double {
      grids.reduce(-CellPage.between) { $0 + $1.size.height + CellPage.between }
    }
    func stack(_ grids: inout [GridLayout], in height: Double, from top: Double) {
      var y = top + (height - grids.reduce(-CellPage.between) { $0 + $1.size.height + CellPage.between }) / 2
      for index in grids.indices {
        grids[index].origin = Point(x: start + left - grids[index].size.width, y: y)
        y += grids[index].size.height + CellPage.between
      }
    }
    let rightStart = start + left + stageGap
    let forward = max(height(operands), value.size.height)
    leftEdge = start
    stage.minY = y - 6
    directions.append(y + forward / 2)
    stack(&operands, in: forward, from: y)
    value.origin = Point(x: rightStart, y: y + (forward - value.size.height) / 2)
    y += forward + 1.6 * CellPage.between
    var shown = contributions.compactMap { $0 }
    let backward = max(height(shown), adjoint.size.height)
    stack(&shown, in: backward, from: y)
    adjoint.origin = Point(x: rightStart, y: y + (backward - adjoint.size.height) / 2)
    directions.append(y + backward / 2)
    var rest = shown[...]
    contributions = contributions.map { $0 == nil ? nil : rest.popFirst() }
    y += backward
    stage.maxY = y + 6
    stage.minX = start + left + 34
    stage.maxX = rightStart - 34
    if !lines.isEmpty {
      y += 26
      let rows = lines.flatMap { $0.rows }
      let height = rows.reduce(0) { $0 + $1.typeset.ascent + $1.typeset.descent + 10 } + 26
      card = Rectangle(minX: margin, minY: y, maxX: page - margin, maxY: y + height)
      y += height
    }
    size = Size(width: page.rounded(.up), height: (y + Metrics.headingTop).rounded(.up))
    guard let wanted = options.size else { return }
    let proportion = wanted.width / wanted.height
    let grown = Size(
      width: max(size.width, size.height * proportion), height: max(size.height, size.width / proportion))
    shift(by: Point(x: (grown.width - size.width) / 2, y: (grown.height - size.height) / 2))
    size = grown
  }

  /// Where all is drawn, against where it was placed.
  private var shift = Point(x: 0, y: 0)
  private mutating func shift(by shift: Point) { self.shift = shift }

  mutating func draw() {
    let isShifted = shift.x != 0 || shift.y != 0
    if isShifted {
      body.write("<g transform=\"translate(")
      body.write(shift.x)
      body.write(" ")
      body.write(shift.y)
      body.write(")\">\n")
    }
    text(
      heading, at: Point(x: (size.width - 2 * shift.x - heading.width) / 2, y: Metrics.headingTop + heading.ascent),
      color: .ink, spoken: figure.definition.spoken(options.numbers))
    drawStage()
    drawArrows()
    drawGrids()
    drawCard()
    if isShifted { body.write("</g>\n") }
  }

  /// The dashed outline of the operation, with its name above and the two directions.
  private mutating func drawStage() {
    let theme = options.theme
    body.write("<rect class=\"stage\"")
    body.attribute("x", stage.minX)
    body.attribute("y", stage.minY)
    body.attribute("width", stage.size.width)
    body.attribute("height", stage.size.height)
    body.write(
      " rx=\"16\" fill=\"\(colors[.hull(0)])\" stroke=\"\(colors[.groupBorder])\" stroke-width=\"1.4\" stroke-dasharray=\"6 4\"/>\n"
    )
    let label = typeset(figure.label, size: theme.sizes.label, numbers: options.numbers)
    text(
      label, at: Point(x: stage.centre.x - label.width / 2, y: stage.minY + 10 + label.ascent), color: .ink,
      spoken: figure.label.spoken())
    for (word, middle) in zip([Words.forward, Words.backward], directions) {
      let line = typeset(text: word, size: theme.sizes.footer, face: .sans)
      body.write("<g transform=\"translate(")
      body.write(leftEdge - 20)
      body.write(" ")
      body.write(middle)
      body.write(") rotate(-90)\">")
      text(line, at: Point(x: -line.width / 2, y: 0), color: .quietText)
      body.write("</g>\n")
    }
  }

  private mutating func drawArrows() {
    var usual: [CellWay] = []
    var told: [CellWay] = []
    for (place, links) in figure.links.enumerated() {
      for link in links.links {
        let way = CellWay(from: (operands[place], link.operand), to: (value, link.value), isForward: true)
        if link.value == figure.toldValue { told.append(way) } else { usual.append(way) }
      }
      guard let contribution = contributions[place] else { continue }
      for link in links.links {
        let way = CellWay(from: (adjoint, link.value), to: (contribution, link.operand), isForward: false)
        let isTold = figure.told.map { $0 == (place, link.operand) } ?? false
        if isTold { told.append(way) } else { usual.append(way) }
      }
    }
    if usual.count <= CellPage.mostArrows { usual.forEach { draw($0, isTold: false) } }
    told.forEach { draw($0, isTold: true) }
  }

  private mutating func draw(_ way: CellWay, isTold: Bool) {
    let path = EdgePath(way.curve, arrow: isTold ? (9, 9) : (7.5, 6.5))
    let color = colors[isTold ? .accent : .line]
    body.write("<path class=\"link\" fill=\"none\" stroke=\"\(color)\"")
    // Beside many others a line is thinner.
    let gap = (operands + [value]).reduce(10) { min($0, $1.lineGap) }
    body.attribute("stroke-width", isTold ? max(1.2, min(2.6, 0.7 * gap)) : min(1.1, max(0.6, 0.5 * gap)))
    body.write(" d=\"")
    body.write(path.line)
    body.write("\"/><path fill=\"\(color)\" d=\"")
    body.write(path.arrow)
    body.write("\"/>\n")
  }

  private mutating func drawGrids() {
    var sources: [Set<Int>] = figure.links.map { _ in [] }
    for (place, links) in figure.links.enumerated() {
      if let told = figure.toldValue { sources[place] = Set(links.sources(of: told)) }
    }
    for (grid, marked) in zip(operands, sources) { grid.draw(on: &self, marking: marked, options) }
    value.draw(on: &self, marking: Set([figure.toldValue].compactMap { $0 }), options)
    var from: Set<Int> = []
    if let told = figure.told {
      from = Set(figure.links[told.operand].links.filter { $0.operand == told.cell }.map { $0.value })
    }
    adjoint.draw(on: &self, marking: from, options)
    for (place, grid) in contributions.enumerated() {
      let marked = figure.told.flatMap { $0.operand == place ? $0.cell : nil }
      grid?.draw(on: &self, marking: Set([marked].compactMap { $0 }), options)
    }
  }

  private mutating func drawCard() {
    guard let card else { return }
    body.write("<rect class=\"card\"")
    body.attribute("x", card.minX)
    body.attribute("y", card.minY)
    body.attribute("width", card.size.width)
    body.attribute("height", card.size.height)
    body.write(" rx=\"12\" fill=\"\(colors[.card])\" stroke=\"\(colors[.cardBorder])\" stroke-width=\"1.5\"/>\n")
    var y = card.minY + 18
    for line in lines {
      body.write("<g")
      spoken(line.spoken)
      body.write(">\n")
      let extent = line.rows.map { $0.indent + $0.typeset.width }.max() ?? 0
      for row in line.rows {
        y += row.typeset.ascent
        text(row.typeset, at: Point(x: card.centre.x - extent / 2 + row.indent, y: y), color: .ink)
        y += row.typeset.descent + 10
      }
      body.write("</g>\n")
    }
  }
}
