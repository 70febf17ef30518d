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

  private(set) var story: Storyboard
  let options: PictureOptions
  let purpose: Purpose
  var heading: HeadingText
  /// The texts in and around the graph.
  private(set) var texts: GraphTexts
  /// The texts that the page was measured by: the same, or with the widest number in place of every other.
  let rooms: GraphTexts
  private let composer: PageComposer
  private let parts: PageComposer.Parts
  /// The position of a node in ``Storyboard/nodes``, by id.
  let positions: [Int: Int]
  /// The nodes, their copies behind them, and the edges.
  let graph: PlacedGraph
  /// For every node, the positions of its copies among the nodes of ``graph``.
  let copies: [[Int]]
  /// The places of the parts of the page, in points.
  var regions: PageRegions
  /// The units of coordinates in a point of the page: more than 1 where the graph is drawn smaller than the other parts.
  let unit: Double
  /// The direction of the edges.
  let direction: Direction
  /// The most elements of an array that is written out, where larger ones gave way to their shapes; nil where none did.
  let elementsUpTo: Int?

  /// The colours of nodes by a norm; nil where they have those of their kinds.
  private(set) var heat: HeatScale?

  /// The kinds of nodes of another graph on the same page, which the legend explains too.
  var kindsBeside: Set<TraceNode.Kind> = []

  var theme: Theme { options.theme }

  /// - Parameters:
  ///   - story: the story to draw.
  ///   - options: the options of the picture.
  ///   - purpose: the use of the picture.
  ///   - ordering: assigns nodes to layers and orders them.
  ///   - mayRetell: whether a story that does not fit may be told with literals inside and arrays by their shapes.
  /// - Throws: ``LayoutError``.
  init(
    _ story: Storyboard, _ options: PictureOptions, _ purpose: Purpose, _ ordering: any LayerOrdering,
    mayRetell: Bool = true
  ) throws(LayoutError) {
    try options.check()
    let composer = PageComposer(options: options, purpose: purpose, ordering: ordering, mayRetell: mayRetell)
    let page = try composer.composed(story)
    let (parts, graph) = (page.parts, page.graph)
    self.story = page.story
    heat = purpose == .animation ? options.heat.map { HeatScale($0, page.story) } : nil
    self.options = options
    self.purpose = purpose
    positions = Dictionary(uniqueKeysWithValues: page.story.nodes.enumerated().map { ($1.id, $0) })
    (self.composer, self.parts) = (composer, parts)
    let proportion = options.size.map { $0.width / $0.height }
    switch purpose {
    case .animation:
      heading = composer.heading(page.story, in: parts)
      // A huge graph gets a larger page instead.
      unit = composer.isHuge(page.story) ? 1 : max(1, 1 / graph.scale(in: parts.room))
      let size = Size(width: graph.graph.size.width / unit, height: graph.graph.size.height / unit)
      regions = PageRegions(
        heading: heading, graph: size, bottomParts: parts.bottomParts, cardWidth: composer.cardWidth,
        least: composer.page, proportion: proportion)
    case .graph:
      let legendWidth = options.showsLegend ? Legend(page.story, options, purpose).width : 0
      let width = max(graph.graph.size.width, legendWidth, 640)
      heading = HeadingText(page.story, options, width: width, titleWidth: width)
      let least = max(graph.graph.size.width, heading.width, legendWidth) + 2 * Metrics.margin
      unit = 1
      regions = PageRegions(
        heading: heading, graph: graph.graph.size, bottomParts: parts.bottomParts, cardWidth: composer.cardWidth,
        least: Size(width: least, height: 0), proportion: proportion)
    }
    elementsUpTo = page.story.elementsUpTo == story.elementsUpTo ? nil : page.story.elementsUpTo
    self.graph = graph.graph
    copies = graph.leafCopies.copies
    rooms = graph.texts
    direction = graph.composition.direction
    texts = Self.texts(page.story, options, purpose, direction, within: rooms)
  }

  /// The texts that are drawn in the room of others.
  private static func texts(
    _ story: Storyboard, _ options: PictureOptions, _ purpose: Purpose, _ direction: Direction, within rooms: GraphTexts
  ) -> GraphTexts {
    guard options.room == .widest else { return rooms }
    return GraphTexts(
      story, options, rooms.sizes, direction, withDerivatives: purpose == .animation, within: rooms)
  }

  /// The same page for the same graph at another point: only texts change.
  ///
  /// - Parameter other: the story of the graph at that point.
  /// - Returns: the page; nil where numbers have no room of their own, or where it is another graph.
  func showing(_ other: Storyboard) -> PageLayout? {
    guard options.room == .widest, purpose == .animation else { return nil }
    var other = other
    if other.elementsUpTo != story.elementsUpTo || other.literalsInside != story.literalsInside {
      other = other.told(elementsUpTo: story.elementsUpTo, literalsInside: story.literalsInside)
    }
    guard other.hasGraph(of: story) else { return nil }
    var page = self
    page.story = other
    page.heat = options.heat.map { HeatScale($0, other) }
    page.heading = composer.heading(other, in: parts)
    page.texts = Self.texts(other, options, purpose, direction, within: rooms)
    return page
  }

  /// The caption of a frame, and the lines it stands on; nil where there is none.
  func caption(_ place: Int) -> (text: CaptionText, grid: CaptionText.Grid)? {
    let captions = parts.captions
    guard captions.captions.indices.contains(place) else { return nil }
    guard options.room == .widest else { return (captions.captions[place], captions.grid) }
    return captions.fitted(place, story.frames.caption(place), options, cardWidth: composer.cardWidth)
  }

  /// Whether the queue is shown: forward mode has none.
  var showsQueue: Bool { options.showsQueue && story.hasQueue }

  /// The size the picture is drawn at: the one that is asked for, or that of the page.
  ///
  /// A graph that would be too small to read there is drawn as large as usual.
  var size: Size { options.size ?? (unit > Metrics.mostUnit ? canvas : regions.page) }

  /// The size of the page in the units of coordinates.
  var canvas: Size { Size(width: regions.page.width * unit, height: regions.page.height * unit) }

  /// How well the picture can be read.
  var legibility: Legibility {
    let target = Legibility.target(of: options.size)
    let fit = min(target.width / canvas.width, target.height / canvas.height)
    return Legibility(
      textHeight: texts.leastText(hasMatrices: story.writesArrays) * fit, target: target,
      nodeCount: story.nodeCount, hasGroups: !story.groups.isEmpty, elementsUpTo: elementsUpTo)
  }

  /// The centre of a node's outline on the page, or of a copy's.
  func centre(_ node: Int) -> Point { place(graph.nodes[node]) }

  /// A point of the graph in coordinates of the page.
  func place(_ point: Point) -> Point {
    Point(x: point.x + regions.graph.x * unit, y: point.y + regions.graph.y * unit)
  }
}

extension Storyboard {
  /// Whether another story is of the same graph, with as many frames, whatever its values.
  fileprivate func hasGraph(of other: Storyboard) -> Bool {
    frames.count == other.frames.count && nodes.count == other.nodes.count && edges.count == other.edges.count
      && zip(nodes, other.nodes).allSatisfy { $0.id == $1.id && $0.kind == $1.kind && $0.label == $1.label }
      && zip(edges, other.edges).allSatisfy { ($0.from, $0.to, $0.operand) == ($1.from, $1.to, $1.operand) }
  }
}
