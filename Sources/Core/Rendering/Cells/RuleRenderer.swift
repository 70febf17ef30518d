import Formulas
import GraphLayout
import Storyboard
import Typesetting

/// Draws the rule of one operation: operands and operation above, the adjoint in, the rule and the contributions out beneath.
package enum RuleRenderer {
  /// The figure as an SVG document, and the width and height it has.
  ///
  /// - Throws: ``LayoutError`` where an option is out of range.
  package static func picture(
    _ figure: RuleFigure, options: PictureOptions = PictureOptions(), prefix: String = "rule-"
  ) throws(LayoutError) -> (svg: [UInt8], size: PictureSize) {
    try options.check()
    var page = RulePage(figure, options, prefix: "\(options.idPrefix.map { $0 + "-" } ?? prefix)")
    page.draw()
    return (
      page.document(
        title: figure.definition.spoken(options.numbers), description: figure.spoken(options.numbers), page: page.size,
        size: options.size ?? page.size, hasBackground: options.hasBackground),
      options.size ?? page.size
    )
  }
}

/// The page of the rule of an operation.
private struct RulePage: SVGDrawing {
  let prefix: String
  let dialect: SVGDialect
  var body = SVGBuffer()
  var glyphs = GlyphSet()
  private let figure: RuleFigure
  private let options: PictureOptions
  private let heading: Typeset
  private let label: Typeset
  private let names: [Typeset]
  /// The columns of the card from the right: the adjoint, the local derivatives, the contributions.
  private let columns: [Column]
  private(set) var size = Size(width: 0, height: 0)
  private var card = Rectangle(minX: 0, minY: 0, maxX: 0, maxY: 0)
  private var operands: [Point] = []
  private var operation = Point(x: 0, y: 0)
  /// The middles of the columns.
  private var middles: [Double] = []
  /// Where the picture begins, in a page of other proportions.
  private var shift = Point(x: 0, y: 0)

  private struct Column {
    let heading: Typeset
    let rows: [Typeset?]
    let spoken: [String]
    var width: Double { ([heading] + rows.compactMap { $0 }).map { $0.width }.max() ?? 0 }
  }

  private static let columnGap = 76.0
  private static let rowGap = 16.0
  private static let nodeGap = 84.0
  private static let loop = 34.0

  init(_ figure: RuleFigure, _ options: PictureOptions, prefix: String) {
    (self.figure, self.options, self.prefix) = (figure, options, prefix)
    dialect = .frame(options.theme)
    let sizes = options.theme.sizes
    func set(_ formula: Formula, _ size: Double) -> Typeset { typeset(formula, size: size, numbers: options.numbers) }
    func column(_ heading: String, _ formulas: [Formula?]) -> Column {
      Column(
        heading: typeset(text: heading, size: sizes.footer, face: .sans),
        rows: formulas.map { $0.map { set($0, sizes.caption) } },
        spoken: formulas.map { $0?.spoken(options.numbers) ?? "" })
    }
    heading = typeset(figure.definition, size: sizes.title, style: .display, numbers: options.numbers)
    label = set(figure.label, sizes.label)
    names = figure.operands.map { set($0.name, sizes.label) }
    let hasLocals = figure.operands.contains { $0.local != nil }
    columns =
      [column(Words.adjointIn, [figure.adjoint])]
      + (hasLocals ? [column(Words.ruleHeading, figure.operands.map { $0.local })] : [])
      + [
        column(
          Words.contributionsOut, figure.operands.map { $0.contribution ?? .words(Words.noDerivative) })
      ]
    place()
  }

  private var rowHeight: Double {
    let rows = columns.flatMap { $0.rows.compactMap { $0 } }
    return (rows.map { $0.ascent + $0.descent }.max() ?? 0) + RulePage.rowGap
  }

