import Autodiff
import Embedding
import Formulas
import GraphLayout
import Rendering
import Storyboard
import Typesetting

/// The worksheet of one variant, laid out on pages; its key has the same pages.
struct Sheet {
  private let worksheet: Worksheet
  private let style: WorksheetStyle
  /// The number of the variant; nil where there is one.
  private let variant: Int?
  /// The items of each page with their upper edges.
  private var pages: [[(item: SheetItem, top: Double)]] = [[]]
  /// The share of the page that the graph was laid out for.
  private(set) var graphShare: Double?
  private let dialect: SVGDialect
  private let key: SVGDialect

  private var numbers: NumberStyle { style.numbers }
  private var left: Double { SheetMetrics.margin.side }
  private var right: Double { style.paper.size.width - SheetMetrics.margin.side }
  private var bottom: Double { style.paper.size.height - SheetMetrics.margin.bottom - 2 * SheetMetrics.small }

  /// Lays out the worksheet of a trace.
  ///
  /// - Parameters:
  ///   - trace: the backward pass.
  ///   - variant: the number of the variant; nil where there is one.
  ///   - style: how it looks.
  ///   - graphShare: the share of the page that the graph is laid out for; nil for the one in which it is largest.
  /// - Throws: ``LayoutError``.
  init(_ trace: Trace, variant: Int?, _ style: WorksheetStyle, graphShare: Double? = nil) throws(LayoutError) {
    (self.style, self.variant, self.graphShare) = (style, variant, graphShare)
    worksheet = Worksheet(
      trace, numbers: style.numbers, asksContributions: style.edgeNumbers == .contribution,
      literalsInside: trace.nodes.count > WorksheetStyle.mostLiteralNodes)
    dialect = .frame(style.theme)
    var key = dialect
    key.answers = worksheet.answers.map {
      typeset($0, size: BlankAnswers.size, numbers: style.numbers)
    }
    self.key = key
    place(heading())
    place(try graph())
    for item in questions() { place(item) }
    place(results())
    spread()
  }

  var pageCount: Int { pages.count }

  /// The title as text.
  var title: String { worksheet.story.plainTitle }

  /// The name of a page, `Variant 3 · page 1 of 2`.
  func name(_ page: Int, isKey: Bool) -> String {
    ([isKey ? Words.key : nil, variant.map(Words.variant), Words.page(page + 1, of: pageCount)] as [String?])
      .compactMap { $0 }.joined(separator: " · ")
  }

  /// Draws a page of the sheet or of its key.
  func page(_ number: Int, isKey: Bool, prefix: String) -> SheetPage {
    var page = SheetPage(prefix: prefix, dialect: isKey ? key : dialect, paper: style.paper, isKey: isKey)
    for (item, top) in pages[number] { item.draw(&page, top) }
    let name = name(number, isKey: isKey)
    let footer = typeset(text: name, size: SheetMetrics.small, face: .sans)
    page.write(
      footer, at: Point(x: right - footer.width, y: style.paper.size.height - SheetMetrics.margin.bottom),
      color: .quietText, plain: name)
    return page
  }

  /// Puts an item beneath the last one, or on a new page.
  private mutating func place(_ item: SheetItem) {
    let last = pages[pages.count - 1].last
    let top = last.map { $0.top + $0.item.height + item.gap } ?? SheetMetrics.margin.top
    guard last == nil || top + item.height <= bottom else {
      pages.append([(item, SheetMetrics.margin.top)])
      return
    }
    pages[pages.count - 1].append((item, top))
  }

  /// Gives what is left of each page to the room between its items, as far as that helps who writes there.
  private mutating func spread() {
    for (number, page) in pages.enumerated() {
      guard page.count > 1, let last = page.last else { continue }
      let more = min(SheetMetrics.mostSpread, (bottom - last.top - last.item.height) / Double(page.count - 1))
      guard more > 0 else { continue }
      for place in page.indices { pages[number][place].top += Double(place) * more }
    }
  }

  // MARK: The heading

