import Autodiff
import GraphLayout
import Typesetting

/// An SVG document under construction: its body, and the glyphs the body uses.
struct SVGPage {
  let sheet: Sheet
  /// Stands before every id, so that many frames can be put into one page.
  let prefix: String
  let notation: Notation
  var body = SVGBuffer()
  /// What the body refers to.
  private(set) var glyphs = GlyphSet()
  var marks: Set<QueueMark> = []
  private var parts: [Fragment.Part] = []
  private var openPart: (rank: Int, start: Int)?

  var theme: Theme { sheet.theme }
  var paints: Paints { notation.paints }

  init(_ sheet: Sheet, _ notation: Notation, prefix: String) {
    self.sheet = sheet
    self.notation = notation
    self.prefix = prefix
  }

  /// Draws something once that many pages will show.
  static func fragment(_ sheet: Sheet, _ notation: Notation, _ draw: (inout SVGPage) -> Void) -> Fragment {
    var page = SVGPage(sheet, notation, prefix: Fragment.prefixMark)
    draw(&page)
    return Fragment(page.body.bytes, page.parts, page.glyphs, page.marks)
  }

  /// Begins a part that may stay as it is while others change, with its rank among them.
  ///
  /// It lasts until the next begins or ``endPart()`` is called.
  mutating func part(_ rank: Int) {
    endPart()
    openPart = (rank, body.bytes.count)
  }

  mutating func endPart() {
    guard let part = openPart else { return }
    parts.append(Fragment.Part(rank: part.rank, range: part.start..<body.bytes.count))
    openPart = nil
  }

  /// Shows something that was drawn before.
  mutating func add(_ fragment: Fragment) {
    fragment.write(to: &body, prefix: prefix)
    glyphs.formUnion(fragment.glyphs)
  }

  /// The whole document.
  func document(title: String, description: String) -> [UInt8] {
    // Some glyphs' outlines, as long as the drawing itself.
    var page = SVGBuffer(capacity: 2 * body.bytes.count + 4096)
    page.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"")
    page.write(" xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\"")
    let size = sheet.composition.page
    page.attribute("width", sheet.options.size?.width ?? size.width)
    page.attribute("height", sheet.options.size?.height ?? size.height)
    page.write(" viewBox=\"0 0 ")
    page.write(size.width)
    page.write(" ")
    page.write(size.height)
    page.write("\" role=\"img\" aria-labelledby=\"\(prefix)title \(prefix)desc\">\n<title id=\"\(prefix)title\">")
    page.escape(title)
    page.write("</title>\n<desc id=\"\(prefix)desc\">")
    page.escape(description)
    page.write("</desc>\n<defs>\n")
    page.write(glyphs, prefix: prefix)
    page.write("</defs>\n")
    if sheet.options.hasBackground {
      page.write("<rect class=\"background\" width=\"100%\" height=\"100%\" fill=\"\(paints[.background])\"/>\n")
    }
    page.write(body)
    page.write("</svg>\n")
    return page.bytes
  }

  /// A set line with its baseline's left end at a point, and how it is read aloud; nothing where it is read elsewhere.
  mutating func text(_ line: Typeset, at point: Point, color: Paint, spoken: String? = nil, scale: Double = 1) {
    body.write("<g fill=\"\(paints[color])\"")
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
    var size: Double?
    for glyph in line.glyphs {
      glyphs.insert(glyph.glyph)
      if glyph.size != size {
        if size != nil { body.write("</g>") }
        size = glyph.size
        body.write("<g transform=\"scale(")
        body.write(scale: glyph.size / Glyph.unitsPerEm)
        body.write(")\">")
      }
      // Glyphs stand on whole font units, a fiftieth of a point.
      let units = Glyph.unitsPerEm / glyph.size
      use(
        glyph.glyph, x: glyph.x == 0 ? nil : (glyph.x * units).rounded(),
        y: glyph.y == 0 ? nil : (glyph.y * units).rounded())
    }
    if size != nil { body.write("</g>") }
    for rule in line.rules {
      body.write("<rect")
      body.attribute("x", rule.x)
      body.attribute("y", rule.y)
      body.attribute("width", rule.width)
      body.attribute("height", rule.height)
      body.write("/>")
    }
    for text in line.fallbacks {
      body.write("<text font-family=\"sans-serif\"")
      body.attribute("x", text.x)
      body.attribute("y", text.y)
      body.attribute("font-size", text.size)
      body.write(">")
      body.escape(text.text)
      body.write("</text>")
    }
    body.write("</g>\n")
  }

  /// A node's outline around a point, without the closing of its element.
  mutating func outline(_ outline: Outline, around centre: Point) {
    switch outline {
    case .circle(let radius):
      body.write("<circle")
      body.attribute("cx", centre.x)
      body.attribute("cy", centre.y)
      body.attribute("r", radius)
    case .roundedRectangle(let size, let corner):
      body.write("<rect")
      body.attribute("x", centre.x - size.width / 2)
      body.attribute("y", centre.y - size.height / 2)
      body.attribute("width", size.width)
      body.attribute("height", size.height)
      if corner > 0 { body.attribute("rx", corner) }
    }
  }

}
