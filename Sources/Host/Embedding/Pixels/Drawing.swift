import CRSVG
import GraphLayout

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Draws an SVG document into a rectangle from the origin of a Cairo context.
///
/// Nothing is shared between documents, so many may be drawn at once.
///
/// - Throws: ``EmbedError/cannotDraw(_:)``.
func draw(_ svg: [UInt8], on context: OpaquePointer?, _ size: Size) throws(EmbedError) {
  if let message = adviz_draw_svg(svg, svg.count, context, size.width, size.height) {
    defer { free(message) }
    throw .cannotDraw(String(cString: message))
  }
  try check(cairo_status(context))
}

/// Throws what Cairo complains of.
func check(_ status: cairo_status_t) throws(EmbedError) {
  guard status == CAIRO_STATUS_SUCCESS else { throw .cannotDraw(String(cString: cairo_status_to_string(status))) }
}