  /// Title, point, and the line for the name; on the key its name.
  private func heading() -> SheetItem {
    let story = worksheet.story
    let (left, right) = (left, right)
    let tags = [variant.map(Words.variant)].compactMap { $0 }.map {
      typeset(text: $0, size: SheetMetrics.text, face: .sans)
    }
    let keyTag = typeset(text: Words.key, size: SheetMetrics.title, face: .sans)
    let tagWidth = (tags + [keyTag]).map { $0.width }.max() ?? 0
    let titleWidth = right - left - tagWidth - SheetMetrics.gap
    let title: [Typeset] =
      switch story.title {
      case .words(let text): lines(ofText: text, size: SheetMetrics.title, face: .roman, within: titleWidth)
      case .formula(let formula):
        lines(of: formula, size: SheetMetrics.title, numbers: numbers, within: titleWidth).map { $0.typeset }
      }
    let facts = [story.subtitle, worksheet.point].compactMap { $0 }
    let broken = facts.map {
      lines(of: $0, size: SheetMetrics.subtitle, numbers: numbers, within: titleWidth).map { $0.typeset }
    }
    let sentence = Words.worksheetTask(digits: numbers.precision) + " " + style.edgeSentence
    let task = lines(ofText: sentence, size: SheetMetrics.small, face: .sans, within: right - left)
    var texts: [(line: Typeset, color: Paint, spoken: String?, plain: String?)] = title.enumerated().map {
      place, line in
      (line, .ink, place == 0 ? story.spokenTitle : nil, place == 0 ? story.plainTitle : nil)
    }
    for (fact, lines) in zip(facts, broken) {
      texts += lines.enumerated().map { place, line in
        (line, .quietText, place == 0 ? fact.spoken(numbers) : nil, place == 0 ? fact.text(numbers) : nil)
      }
    }
    let textHeight = texts.reduce(0) { $0 + $1.line.ascent + $1.line.descent + 6 }
    let taskHeight = Double(task.count) * 1.4 * SheetMetrics.small
    let tag = variant.map(Words.variant)
    return SheetItem(height: textHeight + SheetMetrics.name + taskHeight + 6, gap: 0) { [texts] page, top in
      var y = top
      for (line, color, spoken, plain) in texts {
        page.write(
          line, at: Point(x: left, y: y + line.ascent), color: color, scale: min(1, titleWidth / max(1, line.width)),
          spoken: spoken, plain: plain)
        y += line.ascent + line.descent + 6
      }
      var corner = top
      if page.isKey {
        page.write(
          keyTag, at: Point(x: right - keyTag.width, y: corner + keyTag.ascent), spoken: Words.key, plain: Words.key)
        corner += keyTag.ascent + 10
      }
      for line in tags {
        page.write(line, at: Point(x: right - line.width, y: corner + line.ascent), spoken: tag, plain: tag)
      }
      guard !page.isKey else { return }
      Sheet.nameLine(on: &page, from: left, to: right, baseline: y + SheetMetrics.name - 10)
      y += SheetMetrics.name
      for (place, line) in task.enumerated() {
        let words = place == 0 ? sentence : nil
        page.write(
          line, at: Point(x: left, y: y + 1.2 * SheetMetrics.small), color: .quietText, spoken: words, plain: words)
        y += 1.4 * SheetMetrics.small
      }
    }
  }

  private static func nameLine(on page: inout SheetPage, from left: Double, to right: Double, baseline: Double) {
    func label(_ text: String) -> Typeset { typeset(text: text, size: SheetMetrics.text, face: .sans) }
    let middle = left + 0.66 * (right - left)
    for (text, start, end) in [(Words.name, left, middle - SheetMetrics.gap), (Words.date, middle, right)] {
      let line = label(text)
      page.write(line, at: Point(x: start, y: baseline), spoken: text, plain: text)
      page.rule(from: Point(x: start + line.width + 6, y: baseline + 2), to: end)
    }
  }

  // MARK: The graph

