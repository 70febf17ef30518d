import Formulas
import GraphLayout
import Storyboard
import Typesetting

/// The graph of a worksheet: nodes, edges and what stands beside them, without heading, caption and legend.
package struct WorksheetGraph: Sendable {
  private let layout: PageLayout

  /// Lays out a graph.
  ///
  /// - Parameters:
  ///   - story: the graph; its last adjoints are drawn.
  ///   - options: the options of the picture; its size tells the proportions of the room for the graph.
  ///   - ordering: assigns nodes to layers and orders them.
  /// - Throws: ``LayoutError``.
  package init(_ story: Storyboard, options: PictureOptions, ordering: any LayerOrdering) throws(LayoutError) {
    layout = try PageLayout(story, options, .animation, ordering, mayRetell: false)
  }

  /// The width and height.
  package var size: PictureSize { layout.graph.size }

  /// The height of the smallest text beside subscripts.
  package var textHeight: Double { layout.texts.leastText(hasMatrices: false) }

  /// Draws the graph on a page.
  ///
  /// - Parameters:
  ///   - drawing: the page.
  ///   - corner: the upper left corner of the graph.
  ///   - scale: the scale.
  package func draw(on drawing: inout some SVGDrawing, at corner: Point, scale: Double) {
    var page = SVGPage(layout, drawing.dialect, prefix: drawing.prefix)
    for edge in layout.story.edges.indices {
      let curve = layout.graph.edges[edge].curve.map(layout.place)
      let path = EdgePath(curve, arrow: Metrics.arrow)
      page.edge(edge, .walked(hasNumber: layout.texts.numbers[edge] != nil), (path, path), wayBack: nil, flaw: nil)
    }
    for (index, node) in layout.story.nodes.enumerated() {
      page.node(index, .plain)
      if let state = layout.story.gradientStates(of: node.id).last { page.gradient(index, state) }
    }
    let origin = layout.place(Point(x: 0, y: 0))
    drawing.body.write("<g class=\"graph\" transform=\"translate(")
    drawing.body.write(corner.x - origin.x * scale)
    drawing.body.write(" ")
    drawing.body.write(corner.y - origin.y * scale)
    drawing.body.write(") scale(")
    drawing.body.write(scale: scale)
    drawing.body.write(")\">\n")
    drawing.body.write(page.body)
    drawing.body.write("</g>\n")
    drawing.glyphs.formUnion(page.glyphs)
  }
}
