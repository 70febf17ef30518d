import Autodiff
import Formulas
import GraphLayout
import Storyboard
import Typesetting

/// Everything about a picture that does not change between steps: what is set, how large it is, and where it stands.
struct Sheet: Sendable {
  /// What the picture is for.
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
  /// Where a node's id stands in ``Storyboard/nodes``.
  let positions: [Int: Int]
  /// The nodes, their copies behind them, and the edges.
  let graph: PlacedGraph
  /// For every node where its copies are among those of ``graph``.
  let copies: [[Int]]
  var composition: Composition

  var theme: Theme { options.theme }

  init(_ story: Storyboard, _ options: PictureOptions, _ purpose: Purpose) throws(LayoutError) {
    try options.check()
    self.story = story
    self.options = options
    self.purpose = purpose
    positions = Dictionary(uniqueKeysWithValues: story.nodes.enumerated().map { ($1.id, $0) })
    let cast = try Cast(story, positions, options.sharedLeaves)
    copies = cast.copies
    let isAnimation = purpose == .animation
    let captionWidth = Metrics.card.width - 2 * Metrics.card.padding.x
    captions =
      isAnimation && options.showsCaption
      ? story.frames.indices.map { CaptionText(story.frames.caption($0), options, within: captionWidth) } : []
    captionGrid = CaptionText.Grid(captions, size: options.theme.sizes.caption)
    let chrome = Composition.Chrome(
      card: captions.isEmpty ? nil : captionGrid.height + 2 * Metrics.card.padding.y,
      hasFooter: options.showsLegend || isAnimation && options.showsQueue)
    let proportion = options.size.map { $0.width / $0.height }
    let legendWidth = options.showsLegend ? Legend(options).width : 0

    var texts = GraphTexts(story, options, options.theme.sizes, withDerivatives: isAnimation)
    switch purpose {
    case .animation:
      let page = Composition.usual(proportion)
      let width = page.width - 2 * Metrics.margin
      heading = HeadingText(story, options, width: width, titleWidth: width - Metrics.progress.width - 40)
      // Under a tall caption the page grows.
      let height = max(page.height - heading.height - chrome.height, Metrics.leastRoom)
      let room = Size(width: width, height: height)
      var graph = try Sheet.layOut(story, texts, cast, options, separation: (32, 140), room: room)
      // A graph of a few nodes is drawn larger, so that it is not lost on the page.
      let growth = min(room.width / graph.size.width, room.height / graph.size.height, Metrics.mostGrowth)
      if growth > 1.1 {
        let larger = GraphTexts(story, options, options.theme.sizes.grown(by: growth), withDerivatives: true)
        graph = try Sheet.layOut(story, larger, cast, options, separation: (32, 140), room: room)
        texts = larger
      }
      self.graph = graph
      composition = Composition(
        heading: heading, graph: graph.size, chrome: chrome, least: page, proportion: proportion)
    case .graph:
      graph = try Sheet.layOut(story, texts, cast, options, separation: (28, 90), room: nil)
      let width = max(graph.size.width, legendWidth, 640)
      heading = HeadingText(story, options, width: width, titleWidth: width)
      let least = max(graph.size.width, heading.width, legendWidth) + 2 * Metrics.margin
      composition = Composition(
        heading: heading, graph: graph.size, chrome: chrome, least: Size(width: least, height: 0),
        proportion: proportion)
    }
    self.texts = texts
  }

  private static func layOut(
    _ story: Storyboard, _ texts: GraphTexts, _ cast: Cast, _ options: PictureOptions,
    separation: (node: Double, rank: Double), room: Size?
  ) throws(LayoutError) -> PlacedGraph {
    var edges = cast.edges
    for (index, number) in texts.numbers.enumerated() { edges[index].number = number.map(texts.ground) }
    return try GraphLayout.layOut(
      nodes: texts.nodes.map(\.space) + cast.originals.map { texts.nodes[$0].copySpace }, edges: edges,
      options: LayoutOptions(
        direction: options.direction, nodeSeparation: separation.node, rankSeparation: separation.rank, room: room))
  }

  /// Where the centre of a node's outline is on the page, or that of a copy.
  func centre(_ node: Int) -> Point { place(graph.nodes[node]) }

  /// Where a point of the graph is on the page.
  func place(_ point: Point) -> Point {
    Point(x: point.x + composition.graph.x, y: point.y + composition.graph.y)
  }
}

/// Who stands in the graph: every node, and leaves again where they are used far away.
private struct Cast {
  /// Between nodes and copies by their places, without numbers.
  private(set) var edges: [EdgeSpace]
  /// For every node the places of its copies.
  private(set) var copies: [[Int]]
  /// For every copy the node it is of.
  private(set) var originals: [Int] = []

  init(_ story: Storyboard, _ positions: [Int: Int], _ sharing: SharedLeaves) throws(LayoutError) {
    edges = story.edges.map { edge in
      EdgeSpace(
        from: positions[edge.from] ?? 0, to: positions[edge.to] ?? 0, operand: edge.operand,
        isOrderFirm: story.node(edge.to)?.isCommutative != true)
    }
    copies = Array(repeating: [], count: story.nodes.count)
    let numbers = try GraphLayout.copies(nodeCount: story.nodes.count, edges: edges, sharing: sharing)
    for (index, number) in numbers.enumerated() where number > 0 {
      let original = edges[index].from
      while copies[original].count < number {
        copies[original].append(story.nodes.count + originals.count)
        originals.append(original)
      }
      edges[index].from = copies[original][number - 1]
    }
  }
}
