import GraphLayout
import Storyboard
import Typesetting

/// Draws two graphs on one page: one before and after static optimisation, or any two side by side.
public enum ComparisonRenderer {
  /// A graph before and after static optimisation as one SVG document.
  ///
  /// Both are drawn in the same places: what stays stands where it stood, what was merged or is not needed is pale and
  /// dashed, and a dashed line joins it to what has its value. They stand beside each other or one above the other, as
  /// they are drawn larger on a page of the proportions that are asked for, those of a slide if none are.
  ///
  /// - Throws: ``LayoutError``.
  package static func svg(
    _ comparison: OptimizationComparison, options: PictureOptions = PictureOptions(), ordering: any LayerOrdering
  ) throws(LayoutError) -> [UInt8] {
    try picture(comparison, options: options, ordering: ordering).svg
  }

  /// A graph before and after static optimisation as one SVG document, the width and height it has, and how well it
  /// can be read.
  ///
  /// - Throws: ``LayoutError``.
  package static func picture(
    _ comparison: OptimizationComparison, options: PictureOptions = PictureOptions(), ordering: any LayerOrdering
  ) throws(LayoutError) -> (svg: [UInt8], size: PictureSize, legibility: Legibility) {
    try picture(try ComparisonPage(comparison, options, ordering), options)
  }

  /// Two graphs side by side as one SVG document, the width and height it has, and how well it
  /// can be read.
  ///
  /// - Throws: ``LayoutError``.
  package static func picture(
    _ pair: GraphPair, options: PictureOptions = PictureOptions(), ordering: any LayerOrdering
  ) throws(LayoutError) -> (svg: [UInt8], size: PictureSize, legibility: Legibility) {
    try picture(try ComparisonPage(pair, options, ordering), options)
  }

  private static func picture(_ pages: ComparisonPage, _ options: PictureOptions) throws(LayoutError) -> (
    svg: [UInt8], size: PictureSize, legibility: Legibility
  ) {
    try options.check()
    let dialect = SVGDialect.frame(options.theme)
    let layout = pages.first.layout
    var page = SVGPage(layout, dialect, prefix: pages.prefix)
    if !layout.heading.title.isEmpty { page.heading() }
    page.divider(pages.divider)
    for panel in [pages.first, pages.second] {
      page.add(SVGPage.fragment(panel.layout, dialect) { $0.panel(panel) })
    }
    page.verdict(pages.verdict)
    page.legend()
    return (page.takeDocument(title: pages.title, description: pages.description), layout.size, pages.legibility)
  }
}

extension SVGPage {
  /// A graph with its heading.
  fileprivate mutating func panel(_ panel: ComparisonPage.Panel) {
    body.write("<g class=\"panel\"")
    body.attribute("data-graph", panel.name)
    body.write(">\n<g class=\"heading\">")
    text(panel.heading, at: panel.origin, color: .ink, spoken: panel.words)
    body.write("</g>\n")
    if let comparison = panel.comparison {
      add(optimized: comparison)
    } else {
      add(Scene(panel.layout, PrerenderedParts(panel.layout, dialect)).graph)
    }
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

  /// The finding, at the left of the footer.
  fileprivate mutating func verdict(_ lines: [Typeset]) {
    body.write("<g class=\"verdict\">")
    // The last stands on the line of the legend.
    for (index, line) in lines.reversed().enumerated() {
      let y = footerBaseline - Double(index) * ComparisonPage.lineHeight(theme)
      text(line, at: Point(x: Metrics.margin, y: y), color: .ink)
    }
    body.write("</g>\n")
  }
}