  /// The graph in the proportions that make it largest: above the questions, or on a page of its own.
  private mutating func graph() throws(LayoutError) -> SheetItem {
    let width = right - left
    let page = bottom - SheetMetrics.margin.top
    var best: (graph: WorksheetGraph, scale: Double, share: Double)?
    for share in graphShare.map({ [$0] }) ?? SheetMetrics.graphShares(worksheet.story.nodes.count) {
      let height = share * page
      var options = PictureOptions()
      options.theme = style.graphTheme
      (options.showsQueue, options.showsCaption, options.showsLegend) = (false, false, false)
      options.numbers = numbers
      options.edgeNumbers = style.edgeNumbers
      options.size = Size(width: width, height: height)
      let graph = try WorksheetGraph(worksheet.story, options: options, ordering: options.layering.ordering)
      let fit = min(width / max(1, graph.size.width), height / max(1, graph.size.height))
      let scale = min(fit, SheetMetrics.graph.mostScale)
      if scale * graph.textHeight > (best.map { $0.scale * $0.graph.textHeight * 1.05 } ?? 0) {
        best = (graph, scale, share)
      }
      if let best, best.scale * best.graph.textHeight >= SheetMetrics.graph.leastText { break }
    }
    guard let best else { return SheetItem(height: 0, gap: 0) { _, _ in } }
    let (graph, scale) = (best.graph, best.scale)
    graphShare = best.share
    let x = left + (width - graph.size.width * scale) / 2
    return SheetItem(height: graph.size.height * scale, gap: 10) { page, top in
      graph.draw(on: &page, at: Point(x: x, y: top), scale: scale)
    }
  }

  // MARK: The questions

  /// The questions, each with its number, and what they have in common in columns.
  private func questions() -> [SheetItem] {
    let labels = worksheet.questions.enumerated().map { number, question in
      (
        number: typeset(text: "\(number + 1)", size: SheetMetrics.text, face: .sans),
        heading: typeset(question.heading, size: SheetMetrics.text, numbers: numbers)
      )
    }
    let numberWidth = (labels.map { $0.number.width }.max() ?? 0) + 8
    let indent =
      min((labels.map { $0.heading.width }.max() ?? 0), 0.2 * (right - left)) + numberWidth + SheetMetrics.gap
    let start = left + indent
    let cells = worksheet.questions.map { question in
      question.lines.map { SheetCell($0, numbers, within: right - start) }
    }
    let widest = 0.42 * (right - start)
    let firsts: [Double] = cells.filter { $0.count > 1 }.map { $0[0].width }
    let column = firsts.filter { $0 < widest }.max() ?? 0
    let second = start + column + (column > 0 ? SheetMetrics.gap : 0)
    return zip(zip(worksheet.questions, labels), cells).enumerated().map { number, part in
      let ((question, label), cells) = part
      var rows = SheetRows(from: start, to: right, numbers)
      for (place, cell) in cells.enumerated() {
        switch place {
        case 0: rows.add(cell, at: cells.count == 1 && number > 0 ? second : start)
        case 1: rows.add(cell, at: second)
        default: rows.append(cell, else: second)
        }
      }
      let (left, style) = (left, numbers)
      return SheetItem(height: rows.height, gap: SheetMetrics.questionGap) { [rows] page, top in
        let baseline = top + rows.firstBaseline
        let scale = min(1, (indent - numberWidth - 8) / max(1, label.heading.width))
        page.write(label.number, at: Point(x: left, y: baseline), plain: "\(number + 1)")
        page.write(
          label.heading, at: Point(x: left + numberWidth, y: baseline), color: .quietText, scale: scale,
          spoken: question.heading.spoken(style), plain: question.heading.text(style))
        rows.draw(on: &page, at: top)
      }
    }
  }

  /// The gradients.
  private func results() -> SheetItem {
    let heading = typeset(text: Words.gradients, size: SheetMetrics.text, face: .sans)
    let start = left + heading.width + SheetMetrics.gap
    var rows = SheetRows(from: start, to: right, numbers)
    for line in worksheet.results { rows.append(SheetCell(line, numbers, within: right - start)) }
    let (left, right) = (left, right)
    return SheetItem(height: rows.height + 10, gap: SheetMetrics.questionGap + 4) { [rows] page, top in
      page.rule(from: Point(x: left, y: top), to: right, color: .line)
      page.write(
        heading, at: Point(x: left, y: top + 10 + rows.firstBaseline), spoken: Words.gradients, plain: Words.gradients)
      rows.draw(on: &page, at: top + 10)
    }
  }
}
