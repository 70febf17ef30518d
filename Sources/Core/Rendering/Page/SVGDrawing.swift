import Formulas
import GraphLayout
import Typesetting

/// An SVG drawing under construction.
package protocol SVGDrawing {
  /// The prefix of every id, so that one page can hold many drawings.
  var prefix: String { get }
  var dialect: SVGDialect { get }
  var body: SVGBuffer { get set }
  /// The glyphs that the body refers to.
  var glyphs: GlyphSet { get set }
}

extension SVGDrawing {
  package var colors: ColorSyntax { dialect.colors }

  /// The whole document.
  ///
  /// - Parameters:
  ///   - title: the title.
  ///   - description: the content in words, for screen readers.
  ///   - page: the size in the units of coordinates.
  ///   - size: the size it is drawn at.
  ///   - hasBackground: whether the page is filled.
  /// - Returns: the bytes of the document.
  package func document(
    title: String, description: String, page: Size, size: Size, hasBackground: Bool
  ) -> [UInt8] {
    // Some glyphs' outlines, as long as the drawing itself.
    var document = SVGBuffer(capacity: 2 * body.bytes.count + 4096)
    begin(&document, title: title, description: description, page: page, size: size, hasBackground: hasBackground)
    document.write(body)
    document.write("</svg>\n")
    return document.bytes
  }

  /// The whole document, in the memory of the drawing, which is empty afterwards: a large one is not copied.
  mutating func takeDocument(
    title: String, description: String, page: Size, size: Size, hasBackground: Bool
  ) -> [UInt8] {
    var beginning = SVGBuffer()
    begin(&beginning, title: title, description: description, page: page, size: size, hasBackground: hasBackground)
    var document = SVGBuffer()
    swap(&document, &body)
    document.insert(beginning)
    document.write("</svg>\n")
    return document.bytes
  }

  /// Writes what stands before the body.
  private func begin(
    _ document: inout SVGBuffer, title: String, description: String, page: Size, size: Size, hasBackground: Bool
  ) {
    document.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"")
    document.write(" xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\"")
    document.attribute("width", size.width)
    document.attribute("height", size.height)
    document.write(" viewBox=\"0 0 ")
    document.write(page.width)
    document.write(" ")
    document.write(page.height)
    document.write("\" role=\"img\" aria-labelledby=\"\(prefix)title \(prefix)desc\">\n<title id=\"\(prefix)title\">")
    document.escape(title)
    document.write("</title>\n<desc id=\"\(prefix)desc\">")
    document.escape(description)
    document.write("</desc>\n<defs>\n")
    document.write(glyphs, prefix: prefix)
    document.write("</defs>\n")
    if hasBackground {
      document.write("<rect class=\"background\" width=\"100%\" height=\"100%\" fill=\"\(colors[.background])\"/>\n")
    }
  }

  /// Writes a line of text, the left end of its baseline at a point, with its label for screen readers if it has one.
  ///
  /// Of a grid, the cells that are marked have heavy outlines.
  package mutating func text(
    _ line: Typeset, at point: Point, color: Paint, spoken: String? = nil, scale: Double = 1, marking: Set<Int> = []
  ) {
    body.write("<g fill=\"")
    body.write(colors[color])
    body.write("\"")
    if let spoken { self.spoken(spoken) }
    body.write(" transform=\"translate(")
    body.write(point.x)
    body.write(" ")
    body.write(point.y)
    body.write(")")
    if scale != 1 {
      body.write(" scale(")
      body.write(scale: scale)
      body.write(")")
    }
    body.write("\">")
    write(cellsOf: line, marking: marking)
    write(glyphs: line)
    write(rulesAndFallbacks: line)
    body.write("</g>\n")
  }

  /// Writes the outlines of cells, those that are marked on top.
  private mutating func write(cellsOf line: Typeset, marking marked: Set<Int>) {
    func outline(_ index: Int, _ cell: PlacedCell, isMarked: Bool) {
      body.write("<rect class=\"cell\(isMarked ? " marked" : "")\" data-cell=\"\(index)\"")
      body.attribute("x", cell.x)
      body.attribute("y", cell.y)
      body.attribute("width", cell.width)
      body.attribute("height", cell.height)
      body.write(
        " fill=\"none\" stroke=\"\(colors[isMarked ? .accent : .line])\" stroke-width=\"\(isMarked ? "2.6" : "0.9")\"/>"
      )
    }
    for (index, cell) in line.cells.enumerated() where !marked.contains(index) { outline(index, cell, isMarked: false) }
    for (index, cell) in line.cells.enumerated() where marked.contains(index) { outline(index, cell, isMarked: true) }
  }

  /// Writes references to a line's glyphs, in a group for each size: a formula goes up and down between them.
  private mutating func write(glyphs line: Typeset) {
    var sizes: [Double] = []
    for glyph in line.glyphs where !sizes.contains(glyph.size) { sizes.append(glyph.size) }
    for size in sizes {
      body.write("<g transform=\"scale(")
      body.write(scale: size / Glyph.unitsPerEm)
      body.write(")\">")
      // Glyphs stand on whole font units, a fiftieth of a point.
      let units = Glyph.unitsPerEm / size
      for glyph in line.glyphs where glyph.size == size {
        glyphs.insert(glyph.glyph)
        body.write(
          use: glyph.glyph, dialect.reference, prefix: prefix, x: glyph.x == 0 ? nil : (glyph.x * units).rounded(),
          y: glyph.y == 0 ? nil : (glyph.y * units).rounded())
      }
      body.write("</g>")
    }
  }

  /// Writes the bars of a line, and its characters without a glyph.
  private mutating func write(rulesAndFallbacks line: Typeset) {
    for rule in line.rules {
      body.write("<rect")
      body.attribute("x", rule.x)
      body.attribute("y", rule.y)
      body.attribute("width", rule.width)
      body.attribute("height", rule.height)
      body.write("/>")
    }
    for text in line.fallbacks {
      if let number = FormulaSymbol.blank(in: text.text) {
        blank(number, at: text)
        continue
      }
      body.write("<text font-family=\"sans-serif\"")
      body.attribute("x", text.x)
      body.attribute("y", text.y)
      body.attribute("font-size", text.size)
      // As wide as it was taken to be, whatever the font.
      body.attribute("textLength", text.width)
      body.write(" lengthAdjust=\"spacingAndGlyphs\">")
      body.escape(text.text)
      body.write("</text>")
    }
  }

  /// Writes the label of an element for screen readers, where the picture has such labels.
  package mutating func spoken(_ text: String) {
    guard dialect.isSpoken else { return }
    body.write(" role=\"img\"")
    body.attribute("aria-label", text)
  }

  /// Refers to a definition, at a place.
  mutating func use(_ name: some ReferenceName, x: Double?, y: Double?) {
    body.write(use: name, dialect.reference, prefix: prefix, x: x, y: y)
  }
}
