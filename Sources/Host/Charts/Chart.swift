import GraphLayout
import Rendering
import Typesetting

/// A figure of numbers: curves, a confusion matrix, images, or regions of a plane.
package struct Chart: Sendable {
  /// The heading.
  package let title: String
  /// The content in words, for screen readers.
  package let summary: String
  /// The width and height of its page, in points.
  package let size: Size
  private let content: any ChartContent

  init(_ title: String, _ summary: String, _ content: any ChartContent) {
    self.title = title
    self.summary = summary
    self.content = content
    let need = content.size
    let heading = typeset(text: title, size: Canvas.headingSize, face: .roman).width
    size = Size(
      width: (max(need.width, heading) + 2 * Canvas.margin).rounded(.up),
      height: (need.height + Canvas.headingHeight + Canvas.margin).rounded(.up))
  }

  /// The figure as an SVG document.
  ///
  /// - Parameters:
  ///   - theme: its colours.
  ///   - hasBackground: whether it has a ground.
  /// - Returns: the bytes of the document, the same for the same figure.
  package func svg(theme: Theme = .light, hasBackground: Bool = true) -> [UInt8] {
    var canvas = Canvas(prefix: "", dialect: .frame(theme))
    canvas.text(title, .roman, Canvas.headingSize, at: Point(x: Canvas.margin, y: 40), .start, .ink)
    content.draw(on: &canvas, in: Point(x: Canvas.margin, y: Canvas.headingHeight))
    return canvas.document(title: title, description: summary, page: size, size: size, hasBackground: hasBackground)
  }

  /// The figure without its heading as a part of an HTML page, in variables of CSS by the names of ``Theme/paints``.
  ///
  /// The page sets the heading, so that headings of figures beside each other align.
  ///
  /// - Parameter prefix: stands before every id, so that none occurs twice in the page.
  /// - Returns: an `<svg>` element.
  package func inline(prefix: String) -> String {
    var canvas = Canvas(prefix: prefix, dialect: .moving(.variables, isSpoken: true))
    content.draw(on: &canvas, in: Point(x: Canvas.margin, y: Canvas.legendHeight))
    let need = content.size
    let size = Size(
      width: (need.width + 2 * Canvas.margin).rounded(.up),
      height: (need.height + Canvas.legendHeight + Canvas.margin).rounded(.up))
    let document = canvas.document(title: title, description: summary, page: size, size: size, hasBackground: false)
    // Without the declaration of a file of its own.
    let text = String(decoding: document, as: UTF8.self)
    return String(text.drop { $0 != "\n" }.dropFirst())
  }
}

/// The part of a figure beneath its heading.
protocol ChartContent: Sendable {
  /// The room it needs.
  var size: Size { get }
  /// Draws it from its upper left corner.
  func draw(on canvas: inout Canvas, in origin: Point)
}
