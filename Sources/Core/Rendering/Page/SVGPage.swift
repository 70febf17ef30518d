import Autodiff
import GraphLayout
import Typesetting

/// The SVG of a page under construction.
struct SVGPage: SVGDrawing {
  let layout: PageLayout
  /// The prefix of every id, so that one page can hold many frames.
  let prefix: String
  let dialect: SVGDialect
  var body = SVGBuffer()
  /// The glyphs that the body refers to.
  var glyphs = GlyphSet()
  var marks: Set<QueueMark> = []
  private var parts: [Fragment.Part] = []
  private var openPart: (rank: Int, start: Int)?

  var theme: Theme { layout.theme }

  init(_ layout: PageLayout, _ dialect: SVGDialect, prefix: String) {
    self.layout = layout
    self.dialect = dialect
    self.prefix = prefix
  }

  /// Draws a fragment for many pages.
  static func fragment(_ layout: PageLayout, _ dialect: SVGDialect, _ draw: (inout SVGPage) -> Void) -> Fragment {
    var page = SVGPage(layout, dialect, prefix: Fragment.prefixMark)
    return page.fragment(draw)
  }

  /// Draws a fragment for many pages, and forgets it.
  mutating func fragment(_ draw: (inout SVGPage) -> Void) -> Fragment {
    draw(&self)
    defer {
      body.removeAll()
      (parts, openPart, glyphs, marks) = ([], nil, GlyphSet(), [])
    }
    // A copy has no room to spare.
    return Fragment(body.bytes.withUnsafeBufferPointer { Array($0) }, parts, glyphs, marks)
  }

  /// Begins a part that changes independently of the others, with its rank among them.
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

  /// Adds a fragment.
  mutating func add(_ fragment: Fragment) {
    fragment.write(to: &body, prefix: prefix)
    glyphs.formUnion(fragment.glyphs)
  }

  /// The whole document; the page is empty afterwards.
  mutating func takeDocument(title: String, description: String) -> [UInt8] {
    takeDocument(
      title: title, description: description, page: layout.canvas,
      size: layout.size, hasBackground: layout.options.hasBackground)
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
