import GraphLayout
import Storyboard

/// Draws the graph alone, the article's `visualize_at`.
public enum GraphRenderer {
  /// The graph as an SVG document.
  ///
  /// - Parameters:
  ///   - story: the graph.
  ///   - options: the options of the picture.
  ///   - marked: the id of a node that gets a ring.
  ///   - ordering: assigns nodes to layers and orders them.
  /// - Returns: the document.
  /// - Throws: ``LayoutError``.
  package static func svg(
    _ story: Storyboard, options: PictureOptions = PictureOptions(), marking marked: Int? = nil,
    ordering: any LayerOrdering
  ) throws(LayoutError) -> [UInt8] {
    try picture(story, options: options, marking: marked, ordering: ordering).svg
  }

  /// The graph as an SVG document, the width and height it has, and how well it can be read.
  ///
  /// - Parameters:
  ///   - story: the graph.
  ///   - options: the options of the picture.
  ///   - marked: the id of a node that gets a ring.
  ///   - ordering: assigns nodes to layers and orders them.
  /// - Returns: the document, its size and its legibility.
  /// - Throws: ``LayoutError``.
  package static func picture(
    _ story: Storyboard, options: PictureOptions = PictureOptions(), marking marked: Int? = nil,
    ordering: any LayerOrdering
  ) throws(LayoutError) -> (svg: [UInt8], size: PictureSize, legibility: Legibility) {
    let layout = try PageLayout(story, options, .graph, ordering)
    let dialect = SVGDialect.frame(options.theme)
    var page = SVGPage(layout, dialect, prefix: "\(options.idPrefix ?? story.identifier)-graph-")
    page.add(Scene(layout, PrerenderedParts(layout, dialect)))
    let story = layout.story
    if let marked, let node = layout.positions[marked] { page.ring(node) }
    return (
      page.takeDocument(title: story.spokenTitle, description: story.spokenGraph), layout.size,
      layout.legibility
    )
  }
}
