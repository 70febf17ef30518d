import Autodiff
import Rendering
import Storyboard

/// The pictures of a trace as texts in memory, without a folder.
package struct PictureTexts: Sendable {
  private let input: ExportInput

  /// Sets the texts and lays out the graph, once for all pictures.
  ///
  /// - Parameters:
  ///   - trace: what happened.
  ///   - options: how the pictures look.
  ///   - export: how they move; formats and what concerns files is not looked at.
  /// - Throws: ``EmbedError/badOption(_:)``, and what layout says.
  package init(_ trace: Trace, options: PictureOptions, export: ExportOptions) throws {
    input = try ExportInput(trace, options, export)
  }

  /// Each frame as an SVG document.
  package var frames: [String] {
    (0..<input.renderer.count).map { String(decoding: input.renderer.svg($0), as: UTF8.self) }
  }

  /// The player as HTML.
  ///
  /// - Parameter isPage: whether it is a page of its own, or a part of one.
  /// - Returns: the page.
  /// - Throws: ``TemplateError``.
  package func player(isPage: Bool) throws -> String {
    String(decoding: try isPage ? input.player() : input.snippet(), as: UTF8.self)
  }

  /// One picture that plays by itself, as an SVG document.
  ///
  /// - Returns: the document.
  /// - Throws: ``TemplateError``.
  package func animation() throws -> String { String(decoding: try input.animatedSVG(), as: UTF8.self) }
}
