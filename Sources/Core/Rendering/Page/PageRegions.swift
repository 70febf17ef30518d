import GraphLayout

/// The places of the parts of a page, from top to bottom: heading, graph, caption and footer.
struct PageRegions: Sendable {
  /// The parts beneath the graph.
  struct BottomParts: Sendable {
    /// The height of the caption's card, if there is one.
    let card: Double?
    let hasFooter: Bool
    /// The height of the queue above the legend, where the page is too narrow for both in one row; else 0.
    let queueRow: Double
    /// The size of distances, as a share of the usual ones.
    let share: Double

    /// From the lower edge of the page to the middle of the footer's line.
    var middle: Double { share * Metrics.footer.middle }

    /// From the graph to the left and right edges of the page.
    var graphMargin: Double { share < 1 ? Metrics.smallerMargin : Metrics.margin }

    /// From the graph to the lower edge of the page.
    var height: Double {
      queueRow + share * (hasFooter ? Metrics.footer.height : Metrics.footer.none)
        + (card.map { $0 + share * Metrics.gap } ?? 0)
    }

    /// The room for the graph on a page, between the heading and these.
    func room(on page: Size, under heading: HeadingText) -> Size {
      Size(
        width: page.width - 2 * graphMargin,
        height: max(page.height - heading.height - height, Metrics.leastRoom))
    }
  }

  let page: Size
  /// The upper left corner of the graph.
  let graph: Point
  let card: Rectangle?
  /// The middle of the footer's line.
  let footer: Double
  /// The middle of the queue.
  let queue: Double

  /// The page for a graph of no great size: 1280×720; in other proportions wider, or as large and less wide.
  static func usual(_ proportion: Double?) -> Size {
    let (width, height) = Metrics.page
    guard let proportion else { return Size(width: width, height: height) }
    guard proportion < width / height else { return Size(width: height * proportion, height: height) }
    let narrower = (width * height * proportion).squareRoot()
    return Size(width: narrower, height: narrower / proportion)
  }

  /// The regions of a page of a known size, with the corner of the graph.
  init(page: Size, graph: Point) {
    (self.page, self.graph) = (page, graph)
    (card, footer) = (nil, page.height - Metrics.footer.middle)
    queue = footer
  }

  /// More than the errors of sums of sizes.
  private static let rounding = 1e-6

  /// Places the parts on a page of at least a size, larger where the graph needs it.
  init(
    heading: HeadingText, graph: Size, bottomParts: BottomParts, cardWidth: Double, least: Size, proportion: Double?
  ) {
    // Whole points, so that a picture of the page has whole pixels.
    var page = Size(
      width: max(least.width, (graph.width + 2 * bottomParts.graphMargin - Self.rounding).rounded(.up)),
      height: max(least.height, (heading.height + graph.height + bottomParts.height - Self.rounding).rounded(.up)))
    if let proportion {
      page = Size(width: max(page.width, page.height * proportion), height: max(page.height, page.width / proportion))
    }
    self.page = page
    let bottom = page.height - bottomParts.height
    self.graph = Point(
      x: (page.width - graph.width) / 2, y: heading.height + (bottom - heading.height - graph.height) / 2)
    footer = page.height - bottomParts.middle
    queue =
      bottomParts.queueRow > 0
      ? page.height - bottomParts.share * Metrics.footer.height - bottomParts.queueRow / 2 : footer
    card = bottomParts.card.map { height in
      let top = bottom + bottomParts.share * Metrics.gap
      return Rectangle(
        minX: (page.width - cardWidth) / 2, minY: top, maxX: (page.width + cardWidth) / 2,
        maxY: top + height)
    }
  }
}
