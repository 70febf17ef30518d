import GraphLayout
import Storyboard

/// Draws the frames of a storyboard as SVG.
///
/// The graph is laid out once, when the renderer is made. The same storyboard and options give the same bytes.
public struct FrameRenderer: Sendable {
  let sheet: Sheet
  private let notation: Notation
  private let parts: FixedParts

  /// Sets and lays out what all frames share.
  ///
  /// - Throws: ``LayoutError``.
  public init(_ story: Storyboard, options: PictureOptions = PictureOptions()) throws(LayoutError) {
    sheet = try Sheet(story, options, .animation)
    notation = .frame(options.theme)
    parts = FixedParts(sheet, notation)
  }

  /// The width and height of every frame.
  public var size: Size { sheet.options.size ?? sheet.composition.page }

  /// How many frames there are.
  public var count: Int { sheet.story.frames.count }

  /// One frame as an SVG document; a number out of range is a mistake in the program and stops it.
  public func svg(_ number: Int) -> [UInt8] {
    let frame = sheet.story.frames[number]
    var page = SVGPage(sheet, notation, prefix: "\(sheet.story.identifier)-\(number)-")
    page.add(Scene(number, sheet, parts, notation))
    let title = "\(sheet.story.spokenTitle): step \(frame.step) of \(sheet.story.stepCount)"
    return page.document(title: title, description: sheet.story.spoken(frame))
  }
}

/// Draws the graph alone, the article's `visualize_at`.
public enum GraphRenderer {
  /// The graph as an SVG document.
  ///
  /// - Parameters:
  ///   - story: what to draw.
  ///   - options: how it looks.
  ///   - marked: the id of a node that gets a ring.
  /// - Returns: the document.
  /// - Throws: ``LayoutError``.
  public static func svg(
    _ story: Storyboard, options: PictureOptions = PictureOptions(), marking marked: Int? = nil
  ) throws(LayoutError) -> [UInt8] {
    try picture(story, options: options, marking: marked).svg
  }

  /// The graph as an SVG document, and the width and height it has.
  ///
  /// - Parameters:
  ///   - story: what to draw.
  ///   - options: how it looks.
  ///   - marked: the id of a node that gets a ring.
  /// - Returns: the document and its size.
  /// - Throws: ``LayoutError``.
  public static func picture(
    _ story: Storyboard, options: PictureOptions = PictureOptions(), marking marked: Int? = nil
  ) throws(LayoutError) -> (svg: [UInt8], size: Size) {
    let sheet = try Sheet(story, options, .graph)
    let notation = Notation.frame(options.theme)
    var page = SVGPage(sheet, notation, prefix: "\(story.identifier)-graph-")
    page.add(Scene(sheet, FixedParts(sheet, notation)))
    if let marked, let node = sheet.positions[marked] { page.ring(node) }
    return (
      page.document(title: story.spokenTitle, description: story.spokenGraph), options.size ?? sheet.composition.page
    )
  }
}
