import Embedding
import Formulas
import GraphLayout
import Rendering
import Typesetting

/// A page of a worksheet under construction.
struct SheetPage: SVGDrawing {
  let prefix: String
  let dialect: SVGDialect
  let paper: Paper
  /// Whether it belongs to the key.
  let isKey: Bool
  var body = SVGBuffer()
  var glyphs = GlyphSet()
  /// The texts with their places, for a PDF.
  private(set) var texts: [PDFPages.Text] = []

  init(prefix: String, dialect: SVGDialect, paper: Paper, isKey: Bool) {
    (self.prefix, self.dialect, self.paper, self.isKey) = (prefix, dialect, paper, isKey)
  }

  /// Writes a line, the left end of its baseline at a point.
  ///
  /// - Parameters:
  ///   - line: the line.
  ///   - point: its place.
  ///   - color: the colour.
  ///   - scale: the scale.
  ///   - spoken: the words for screen readers; nil for none.
  ///   - plain: the text to be found and copied; nil for none.
  mutating func write(
    _ line: Typeset, at point: Point, color: Paint = .ink, scale: Double = 1, spoken: String? = nil,
    plain: String? = nil
  ) {
    text(line, at: point, color: color, spoken: spoken, scale: scale)
    body.write("\n")
    guard let plain, line.width > 0 else { return }
    let size = paper.size
    texts.append(
      PDFPages.Text(
        plain,
        in: Rectangle(
          minX: point.x / size.width, minY: (point.y - max(line.ascent, 9) * scale) / size.height,
          maxX: (point.x + line.width * scale) / size.width,
          maxY: (point.y + max(line.descent, 3) * scale) / size.height)))
  }

  /// Draws a thin line from left to right.
  mutating func rule(from point: Point, to x: Double, color: Paint = .quietText) {
    body.write("<path class=\"rule\" fill=\"none\" stroke=\"\(colors[color])\" stroke-width=\"0.8\" d=\"M")
    body.write(point.x)
    body.write(" ")
    body.write(point.y)
    body.write("H")
    body.write(x)
    body.write("\"/>\n")
  }

  /// The page as a document of its own.
  func document(title: String, description: String) -> [UInt8] {
    document(title: title, description: description, page: paper.size, size: paper.size, hasBackground: true)
  }

  /// The page as an element of a document, which has the outlines of its glyphs.
  func element(named name: String) -> [UInt8] {
    var element = SVGBuffer(capacity: body.bytes.count + 1024)
    element.write("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"group\"")
    element.attribute("aria-label", name)
    element.write(" viewBox=\"0 0 ")
    element.write(paper.size.width)
    element.write(" ")
    element.write(paper.size.height)
    element.write("\">\n")
    element.write(body)
    element.write("</svg>\n")
    return element.bytes
  }

  /// The outlines of glyphs, for elements that refer to them.
  static func definitions(of glyphs: GlyphSet, prefix: String) -> [UInt8] {
    var definitions = SVGBuffer()
    definitions.write(glyphs, prefix: prefix)
    return definitions.bytes
  }
}
