import Formulas
import GraphLayout
import Storyboard

/// Draws the frames of a storyboard as SVG.
///
/// The graph is laid out once, when the renderer is made. The same storyboard and options give the same bytes.
///
/// ```swift
/// let renderer = try FrameRenderer(story)
/// for number in 0..<renderer.count {
///   let document = String(decoding: renderer.svg(number), as: UTF8.self)
///   print(document.utf8.count, "bytes of SVG")
/// }
/// ```
public struct FrameRenderer: Sendable {
  let layout: PageLayout
  private let dialect: SVGDialect
  /// What is drawn once for all frames; nil where it is drawn when a frame is asked for.
  private let parts: PrerenderedParts?

  /// Sets all texts and lays out the graph, once for all frames.
  ///
  /// - Throws: ``LayoutError``.
  package init(
    _ story: Storyboard, options: PictureOptions = PictureOptions(), ordering: any LayerOrdering
  ) throws(LayoutError) {
    layout = try PageLayout(story, options, .animation, ordering)
    dialect = .frame(options.theme)
    parts = PrerenderedParts(layout, dialect)
  }

  private init(_ layout: PageLayout, _ dialect: SVGDialect) {
    (self.layout, self.dialect, parts) = (layout, dialect, nil)
  }

  /// The frames of the same graph at another point, everything at its place.
  ///
  /// They are drawn when they are asked for: of most points only one is.
  ///
  /// - Parameter story: the story at that point.
  /// - Returns: the frames; nil where ``PictureOptions/room`` is not the widest, or where it is another graph.
  package func showing(_ story: Storyboard) -> FrameRenderer? {
    layout.showing(story).map { FrameRenderer($0, dialect) }
  }

  /// The beginning of every id that the options name; nil for one from a hash.
  package var idPrefix: String? { layout.options.idPrefix }

  /// The width and height of every frame.
  public var size: PictureSize { layout.size }

  /// The story as it is drawn, which may have its numbers inside operations, or large arrays by their shapes.
  public var story: Storyboard { layout.story }

  /// How well the graph can be read on a slide.
  public var legibility: Legibility { layout.legibility }

  /// The number of frames.
  public var count: Int { layout.story.frames.count }

  /// One frame as an SVG document, UTF-8.
  ///
  /// A number out of `0..<count` is a mistake in the program and stops it.
  public func svg(_ number: Int) -> [UInt8] {
    let frame = layout.story.frames[number]
    var page = SVGPage(layout, dialect, prefix: "\(idPrefix ?? layout.story.identifier)-\(number)-")
    page.add(Scene(number, layout, parts ?? PrerenderedParts(layout, dialect, steps: number..<number + 1), dialect))
    let title = Words.title(layout.story.spokenTitle, step: frame.step, of: layout.story.stepCount)
    return page.takeDocument(title: title, description: layout.story.spoken(frame))
  }
}
