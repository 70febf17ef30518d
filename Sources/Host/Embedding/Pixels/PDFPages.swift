import GraphLayout

/// A PDF document of pages that are drawn elsewhere, whose texts can be found and copied.
package final class PDFPages {
  private let pdf: PDF

  /// A text on a page.
  package struct Text: Sendable {
    /// The text in one line.
    package let text: String
    /// The place, as shares of the page's width and height.
    package let area: Rectangle

    /// A text at a place.
    package init(_ text: String, in area: Rectangle) { (self.text, self.area) = (text, area) }
  }

  /// An empty document.
  ///
  /// - Parameters:
  ///   - size: of every page, in CSS pixels, of which 96 are an inch.
  ///   - title: of the document.
  ///   - subject: what it shows.
  ///   - name: the file it is for, for errors.
  /// - Throws: ``EmbedError`` where Cairo cannot be loaded.
  package init(size: PictureSize, title: String, subject: String, calling name: String) throws(EmbedError) {
    pdf = try PDF(size: size, title: title, subject: subject, calling: name)
  }

  /// Adds a page.
  ///
  /// - Throws: ``EmbedError``.
  package func add(_ svg: [UInt8], texts: [Text]) throws(EmbedError) {
    try pdf.add(svg, texts: texts.map { PlacedText(text: $0.text, area: $0.area) })
  }

  /// The document; nothing can be added to it any more.
  ///
  /// - Throws: ``EmbedError/cannotDraw(_:)``.
  package func finish() throws(EmbedError) -> [UInt8] { try pdf.finish() }
}
