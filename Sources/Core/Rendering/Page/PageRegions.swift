import GraphLayout

/// The places of the parts of a page, from top to bottom: heading, graph, caption and footer.
struct PageRegions: Sendable {
  /// The parts beneath the graph.
  struct BottomParts: Sendable {
    /// The height of the caption's card, if there is one.
    let card: Double?
    let hasFooter: Bool

    /// From the graph to the lower edge of the page.
    var height: Double {
      (hasFooter ? Metrics.footer.height : Metrics.footer.none) + (card.map { $0 + Metrics.gap } ?? 0)
    }
  }

  let page: Size
  /// The upper left corner of the graph.
  let graph: Point
  let card: Rectangle?
  /// The middle of the footer's line.
  let footer: Double

  /// The page for a graph of no great size: 1280×720, or as much as holds that in other proportions.
  static func usual(_ proportion: Double?) -> Size {
    let (width, height) = Metrics.page
    guard let proportion else { return Size(width: width, height: height) }
    return Size(width: max(width, height * proportion), height: max(height, width / proportion))
  }

  /// The regions of a page of a known size, with the corner of the graph.
  init(page: Size, graph: Point) {
    (self.page, self.graph) = (page, graph)
    (card, footer) = (nil, page.height - Metrics.footer.middle)
  }

  /// Places the parts on a page of at least a size, larger where the graph needs it.
  init(heading: HeadingText, graph: Size, bottomParts: BottomParts, least: Size, proportion: Double?) {
    // Whole points, so that a picture of the page has whole pixels.
    var page = Size(
      width: max(least.width, graph.width + 2 * Metrics.margin).rounded(.up),
      height: max(least.height, heading.height + graph.height + bottomParts.height).rounded(.up))
    if let proportion {
      page = Size(width: max(page.width, page.height * proportion), height: max(page.height, page.width / proportion))
    }
    self.page = page
    let bottom = page.height - bottomParts.height
    self.graph = Point(
      x: (page.width - graph.width) / 2, y: heading.height + (bottom - heading.height - graph.height) / 2)
    footer = page.height - Metrics.footer.middle
    card = bottomParts.card.map { height in
      let top = bottom + Metrics.gap
      return Rectangle(
        minX: (page.width - Metrics.card.width) / 2, minY: top, maxX: (page.width + Metrics.card.width) / 2,
        maxY: top + height)
    }
  }
}
