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
  /// The texts of each node, in the order of ``Storyboard/nodes``.
  let nodes: [NodeTexts]
  /// Where a node's id stands in ``Storyboard/nodes``.
  let positions: [Int: Int]
  /// The derivative on each edge, in the order of ``Storyboard/edges``.
  let numbers: [Typeset?]
  let graph: PlacedGraph
  /// From the graph's own corner to the page's.
  let offset: Point
  let size: Size
  /// How much taller than usual the page is: what stands beneath the graph moves down by it.
  let extraHeight: Double

  init(_ story: Storyboard, _ options: PictureOptions, _ purpose: Purpose) throws(LayoutError) {
    self.story = story
    self.options = options
    self.purpose = purpose
    let gradientWidth = purpose == .animation ? NodeTexts.gradientWidth(story, options.numbers) : 0
    let nodes = story.nodes.map { NodeTexts($0, options, gradientWidth: gradientWidth) }
    let positions = Dictionary(uniqueKeysWithValues: story.nodes.enumerated().map { ($1.id, $0) })
    let numbers = story.edges.map { edge -> Typeset? in
      guard purpose == .animation else { return nil }
      return edge.adjoint.map { typeset($0, size: Metrics.numberSize, numbers: options.numbers) }
    }
    let edges = zip(story.edges, numbers).map { edge, number in
      EdgeSpace(
        from: positions[edge.from] ?? 0, to: positions[edge.to] ?? 0, operand: edge.operand,
        number: number.map(Sheet.ground))
    }
    let room = Size(
      width: Metrics.page.width - 2 * Metrics.margin, height: Metrics.graphBottom - Metrics.graphTop)
    let graph = try layOut(
      nodes: nodes.map(\.space), edges: edges,
      options: LayoutOptions(rankSeparation: purpose == .animation ? 140 : 90, room: purpose == .animation ? room : nil)
    )
    self.nodes = nodes
    self.positions = positions
    self.numbers = numbers
    self.graph = graph
    switch purpose {
    case .animation:
      extraHeight = max(0, graph.size.height - room.height)
      size = Size(
        width: max(Metrics.page.width, graph.size.width + 2 * Metrics.margin),
        height: Metrics.page.height + extraHeight)
      offset = Point(
        x: (size.width - graph.size.width) / 2,
        y: Metrics.graphTop + (max(room.height, graph.size.height) - graph.size.height) / 2)
    case .graph:
      extraHeight = 0
      let heading = max(Heading.width(story, options), Legend.width)
      size = Size(
        width: max(graph.size.width, heading) + 2 * Metrics.margin,
        height: Metrics.graphTop + graph.size.height + Metrics.margin + 40)
      offset = Point(x: (size.width - graph.size.width) / 2, y: Metrics.graphTop)
    }
  }

  /// The height of the ground under a number, the same for all.
  static let numberHeight =
    typeset(text: "0", size: Metrics.numberSize, face: .roman).ascent + 2 * Metrics.numberPadding.y

  /// The ground under a number.
  static func ground(of number: Typeset) -> Size {
    Size(width: number.width + 2 * Metrics.numberPadding.x, height: numberHeight)
  }

  /// Where the centre of a node's outline is on the page.
  func centre(_ node: Int) -> Point { place(graph.nodes[node]) }

  /// Where a point of the graph is on the page.
  func place(_ point: Point) -> Point { Point(x: point.x + offset.x, y: point.y + offset.y) }
}

/// The texts of a node, set, and the room they need.
struct NodeTexts: Sendable {
  let label: Typeset
  let name: Typeset?
  let value: Typeset?
  /// The room left of a variable for its derivative.
  let gradientWidth: Double
  /// The outline that is drawn.
  let outline: Outline
  let space: NodeSpace

  /// The room for what stands beside a variable: the widest it will be, the same for all so that they line up.
  static func gradientWidth(_ story: Storyboard, _ numbers: NumberStyle) -> Double {
    let statements = Set(story.frames.flatMap(\.gradients.values).map(\.statement))
    let widths = statements.map { typeset($0, size: Metrics.gradientSize, numbers: numbers).width }
    return (widths.max() ?? 0) + Metrics.gradientGap
  }

  init(_ node: StoryNode, _ options: PictureOptions, gradientWidth: Double) {
    let numbers = options.numbers
    label = typeset(node.label, size: Metrics.labelSize, numbers: numbers)
    name = node.name.map { typeset($0, size: Metrics.nameSize, numbers: numbers) }
    // A constant that shows its number need not say it twice.
    value =
      options.showsValues && node.value != node.label
      ? typeset(node.value, size: Metrics.valueSize, numbers: numbers) : nil
    // A label may come closer to the rim of a circle than to the side of a box: it is low where the circle is wide.
    let diameter = max(Metrics.nodeSize, label.width + 2 * Metrics.circlePadding)
    let isCircle = node.kind == .operation && diameter <= Metrics.largestCircle
    let width = isCircle ? diameter : max(Metrics.nodeSize, label.width + 2 * Metrics.nodePadding)
    let height = max(Metrics.nodeSize, label.ascent + label.descent + 2 * Metrics.nodePadding)
    let size = Size(width: width, height: height)
    switch node.kind {
    case .variable: outline = .roundedRectangle(size, corner: Metrics.nodeCorner)
    case .constant: outline = .roundedRectangle(size, corner: 0)
    case .operation:
      outline =
        isCircle
        ? .circle(radius: max(width, height) / 2) : .roundedRectangle(size, corner: min(width, height) / 2)
    }

    self.gradientWidth = node.kind == .variable ? gradientWidth : 0
    let lineHeight = Metrics.textGap + Metrics.valueSize
    let below = value == nil ? 0 : lineHeight
    let above = name == nil ? 0 : Metrics.textGap + Metrics.nameSize
    let overhang = max(0, (max(value?.width ?? 0, name?.width ?? 0) - width) / 2 - Metrics.ring.room)
    let room = Metrics.ring.room
    space = NodeSpace(
      outline: outline.grown(by: room), left: max(self.gradientWidth - room, overhang), right: overhang,
      above: max(0, above - room), below: max(0, below - room))
  }
}

extension Outline {
  /// The same shape, larger on every side.
  func grown(by margin: Double) -> Outline {
    switch self {
    case .circle(let radius): .circle(radius: radius + margin)
    case .roundedRectangle(let size, let corner):
      .roundedRectangle(
        Size(width: size.width + 2 * margin, height: size.height + 2 * margin),
        corner: corner == 0 ? 0 : corner + margin)
    }
  }
}
