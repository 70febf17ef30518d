import CRSVG
import GraphLayout

/// A PDF document under construction: a page a picture, vectors throughout.
///
/// The same pictures give the same bytes: no date is in it.
final class PDF {
  private let surface: OpaquePointer?
  private let context: OpaquePointer?
  private let bytes: Bytes
  private let page: Size
  private let font = InvisibleFont()

  /// The bytes that Cairo has written so far.
  private final class Bytes {
    var all: [UInt8] = []
  }

  /// An empty document.
  ///
  /// - Parameters:
  ///   - size: of every page, in CSS pixels, of which 96 are an inch.
  ///   - title: of the document.
  ///   - subject: what it shows.
  init(size: Size, title: String, subject: String) {
    page = Size(width: size.width * 0.75, height: size.height * 0.75)
    bytes = Bytes()
    let write: cairo_write_func_t = { target, data, count in
      guard let target, let data else { return CAIRO_STATUS_WRITE_ERROR }
      Unmanaged<Bytes>.fromOpaque(target).takeUnretainedValue().all += UnsafeBufferPointer(
        start: data, count: Int(count))
      return CAIRO_STATUS_SUCCESS
    }
    surface = cairo_pdf_surface_create_for_stream(
      write, Unmanaged.passUnretained(bytes).toOpaque(), page.width, page.height)
    context = cairo_create(surface)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, subject)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "adviz \(advizVersion)")
    // What is no date leaves the date out.
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "")
  }

  deinit {
    cairo_destroy(context)
    cairo_surface_destroy(surface)
  }

  /// Adds a page.
  ///
  /// - Parameters:
  ///   - svg: the picture, in which texts are outlines.
  ///   - label: the number that viewers show for it.
  ///   - texts: its texts, to be found, copied and read aloud.
  /// - Throws: ``EmbedError/cannotDraw(_:)``.
  func add(_ svg: [UInt8], label: String? = nil, texts: [PlacedText] = []) throws(EmbedError) {
    if let label { cairo_pdf_surface_set_page_label(surface, label) }
    try draw(svg, on: context, page)
    for text in texts { font.write(text, on: context, page) }
    cairo_show_page(context)
    try check(cairo_status(context))
  }

  /// The document; nothing can be added to it any more.
  ///
  /// - Throws: ``EmbedError/cannotDraw(_:)``.
  func finish() throws(EmbedError) -> [UInt8] {
    cairo_surface_finish(surface)
    try check(cairo_surface_status(surface))
    return bytes.all
  }
}
