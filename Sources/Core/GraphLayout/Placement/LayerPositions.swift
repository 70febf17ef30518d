/// The coordinates of the layers along the edges, and where between the layers each edge may change its height.
///
/// A layer stands as close behind those before it as what stands between them allows: boxes that face each other, the
/// labels of edges, and slopes that are not steep. Boxes that do not share a height may stand above each other.
struct LayerPositions {
  /// For every layer the coordinate of the centres of its outlines.
  private(set) var x: [Double] = []
  /// For every edge and every piece of its chain the range along the edges that is clear of all boxes, between the
  /// heights of the piece's ends.
  private(set) var channels: [[ClosedRange<Double>]]

  /// Around a box and a reserved label so much is kept free along the edges.
  private static let margin = 7.0
  /// An edge seldom rises by more for each point along it, about 58°.
  static let mostSlope = 1.6

  /// Places each layer behind the ones before.
  ///
  /// Takes for granted that the items have their coordinates across. Guarantees that boxes and reserved labels of
  /// different layers are disjoint, and that every channel is clear of them.
  ///
  /// - Parameters:
  ///   - layered: the items.
  ///   - graph: the graph they are of.
  ///   - reservations: what labels asked for.
  ///   - separation: the distance between the outlines of nodes that an edge joins, where nothing needs more.
  ///   - followsContours: whether each height is looked at by itself; else whole layers are kept apart, which takes time
  ///     in proportion to the number of items.
  init(
    _ layered: LayeredGraph, graph: LayoutGraph, reservations: LabelReservations, separation: Double,
    followsContours: Bool
  ) {
    let contours = Contours(layered, graph, followsContours)
    let pieces = LayerPiece.byEndLayer(layered, graph.edges)
    var skyline = Skyline()
    channels = layered.dummyChains.map { chain in Array(repeating: 0...0, count: chain.count - 1) }
    for (layer, items) in layered.layers.enumerated() {
      var at = 0.0
      if layer > 0 {
        at = x[layer - 1]
        for item in items {
          at = max(at, skyline.reach(over: contours.heights(item)) + Self.margin + contours.before[item])
        }
        for piece in pieces[layer] {
          let clear = skyline.reach(over: contours.heights(piece)) + contours.facing(piece)
          let rise = abs(layered.items[piece.from].y - layered.items[piece.to].y)
          at = max(at, clear + max(10, min(contours.isWhole(piece) ? 0.5 * rise : 0.2 * rise, separation)))
          at = max(at, x[layer - 1] + contours.run(piece, rise: rise, graph.labelSizes[piece.edge], separation))
          if piece.isLast {
            let from = layered.dummyChains[piece.edge][0]
            let outlines = contours.outline[from] + contours.outline[piece.to]
            let slope = contours.slope(abs(layered.items[from].y - layered.items[piece.to].y))
            let label = graph.labelSizes[piece.edge].map { LabelRoom.length($0.width) } ?? 0
            at = max(at, x[layered.items[from].layer] + outlines + max(label, slope))
          }
        }
        at += reservations.widening[layer - 1]
      }
      for piece in pieces[layer] {
        let start = skyline.reach(over: contours.heights(piece))
        let end = at - contours.facing(piece)
        channels[piece.edge][piece.place] = min(start, end)...end
      }
      for piece in pieces[layer] {
        skyline.raise(contours.heights(piece), to: channels[piece.edge][piece.place].upperBound)
      }
      for item in items { skyline.raise(contours.heights(item), to: at + contours.after[item] + Self.margin) }
      x.append(at)
    }
  }

  /// How far each item reaches, and which heights it takes.
  private struct Contours {
    /// For every item how far it reaches from the line through the outlines' centres.
    var before: [Double]
    var after: [Double]
    /// Half the width of its outline; 0 for a dummy node.
    var outline: [Double]
    /// Half the height of its outline; 0 for a dummy node.
    private var halfHeight: [Double]
    /// For every layer the most that one of its items reaches before it.
    private let mostBefore: [Double]
    private let layered: LayeredGraph
    private let areFollowed: Bool

    init(_ layered: LayeredGraph, _ graph: LayoutGraph, _ areFollowed: Bool) {
      (self.layered, self.areFollowed) = (layered, areFollowed)
      before = layered.items.map { _ in 1 }
      (after, outline, halfHeight) = (before, layered.items.map { _ in 0 }, layered.items.map { _ in 0 })
      for (node, extents) in graph.nodes.enumerated() {
        (before[node], after[node]) = (extents.before, extents.after)
        (outline[node], halfHeight[node]) = (extents.outline.half.width, extents.outline.half.height)
      }
      for (edge, item) in layered.labelItems.enumerated() {
        guard let item, let label = graph.labelSizes[edge] else { continue }
        (before[item], after[item]) = (label.width / 2 + 4, label.width / 2 + 4)
      }
      mostBefore = layered.layers.map { [before] items in items.reduce(0) { max($0, before[$1]) } }
    }

