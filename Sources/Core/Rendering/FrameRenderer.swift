import GraphLayout
import Storyboard

/// Draws the frames of a storyboard as SVG.
///
/// The graph is laid out once, when the renderer is made. The same storyboard and options give the same bytes.
public struct FrameRenderer: Sendable {
  let layout: PageLayout
  private let dialect: SVGDialect
  private let parts: PrerenderedParts

  /// Sets and lays out what all frames share.
  ///
  /// - Throws: ``LayoutError``.
  package init(
    _ story: Storyboard, options: PictureOptions = PictureOptions(), ordering: any LayerOrdering
  ) throws(LayoutError) {
    layout = try PageLayout(story, options, .animation, ordering)
    dialect = .frame(options.theme)
    parts = PrerenderedParts(layout, dialect)
  }

  /// The width and height of every frame.
  public var size: Size { layout.options.size ?? layout.regions.page }

  /// How many frames there are.
  public var count: Int { layout.story.frames.count }

  /// One frame as an SVG document; a number out of range is a mistake in the program and stops it.
  public func svg(_ number: Int) -> [UInt8] {
    let frame = layout.story.frames[number]
    var page = SVGPage(layout, dialect, prefix: "\(layout.story.identifier)-\(number)-")
    page.add(Scene(number, layout, parts, dialect))
    let title = "\(layout.story.spokenTitle): step \(frame.step) of \(layout.story.stepCount)"
    return page.document(title: title, description: layout.story.spoken(frame))
  }
}
