import Autodiff
import Formulas
import GraphLayout
import Storyboard
import Typesetting

/// The layout of a page: all texts, typeset, and the place of everything that is the same in all frames.
///
/// The steps: the texts are set, which gives the sizes of nodes; the graph is laid out; the parts of the page are placed
/// around it.
struct PageLayout: Sendable {
  /// The use of the picture.
  enum Purpose {
    /// Frames of a backward pass: with derivatives, caption and queue.
    case animation
    /// The graph alone.
    case graph
  }

  let story: Storyboard
  let options: PictureOptions
  let purpose: Purpose
  var heading: HeadingText
  /// The caption of each frame, where captions are shown.
  let captions: [CaptionText]
  let captionGrid: CaptionText.Grid
  let texts: GraphTexts
  /// The position of a node in ``Storyboard/nodes``, by id.
  let positions: [Int: Int]
  /// The nodes, their copies behind them, and the edges.
  let graph: PlacedGraph
  /// For every node, the positions of its copies among the nodes of ``graph``.
  let copies: [[Int]]
  var regions: PageRegions

  var theme: Theme { options.theme }

  init(
    _ story: Storyboard, _ options: PictureOptions, _ purpose: Purpose, _ ordering: any LayerOrdering
  ) throws(LayoutError) {
    try options.check()
    self.story = story
    self.options = options
    self.purpose = purpose
    positions = Dictionary(uniqueKeysWithValues: story.nodes.enumerated().map { ($1.id, $0) })
    let leafCopies = try LeafCopies(story, positions, options.sharedLeaves)
    copies = leafCopies.copies
    let isAnimation = purpose == .animation
    let captionWidth = Metrics.card.width - 2 * Metrics.card.padding.x
    captions =
      isAnimation && options.showsCaption
      ? story.frames.indices.map { CaptionText(story.frames.caption($0), options, within: captionWidth) } : []
    captionGrid = CaptionText.Grid(captions, size: options.theme.sizes.caption)
    let bottomParts = PageRegions.BottomParts(
      card: captions.isEmpty ? nil : captionGrid.height + 2 * Metrics.card.padding.y,
      hasFooter: options.showsLegend || isAnimation && options.showsQueue)
    let proportion = options.size.map { $0.width / $0.height }
    let legendWidth = options.showsLegend ? Legend(story, options, purpose).width : 0

    var texts = GraphTexts(story, options, options.theme.sizes, withDerivatives: isAnimation)
    switch purpose {
    case .animation:
      let page = PageRegions.usual(proportion)
      let width = page.width - 2 * Metrics.margin
      heading = HeadingText(story, options, width: width, titleWidth: width - Metrics.progress.width - 40)
      // Under a tall caption the page grows.
      let height = max(page.height - heading.height - bottomParts.height, Metrics.leastRoom)
      let room = Size(width: width, height: height)
      var graph = try PageLayout.layOut(story, texts, leafCopies, options, ordering, separation: (32, 140), room: room)
      // A graph of a few nodes is drawn larger, so that it is not lost on the page.
      let growth = min(room.width / graph.size.width, room.height / graph.size.height, Metrics.mostGrowth)
      if growth > 1.1 {
        let larger = GraphTexts(story, options, options.theme.sizes.grown(by: growth), withDerivatives: true)
        graph = try PageLayout.layOut(story, larger, leafCopies, options, ordering, separation: (32, 140), room: room)
        texts = larger
      }
      self.graph = graph
      regions = PageRegions(
        heading: heading, graph: graph.size, bottomParts: bottomParts, least: page, proportion: proportion)
    case .graph:
      graph = try PageLayout.layOut(story, texts, leafCopies, options, ordering, separation: (28, 90), room: nil)
      let width = max(graph.size.width, legendWidth, 640)
      heading = HeadingText(story, options, width: width, titleWidth: width)
      let least = max(graph.size.width, heading.width, legendWidth) + 2 * Metrics.margin
      regions = PageRegions(
        heading: heading, graph: graph.size, bottomParts: bottomParts, least: Size(width: least, height: 0),
        proportion: proportion)
    }
    self.texts = texts
  }

  private static func layOut(
    _ story: Storyboard, _ texts: GraphTexts, _ leafCopies: LeafCopies, _ options: PictureOptions,
    _ ordering: any LayerOrdering,
    separation: (node: Double, layer: Double), room: Size?
  ) throws(LayoutError) -> PlacedGraph {
    var edges = leafCopies.edges
    for (index, number) in texts.numbers.enumerated() { edges[index].labelSize = number.map(texts.ground) }
    return try GraphLayout.layOut(
      nodes: texts.nodes.map { $0.space } + leafCopies.originals.map { texts.nodes[$0].copySpace }, edges: edges,
      options: LayoutOptions(
        direction: options.direction, nodeSeparation: separation.node, layerSeparation: separation.layer,
        availableSize: room),
      ordering: ordering)
  }

  /// The centre of a node's outline on the page, or of a copy's.
  func centre(_ node: Int) -> Point { place(graph.nodes[node]) }

  /// A point of the graph in coordinates of the page.
  func place(_ point: Point) -> Point {
    Point(x: point.x + regions.graph.x, y: point.y + regions.graph.y)
  }
}
