import GraphLayout
import Storyboard

/// Finds a story, the parts of its page and a composition of its graph that can be read on a page of the target's size.
///
/// The means, those that cost the reader least first: compositions of the graph, literals inside operations, the largest
/// arrays by their shapes.
struct PageComposer: Sendable {
  let options: PictureOptions
  let purpose: PageLayout.Purpose
  let ordering: any LayerOrdering
  /// Whether the story may be told with less.
  let mayRetell: Bool

  /// How large the parts around the graph are.
  enum PartSize: Sendable {
    /// As beside a small graph.
    case usual
    /// Smaller headings, captions and distances, for a graph that needs much room.
    case small
    /// The same with captions that are hardly larger than the texts of the graph.
    case least
  }

  /// So many drafts of a story are laid out.
  private static let mostTries = 6

  /// What stands around the graph, and the room it leaves.
  struct Parts: Sendable {
    let size: PartSize
    let heading: HeadingText
    let captions: CaptionTexts
    let bottomParts: PageRegions.BottomParts
    let room: Size
  }

  /// A story whose graph is laid out for its page.
  struct Page {
    let story: Storyboard
    let parts: Parts
    let graph: ComposedGraph

    /// The height of the smallest text beside subscripts, in points of the page.
    var textHeight: Double {
      min(1, graph.scale(in: parts.room)) * graph.texts.leastText(hasMatrices: !story.elementCounts.isEmpty)
    }
  }

  /// Whether a graph has so many nodes that it is drawn as it is, on a page as large as it needs.
  func isHuge(_ story: Storyboard) -> Bool { story.nodes.count > GraphComposer.mostNodes }

  private var isAnimation: Bool { purpose == .animation }

  /// The page for a graph of no great size.
  var page: Size { PageRegions.usual(options.size.map { $0.width / $0.height }) }

  /// The width of the caption's card.
  var cardWidth: Double { min(Metrics.card.width, page.width - 2 * Metrics.margin) }

  /// The page of a story, or of the same story told with less.
  func composed(_ story: Storyboard) throws(LayoutError) -> Page {
    let usualParts = parts(story, .usual)
    let usual = composer(story, usualParts)
    if let graph = try usual.usual() { return Page(story: story, parts: usualParts, graph: try grown(graph, usual)) }
    // A page of 1280 points is fitted to 1920 pixels; one that is less wide than a slide to about as many for its size.
    let fit = (page.width / page.height < 1.6 ? 1.06 : 1) * Metrics.page.width / 1920
    let wanted = Legibility.aim(nodeCount: story.nodeCount) * 1.025 * fit
    let stories = [story] + (mayRetell ? story.variants(options) : [])
    var best: Page?
    for size in [PartSize.small, .least] {
      for (number, story) in stories.enumerated() {
        let parts = parts(story, size)
        let composer = composer(story, parts)
        let drafts = try composer.drafts(wanted)
        // Those that can be read, the best first; or, where there is nothing else to try, those that come nearest to it.
        var promising = drafts.filter { $0.textHeight >= wanted }
        if promising.isEmpty, number == stories.count - 1 {
          promising = drafts.sorted { $0.textHeight > $1.textHeight }
        }
        for draft in promising.prefix(Self.mostTries) where draft.textHeight > best?.textHeight ?? 0 {
          let page = Page(story: story, parts: parts, graph: try composer.composed(draft))
          if page.textHeight > best?.textHeight ?? 0 { best = page }
          if page.textHeight >= wanted { return page }
        }
      }
    }
    if let best { return best }
    return Page(story: story, parts: usualParts, graph: try usual.laidOut(GraphComposition(), in: usualParts.room))
  }

  /// A graph of a few nodes is drawn larger, so that it is not lost on the page.
  private func grown(_ graph: ComposedGraph, _ composer: GraphComposer) throws(LayoutError) -> ComposedGraph {
    let growth = min(graph.scale(in: composer.room), Metrics.mostGrowth)
    guard isAnimation, growth > 1.1 else { return graph }
    return try composer.laidOut(graph.composition, in: composer.room, growth: growth)
  }

  private func composer(_ story: Storyboard, _ parts: Parts) -> GraphComposer {
    GraphComposer(story, options.measure, ordering, room: parts.room, withDerivatives: isAnimation)
  }

  /// The width of the page within its margins.
  private var width: Double { page.width - 2 * Metrics.margin }

  private func share(_ size: PartSize) -> Double {
    !isAnimation || size == .usual ? 1 : size == .small ? Metrics.smallerParts : Metrics.leastParts
  }

  private func heading(_ story: Storyboard, _ options: PictureOptions, _ size: PartSize) -> HeadingText {
    HeadingText(
      story, options, width: width, titleWidth: isAnimation ? width - Metrics.progress.width - 40 : width,
      share: share(size))
  }

  /// The heading of a story, in the room of the parts that the page was measured by.
  func heading(_ story: Storyboard, in parts: Parts) -> HeadingText {
    options.room == .widest ? heading(story, options, parts.size).within(parts.heading) : parts.heading
  }

  /// The parts around the graph, smaller where the graph needs much room.
  private func parts(_ story: Storyboard, _ size: PartSize) -> Parts {
    let options = options.measure
    let share = share(size)
    let heading = heading(story, options, size)
    var captions = CaptionTexts()
    if isAnimation, options.showsCaption {
      captions =
        size == .usual
        ? CaptionTexts(story, options, size: options.theme.sizes.caption, cardWidth: cardWidth)
        : .small(story, options, cardWidth: cardWidth, pageHeight: page.height, isLeast: size == .least)
    }
    let legend = options.showsLegend ? Legend(story, options, purpose, within: width).width : 0
    let isCrowded = isAnimation && options.showsQueue && story.hasQueue && legend > width - Metrics.queueRow.leastWidth
    let bottomParts = PageRegions.BottomParts(
      card: captions.cardHeight, hasFooter: options.showsLegend || isAnimation && options.showsQueue && story.hasQueue,
      queueRow: isCrowded ? Metrics.queueRow.height : 0, share: max(share, Metrics.smallerParts))
    return Parts(
      size: size, heading: heading, captions: captions, bottomParts: bottomParts,
      room: bottomParts.room(on: page, under: heading))
  }
}
