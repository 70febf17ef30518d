import CRSVG
import GraphLayout

/// A line of text, and where the outlines of its letters are on a page.
struct PlacedText {
  let text: String
  /// As shares of the page's width and height.
  let area: Rectangle
  /// Whether a line that does not fill its area stands in the middle.
  var isCentred = false
}

/// A font whose letters are not seen, for text that lies over its own outlines.
///
/// Programs that search, copy and read aloud find the text of a PDF page by its fonts; the pictures have none. Every
/// letter is half as wide as high and empty. With an area of their own the letters are kept by Cairo, which leaves out
/// what draws nothing.
final class InvisibleFont {
  private let cairo: adviz_cairo
  private let face: OpaquePointer?

  init(_ cairo: adviz_cairo) {
    self.cairo = cairo
    face = cairo.make_face()
    cairo.set_glyph(face) { _, _, _, extents in
      extents?.pointee = adviz_text_extents(
        x_bearing: 0, y_bearing: -InvisibleFont.ascent, width: InvisibleFont.advance, height: 1,
        x_advance: InvisibleFont.advance, y_advance: 0)
      return adviz_drawn
    }
  }

  deinit { cairo.destroy_face(face) }

  private static let advance = 0.5
  private static let ascent = 0.75

  /// The most that a letter is wide, of its height: programs take wider gaps for those between columns.
  private static let widest = 0.5

  /// Writes a line so that it fills the height of its area, and the width as far as letters may be stretched.
  func write(_ line: PlacedText, on context: OpaquePointer?, _ page: Size) {
    let (room, height) = (line.area.size.width * page.width, line.area.size.height * page.height)
    let count = Double(line.text.unicodeScalars.count)
    guard count > 0, room > 0, height > 0 else { return }
    let width = min(room, count * InvisibleFont.widest * height)
    let left = line.area.minX * page.width + (line.isCentred ? (room - width) / 2 : 0)
    var matrix = adviz_matrix(xx: width / (count * InvisibleFont.advance), yx: 0, xy: 0, yy: height, x0: 0, y0: 0)
    cairo.save(context)
    cairo.set_face(context, face)
    cairo.set_font_matrix(context, &matrix)
    cairo.move_to(context, left, line.area.minY * page.height + InvisibleFont.ascent * height)
    cairo.show_text(context, line.text)
    cairo.restore(context)
  }
}
