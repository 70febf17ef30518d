import GraphLayout
import Storyboard
import Typesetting

/// Draws a graph before and after static optimisation.
public enum ComparisonRenderer {
  /// Both graphs as one SVG document.
  ///
  /// They stand beside each other or one above the other, as they are drawn larger on a page of the proportions that
  /// are asked for, those of a slide if none are.
  ///
  /// - Throws: ``LayoutError``.
  package static func svg(
    _ comparison: OptimizationComparison, options: PictureOptions = PictureOptions(), ordering: any LayerOrdering
  ) throws(LayoutError) -> [UInt8] {
    try picture(comparison, options: options, ordering: ordering).svg
  }

  /// Both graphs as one SVG document, and the width and height it has.
  ///
  /// - Throws: ``LayoutError``.
  package static func picture(
    _ comparison: OptimizationComparison, options: PictureOptions = PictureOptions(), ordering: any LayerOrdering
  ) throws(LayoutError) -> (svg: [UInt8], size: Size) {
    try options.check()
    let dialect = SVGDialect.frame(options.theme)
    let pages = try ComparisonPage(comparison, options, ordering)
    let layout = pages.before.layout
    var page = SVGPage(layout, dialect, prefix: "\(comparison.before.identifier)-optimized-")
    page.heading()
    page.divider(pages.divider)
    for panel in [pages.before, pages.after] {
      page.add(SVGPage.fragment(panel.layout, dialect) { $0.panel(panel) })
    }
    page.verdict(pages.verdict)
    page.legend()
    let title = "\(comparison.before.spokenTitle): before and after static optimisation"
    return (
      page.document(title: title, description: comparison.spoken), options.size ?? layout.regions.page
    )
  }
}

extension SVGPage {
  /// A graph with its heading.
  fileprivate mutating func panel(_ panel: ComparisonPage.Panel) {
    let scene = Scene(panel.layout, PrerenderedParts(panel.layout, dialect))
    body.write("<g class=\"panel\"")
    body.attribute("data-graph", panel.name)
    body.write(">\n<g class=\"heading\">")
    text(panel.heading, at: panel.origin, color: .ink, spoken: panel.words)
    body.write("</g>\n")
    add(scene.graph)
    body.write("</g>\n")
  }

  /// The line between the graphs.
  fileprivate mutating func divider(_ line: (from: Point, to: Point)) {
    body.write("<path class=\"divider\" fill=\"none\" stroke=\"\(colors[.cardBorder])\" stroke-width=\"1.5\" d=\"M")
    body.write(line.from.x)
    body.write(" ")
    body.write(line.from.y)
    body.write("L")
    body.write(line.to.x)
    body.write(" ")
    body.write(line.to.y)
    body.write("\"/>\n")
  }

  /// The savings, at the left of the footer.
  fileprivate mutating func verdict(_ line: Typeset) {
    body.write("<g class=\"verdict\">")
    text(line, at: Point(x: Metrics.margin, y: footerBaseline), color: .ink)
    body.write("</g>\n")
  }
}