  private mutating func place() {
    let loops = RulePage.loop * Double(max(1, figure.operands.count)) + 14
    let margin = Metrics.margin
    let need = columns.reduce(-RulePage.columnGap) { $0 + $1.width + RulePage.columnGap } + 2 * 28
    let inner = max(need, heading.width, 620)
    let width = inner + 2 * margin + loops
    let top = Metrics.headingTop + heading.ascent + heading.descent + 44
    let graph = RulePage.nodeGap * Double(max(0, figure.operands.count - 1))
    card = Rectangle(
      minX: margin + loops, minY: top + graph + 96, maxX: width - margin,
      maxY: top + graph + 96 + 48 + rowHeight * Double(columns.map { $0.rows.count }.max() ?? 1) + 8)
    let node = Double(figure.operands.count)
    operands = figure.operands.indices.map { place in
      Point(x: card.minX + 40, y: top + 20 + (node == 1 ? 0 : RulePage.nodeGap * Double(place)))
    }
    operation = Point(x: card.minX + 0.56 * card.size.width, y: top + 20 + graph / 2)
    var right = card.maxX - 28
    let spare = max(0, card.size.width - need) / Double(max(1, columns.count - 1))
    middles = columns.map { column in
      defer { right -= column.width + RulePage.columnGap + spare }
      return right - column.width / 2
    }
    size = Size(width: width.rounded(.up), height: (card.maxY + 34).rounded(.up))
    guard let wanted = options.size else { return }
    let proportion = wanted.width / wanted.height
    let grown = Size(
      width: max(size.width, size.height * proportion), height: max(size.height, size.width / proportion))
    shift = Point(x: (grown.width - size.width) / 2, y: (grown.height - size.height) / 2)
    size = grown
  }

  mutating func draw() {
    body.write("<g transform=\"translate(")
    body.write(shift.x)
    body.write(" ")
    body.write(shift.y)
    body.write(")\">\n")
    text(
      heading, at: Point(x: (size.width - 2 * shift.x - heading.width) / 2, y: Metrics.headingTop + heading.ascent),
      color: .ink, spoken: figure.definition.spoken(options.numbers))
    drawCard()
    drawGraph()
    drawWayBack()
    body.write("</g>\n")
  }

  private var half: Double { options.theme.sizes.node / 2 }
  private var operationHalf: Double { max(half, label.width / 2 + 12) }
  private var outside: Point { Point(x: card.maxX - 26, y: operation.y) }

  /// The operands, the operation and what uses it.
  private mutating func drawGraph() {
    for (place, centre) in operands.enumerated() {
      let width = max(half, names[place].width / 2 + 12)
      let end = Point(
        x: operation.x - operationHalf - 3, y: operation.y + 12 * (Double(place) - Double(operands.count - 1) / 2))
      let start = Point(x: centre.x + width, y: centre.y)
      arrow(
        [start, Point(x: (start.x + end.x) / 2, y: start.y), Point(x: (start.x + end.x) / 2, y: end.y), end],
        .walkedLine, 1.8)
      box(centre, Size(width: 2 * width, height: 2 * half * 0.86), .variable, corner: Metrics.nodeCorner)
      middle(names[place], at: centre, .label, figure.operands[place].name)
    }
    let start = Point(x: operation.x + operationHalf, y: operation.y)
    let end = Point(x: outside.x - 20, y: outside.y)
    arrow([start, Point(x: start.x + 20, y: start.y), Point(x: end.x - 20, y: end.y), end], .walkedLine, 1.8)
    box(operation, Size(width: 2 * operationHalf, height: 2 * half), .operation, corner: half)
    middle(label, at: operation, .label, figure.label)
    let function = typeset(figure.function, size: options.theme.sizes.label, numbers: options.numbers)
    middle(function, at: Point(x: outside.x - 4, y: outside.y), .ink, figure.function)
  }

