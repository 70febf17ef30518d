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
  private let face = cairo_user_font_face_create()

  init() {
    cairo_user_font_face_set_render_glyph_func(face) { _, _, _, extents in
      extents?.pointee = cairo_text_extents_t(
        x_bearing: 0, y_bearing: -InvisibleFont.ascent, width: InvisibleFont.advance, height: 1,
        x_advance: InvisibleFont.advance, y_advance: 0)
      return CAIRO_STATUS_SUCCESS
    }
  }

  deinit { cairo_font_face_destroy(face) }

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
    var matrix = cairo_matrix_t()
    cairo_matrix_init(&matrix, width / (count * InvisibleFont.advance), 0, 0, height, 0, 0)
    cairo_save(context)
    cairo_set_font_face(context, face)
    cairo_set_font_matrix(context, &matrix)
    cairo_move_to(context, left, line.area.minY * page.height + InvisibleFont.ascent * height)
    cairo_show_text(context, line.text)
    cairo_restore(context)
  }
}
