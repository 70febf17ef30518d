import Autodiff
import Embedding
import Formulas
import GraphLayout
import Rendering

/// The formats of a worksheet, by the endings of files.
package enum WorksheetFormat: String, CaseIterable, Sendable {
  /// Pages.
  case pdf
  /// Pages in a file for browsers, to print from there.
  case html

  /// The endings as a sentence lists them: `.pdf or .html`.
  package static let endings = allCases.map { ".\($0.rawValue)" }.alternatives

  /// The format of a file, by its ending in small or capital letters; nil where its name has another ending.
  package init?(path: String) {
    guard let dot = path.lastIndex(of: "."),
      let format = WorksheetFormat(rawValue: path[path.index(after: dot)...].lowercased())
    else { return nil }
    self = format
  }
}

/// The worksheets of one or several variants on their pages, and all keys behind them.
package struct WorksheetDocument {
  private let sheets: [Sheet]
  private let style: WorksheetStyle

  /// Lays out worksheets.
  ///
  /// - Parameters:
  ///   - traces: a backward pass for each variant.
  ///   - isNumbered: whether each page has the number of its variant.
  ///   - style: how they look.
  /// - Throws: ``LayoutError``.
  package init(_ traces: [Trace], isNumbered: Bool, style: WorksheetStyle = WorksheetStyle()) throws(LayoutError) {
    self.style = style
    var sheets: [Sheet] = []
    for (place, trace) in traces.enumerated() {
      // All variants have their graphs at the same place.
      let share = sheets.first?.graphShare
      sheets.append(try Sheet(trace, variant: isNumbered ? place + 1 : nil, style, graphShare: share))
    }
    self.sheets = sheets
  }

  /// The number of pages without those of the key.
  package var pageCount: Int { sheets.reduce(0) { $0 + $1.pageCount } }

  /// The file.
  ///
  /// - Throws: ``EmbedError``, ``TemplateError``.
  package func bytes(_ format: WorksheetFormat) throws -> [UInt8] {
    switch format {
    case .pdf: try pdf()
    case .html: try html()
    }
  }

  private var title: String { sheets.first?.title ?? "" }

  /// The pages in their order: those of all variants, then those of all keys.
  private func forEachPage(_ body: (_ page: SheetPage, _ name: String) throws -> Void, prefix: (Int) -> String) throws {
    var count = 0
    for isKey in [false, true] {
      for sheet in sheets {
        for number in 0..<sheet.pageCount {
          try Task.checkCancellation()
          count += 1
          let page = sheet.page(number, isKey: isKey, prefix: prefix(count))
          try body(page, sheet.name(number, isKey: isKey))
        }
      }
    }
  }

  private func pdf() throws -> [UInt8] {
    let pdf = try PDFPages(
      size: style.paper.size, title: title.printable, subject: Words.worksheet, calling: "the worksheet")
    try forEachPage(
      { page, name in
        try pdf.add(
          page.document(title: title, description: name),
          texts: page.texts.map { PDFPages.Text($0.text.printable, in: $0.area) })
      }, prefix: { "p\($0)-" })
    return try pdf.finish()
  }

  private func html() throws -> [UInt8] {
    var glyphs = GlyphSet()
    var pages: [[String: Any]] = []
    try forEachPage(
      { page, name in
        glyphs.formUnion(page.glyphs)
        pages.append([
          "name": name, "isKey": page.isKey,
          "picture": String(decoding: page.element(named: name), as: UTF8.self),
        ])
      }, prefix: { _ in "w-" })
    let (paper, width, height) = style.paper.css
    return try Templates().render(
      .worksheet,
      [
        "title": title, "paper": paper, "width": width, "height": height,
        "definitions": String(decoding: SheetPage.definitions(of: glyphs, prefix: "w-"), as: UTF8.self),
        "pages": pages,
      ])
  }
}