  /// The adjoint into the card, and from it each contribution to its operand, around the left side.
  private mutating func drawWayBack() {
    guard let adjointX = middles.first, columns.last != nil else { return }
    let from = Point(x: min((operation.x + operationHalf + outside.x) / 2 + 10, adjointX), y: operation.y + 8)
    let entry = Point(x: adjointX, y: card.minY)
    arrow(
      [from, Point(x: from.x, y: (from.y + entry.y) / 2), Point(x: entry.x, y: (from.y + entry.y) / 2), entry], .accent,
      2.6)
    for (left, right) in zip(middles.indices.dropFirst(), middles.indices) {
      let y = rowMiddle(0) + rowHeight * Double(figure.operands.count - 1) / 2
      let (start, end) = (middles[right] - columns[right].width / 2 - 12, middles[left] + columns[left].width / 2 + 12)
      arrow(
        [
          Point(x: start, y: y), Point(x: (2 * start + end) / 3, y: y), Point(x: (start + 2 * end) / 3, y: y),
          Point(x: end, y: y),
        ], .accent, 2.6)
    }
    for (place, operand) in figure.operands.enumerated() where operand.contribution != nil {
      let width = max(half, names[place].width / 2 + 12)
      let (y, node) = (rowMiddle(place), operands[place])
      let reach = card.minX - 16 - RulePage.loop * Double(figure.operands.count - 1 - place) - 18
      let start = Point(x: card.minX, y: y)
      let end = Point(x: node.x - width - 3, y: node.y)
      let corner = 22.0
      arrow(
        [
          start, Point(x: start.x - 4, y: y), Point(x: reach + corner, y: y), Point(x: reach + corner, y: y),
          Point(x: reach, y: y), Point(x: reach, y: y), Point(x: reach, y: y - corner),
          Point(x: reach, y: y - 2 * corner), Point(x: reach, y: end.y + 2 * corner),
          Point(x: reach, y: end.y + corner), Point(x: reach, y: end.y), Point(x: reach, y: end.y),
          Point(x: reach + corner, y: end.y), Point(x: reach + corner + 4, y: end.y), Point(x: end.x - 10, y: end.y),
          end,
        ], .accent, 2.6)
    }
  }

  private func rowMiddle(_ row: Int) -> Double { card.minY + 44 + rowHeight * (Double(row) + 0.5) }

  private mutating func drawCard() {
    rectangle(card, "card", fill: colors[.card], stroke: colors[.cardBorder], corner: 12)
    for (column, x) in zip(columns, middles) {
      text(column.heading, at: Point(x: x - column.heading.width / 2, y: card.minY + 30), color: .ink)
      // One row stands in the middle of several.
      let offset = column.rows.count == 1 ? rowHeight * Double(figure.operands.count - 1) / 2 : 0
      for (row, line) in column.rows.enumerated() {
        guard let line else { continue }
        text(
          line, at: Point(x: x - line.width / 2, y: rowMiddle(row) + offset + (line.ascent - line.descent) / 2),
          color: .ink,
          spoken: column.spoken[row])
      }
    }
  }

  private mutating func middle(_ line: Typeset, at centre: Point, _ color: Paint, _ formula: Formula) {
    text(
      line, at: Point(x: centre.x - line.width / 2, y: centre.y + (line.ascent - line.descent) / 2), color: color,
      spoken: formula.spoken(options.numbers))
  }

  private mutating func box(_ centre: Point, _ size: Size, _ paint: Paint, corner: Double) {
    rectangle(Rectangle(centre: centre, size: size), "node", fill: colors[paint], stroke: colors[.ink], corner: corner)
  }

  private mutating func rectangle(_ area: Rectangle, _ name: StaticString, fill: String, stroke: String, corner: Double)
  {
    body.write("<rect class=\"")
    body.write(name)
    body.write("\"")
    body.attribute("x", area.minX)
    body.attribute("y", area.minY)
    body.attribute("width", area.size.width)
    body.attribute("height", area.size.height)
    body.attribute("rx", corner)
    body.write(" fill=\"\(fill)\" stroke=\"\(stroke)\" stroke-width=\"1.6\"/>\n")
  }

  private mutating func arrow(_ curve: [Point], _ paint: Paint, _ width: Double) {
    let path = EdgePath(curve, arrow: paint == .accent ? (12, 10) : (Metrics.arrow.length, Metrics.arrow.width))
    body.write("<path fill=\"none\" stroke=\"\(colors[paint])\"")
    body.attribute("stroke-width", width)
    body.write(" d=\"")
    body.write(path.line)
    body.write("\"/><path fill=\"\(colors[paint])\" d=\"")
    body.write(path.arrow)
    body.write("\"/>\n")
  }
}
