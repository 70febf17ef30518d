import GraphLayout
import Rendering
import Typesetting

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The page of a figure under construction.
struct Canvas: SVGDrawing {
  static let margin = 28.0
  static let headingHeight = 64.0
  /// Above a figure without a heading: room for what explains its colours.
  static let legendHeight = 34.0
  static let headingSize = 22.0

  let prefix: String
  let dialect: SVGDialect
  var body = SVGBuffer()
  var glyphs = GlyphSet()

  /// The part of a line of text that is placed at its point.
  enum Anchor { case start, middle, end }

  init(prefix: String, dialect: SVGDialect) {
    self.prefix = prefix
    self.dialect = dialect
  }

  /// A line of text, its baseline through a point.
  mutating func text(
    _ words: String, _ face: TextFace = .sans, _ size: Double = 13, at point: Point, _ anchor: Anchor, _ color: Paint,
    width: Double = .infinity
  ) {
    let line = typeset(text: words, size: size, face: face)
    let scale = min(1, width / max(line.width, 1))
    let shift = anchor == .start ? 0 : line.width * scale * (anchor == .middle ? 0.5 : 1)
    text(line, at: Point(x: point.x - shift, y: point.y), color: color, spoken: words, scale: scale)
  }

  /// A line of text that is read from bottom to top.
  mutating func upright(_ words: String, at point: Point, _ color: Paint) {
    body.write("<g transform=\"translate(")
    write(point)
    body.write(") rotate(-90)\">")
    text(words, at: Point(x: 0, y: 0), .middle, color)
    body.write("</g>\n")
  }

  /// A rectangle that is filled, thinly perhaps.
  mutating func rectangle(_ area: Rectangle, _ color: Paint, opacity: Double = 1) {
    open("<rect", area)
    body.write(" fill=\"\(colors[color])\"")
    if opacity < 1 { body.attribute("fill-opacity", opacity) }
    body.write("/>\n")
  }

  /// The border of a rectangle.
  mutating func border(_ area: Rectangle, _ color: Paint, width: Double = 1) {
    open("<rect", area)
    body.write(" fill=\"none\" stroke=\"\(colors[color])\"")
    body.attribute("stroke-width", width)
    body.write("/>\n")
  }

  /// A line through points.
  mutating func line(_ points: [Point], _ color: Paint, width: Double) {
    guard let first = points.first else { return }
    body.write("<path fill=\"none\" stroke=\"\(colors[color])\" stroke-linejoin=\"round\"")
    body.attribute("stroke-width", width)
    body.write(" d=\"M")
    write(first)
    for point in points.dropFirst() {
      body.write("L")
      write(point)
    }
    body.write("\"/>\n")
  }

  /// A dot with a thin border.
  mutating func dot(_ centre: Point, radius: Double, _ color: Paint, border: Paint) {
    body.write("<circle")
    body.attribute("cx", centre.x)
    body.attribute("cy", centre.y)
    body.attribute("r", radius)
    body.write(" fill=\"\(colors[color])\" stroke=\"\(colors[border])\" stroke-width=\"0.8\"/>\n")
  }

  /// A picture of pixels, each of which is a square.
  mutating func image(_ png: [UInt8], in area: Rectangle, spoken words: String) {
    open("<image", area)
    body.write(" preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\"")
    spoken(words)
    body.write(" ")
    body.write(dialect.reference)
    body.write("=\"data:image/png;base64,")
    body.write(Data(png).base64EncodedString())
    body.write("\"/>\n")
  }

  private mutating func open(_ name: StaticString, _ area: Rectangle) {
    body.write(name)
    body.attribute("x", area.minX)
    body.attribute("y", area.minY)
    body.attribute("width", area.size.width)
    body.attribute("height", area.size.height)
  }

  private mutating func write(_ point: Point) {
    body.write(point.x)
    body.write(" ")
    body.write(point.y)
  }
}
