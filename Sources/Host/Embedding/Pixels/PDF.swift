import CRSVG
import GraphLayout

/// A PDF document under construction: a page a picture, vectors throughout.
///
/// The same pictures give the same bytes: no date is in it.
final class PDF {
  private let cairo: adviz_cairo
  private let surface: OpaquePointer?
  private let context: OpaquePointer?
  private let bytes: Bytes
  private let page: Size
  private let font: InvisibleFont
  /// What it is for, for errors.
  private let name: String

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
  ///   - name: the file it is for.
  /// - Throws: ``EmbedError`` where Cairo cannot be loaded.
  init(size: Size, title: String, subject: String, calling name: String) throws(EmbedError) {
    cairo = try DrawingLibraries.cairo(for: name)
    font = InvisibleFont(cairo)
    self.name = name
    page = Size(width: size.width * 0.75, height: size.height * 0.75)
    bytes = Bytes()
    let write: adviz_write = { target, data, count in
      guard let target, let data else { return adviz_write_failed }
      Unmanaged<Bytes>.fromOpaque(target).takeUnretainedValue().all += UnsafeBufferPointer(
        start: data, count: Int(count))
      return adviz_drawn
    }
    surface = cairo.make_pdf(
      write, Unmanaged.passUnretained(bytes).toOpaque(), page.width, page.height)
    context = cairo.create(surface)
    cairo.set_metadata(surface, adviz_pdf_title, title)
    cairo.set_metadata(surface, adviz_pdf_subject, subject)
    cairo.set_metadata(surface, adviz_pdf_creator, "adviz \(advizVersion)")
    // What is no date leaves the date out.
    cairo.set_metadata(surface, adviz_pdf_date, "")
  }

  deinit {
    cairo.destroy(context)
    cairo.destroy_surface(surface)
  }

  /// Adds a page.
  ///
  /// - Parameters:
  ///   - svg: the picture, in which texts are outlines.
  ///   - label: the number that viewers show for it.
  ///   - texts: its texts, to be found, copied and read aloud.
  /// - Throws: ``EmbedError``.
  func add(_ svg: [UInt8], label: String? = nil, texts: [PlacedText] = []) throws(EmbedError) {
    if let label { cairo.set_page_label(surface, label) }
    try cairo.draw(svg, on: context, page, for: name)
    for text in texts { font.write(text, on: context, page) }
    cairo.show_page(context)
    try cairo.check(cairo.status(context))
  }

  /// The document; nothing can be added to it any more.
  ///
  /// - Throws: ``EmbedError/cannotDraw(_:)``.
  func finish() throws(EmbedError) -> [UInt8] {
    cairo.finish(surface)
    try cairo.check(cairo.surface_status(surface))
    return bytes.all
  }
}