    /// The heights of an item, with room around them.
    func heights(_ item: Int) -> ClosedRange<Double> {
      guard areFollowed else { return -Double.infinity...Double.infinity }
      let item = layered.items[item]
      return item.y - item.above - 5...item.y + item.below + 5
    }

    /// The heights between the ends of an edge's piece, wherever on the outlines it begins and ends.
    func heights(_ piece: LayerPiece) -> ClosedRange<Double> {
      guard areFollowed else { return -Double.infinity...Double.infinity }
      let (from, to) = (layered.items[piece.from].y, layered.items[piece.to].y)
      let (upper, lower) = (0.8 * halfHeight[piece.from] + 1, 0.8 * halfHeight[piece.to] + 1)
      return min(from - upper, to - lower)...max(from + upper, to + lower)
    }

    /// How far the items that a piece comes upon in its layer reach before it.
    func facing(_ piece: LayerPiece) -> Double {
      let layer = layered.items[piece.to].layer
      guard areFollowed else { return mostBefore[layer] + margin }
      let heights = heights(piece)
      let items = layered.layers[layer]
      var facing = before[piece.to]
      for item in items where self.heights(item).overlaps(heights) { facing = max(facing, before[item]) }
      return facing + margin
    }

    /// Tells whether a piece is all of its edge.
    func isWhole(_ piece: LayerPiece) -> Bool {
      layered.items[piece.from].isNode && layered.items[piece.to].isNode
    }

    /// The distance between two outlines over which an edge rises by so much.
    func slope(_ rise: Double) -> Double { min(max(0, rise - 20) / mostSlope, 280) }

    /// The distance between the layers that a piece of an edge needs for its slope, its label and its arrow.
    func run(_ piece: LayerPiece, rise: Double, _ label: PictureSize?, _ separation: Double) -> Double {
      let isWhole = isWhole(piece)
      // A long edge has other gaps to rise in.
      let slope = isWhole ? slope(rise) * (piece.isTwisted ? 1.4 : 1) : slope(rise) / 3
      var run = max(slope, isWhole ? separation : 0.35 * separation)
      // A label is seen beside the ends of a steep edge, though it is wider than the gap.
      if isWhole, let label {
        let isSteep = rise >= label.height + LabelRoom.start + LabelRoom.end
        run = max(run, isSteep ? label.width + LabelRoom.beside : LabelRoom.length(label.width))
      }
      return outline[piece.from] + run + outline[piece.to]
    }
  }
}

/// The part of an edge between two neighbouring layers.
private struct LayerPiece {
  var edge: Int
  /// Which of the pieces of its edge it is.
  var place: Int
  var from: Int
  var to: Int
  var isLast: Bool
  /// Whether its edge crosses another just before their node, for the order of the operands.
  var isTwisted: Bool

  /// For every layer the pieces that end in it.
  static func byEndLayer(_ layered: LayeredGraph, _ edges: [EdgeSpace]) -> [[LayerPiece]] {
    let isTwisted = twistedEdges(layered, edges)
    var pieces = [[LayerPiece]](repeating: [], count: layered.layers.count)
    for (edge, chain) in layered.dummyChains.enumerated() {
      for (place, (from, to)) in zip(chain, chain.dropFirst()).enumerated() {
        pieces[layered.items[to].layer].append(
          LayerPiece(
            edge: edge, place: place, from: from, to: to, isLast: place == chain.count - 2, isTwisted: isTwisted[edge]))
      }
    }
    return pieces
  }

  /// For every edge whether another of its node comes from above it and enters below it, or the other way round.
  private static func twistedEdges(_ layered: LayeredGraph, _ edges: [EdgeSpace]) -> [Bool] {
    var isTwisted = edges.map { _ in false }
    let entering = GroupedIndices(ownerCount: layered.items.count, owners: edges.map { $0.to })
    func height(_ edge: Int) -> Double {
      let chain = layered.dummyChains[edge]
      return layered.items[chain[chain.count - 2]].y
    }
    for node in layered.items.indices where layered.items[node].isNode && entering[node].count > 1 {
      let ordered = entering[node].filter { edges[$0].isOrderFixed }
        .sorted { (edges[$0].operand, $0) < (edges[$1].operand, $1) }
      for (upper, lower) in zip(ordered, ordered.dropFirst()) where height(upper) > height(lower) {
        (isTwisted[upper], isTwisted[lower]) = (true, true)
      }
    }
    return isTwisted
  }
}
