import GraphLayout
import Storyboard
import Typesetting

/// Finds the composition with which the texts of a graph are largest in a room, and lays the graph out by it.
struct GraphComposer {
  let story: Storyboard
  let options: PictureOptions
  let ordering: any LayerOrdering
  /// The room on the page.
  let room: Size
  /// Whether derivatives are drawn, as in the frames of an animation.
  let withDerivatives: Bool
  private let edges: [EdgeSpace]

  /// Beyond so many nodes a graph is drawn as it is: trying takes time.
  static let mostNodes = 200
  /// A graph that has to be drawn no smaller than by this factor is drawn as it is.
  private static let enough = 0.97
  /// The share by which a graph may grow between a draft and the layout.
  static let reserve = 0.99

  init(
    _ story: Storyboard, _ options: PictureOptions, _ ordering: any LayerOrdering, room: Size, withDerivatives: Bool
  ) {
    let positions = Dictionary(uniqueKeysWithValues: story.nodes.enumerated().map { ($1.id, $0) })
    (self.story, self.options, self.ordering, self.room) = (story, options, ordering, room)
    self.withDerivatives = withDerivatives
    edges = story.edges.map { edge in
      EdgeSpace(
        from: positions[edge.from] ?? 0, to: positions[edge.to] ?? 0, operand: edge.operand,
        isOrderFixed: story.node(edge.to)?.isCommutative != true)
    }
  }

  /// The graph as it is drawn where there is room; nil where there is not.
  func usual() throws(LayoutError) -> ComposedGraph? {
    let composition = GraphComposition(direction: options.direction ?? .leftToRight)
    guard story.nodes.count <= Self.mostNodes else { return try laidOut(composition, in: room) }
    // What is far too large need not be laid out with care.
    guard try laidOut(composition, in: nil).scale(in: room) >= 0.6 else { return nil }
    let usual = try laidOut(composition, in: room)
    return usual.scale(in: room) >= Self.enough ? usual : nil
  }

  /// A composition and the factor by which its draft has to be drawn smaller.
  struct Draft {
    let composition: GraphComposition
    /// For every node how far along the edges it stands in one row.
    let places: [Double]
    let scale: Double
    /// The height of the smallest text on the page.
    let textHeight: Double

    var value: Double { min(1, scale) * composition.worth }
  }

  /// The compositions by their drafts, the best first.
  ///
  /// - Parameter wanted: the height of text on the page that is wanted.
  /// - Returns: the drafts.
  /// - Throws: ``LayoutError``.
  func drafts(_ wanted: Double) throws(LayoutError) -> [Draft] {
    var drafts: [Draft] = []
    func draft(_ composition: GraphComposition, _ places: [Double]) throws(LayoutError) -> Draft {
      let graph = try laidOut(composition, in: nil, places: places)
      let scale = graph.scale(in: room)
      let draft = Draft(
        composition: composition, places: places.isEmpty ? graph.places : places, scale: scale,
        textHeight: scale * graph.texts.leastText(hasMatrices: story.writesArrays))
      drafts.append(draft)
      return draft
    }
    var close = GraphComposition(direction: options.direction ?? .leftToRight)
    _ = try draft(close, [])
    if options.sharedLeaves == .auto {
      close.copiesLeaves = true
      _ = try draft(close, [])
    }
    // Flat nodes only where nothing else helps.
    for density in [GraphComposition.Density.close, .flat] where !drafts.contains(where: { $0.textHeight >= wanted }) {
      close.density = density
      try fold(close, draft)
    }
    return drafts.enumerated().sorted { ($1.element.value, $0.offset) < ($0.element.value, $1.offset) }
      .map { $0.element }
  }

  /// Drafts of a composition in both directions, in more and more rows as long as that helps.
  private func fold(
    _ composition: GraphComposition, _ draft: (GraphComposition, [Double]) throws(LayoutError) -> Draft
  ) throws(LayoutError) {
    for direction in options.direction.map({ [$0] }) ?? [.leftToRight, .topToBottom] {
      var folded = composition
      folded.direction = direction
      let line = try draft(folded, [])
      var best = line.value
      var failures = 0
      while folded.rowCount < 8, failures < 2 {
        folded.rowCount += 1
        let value = try draft(folded, line.places).value
        if value > best { best = value } else { failures += 1 }
      }
    }
  }

  /// The graph in the composition of a draft, spread to fill the room at that scale.
  func composed(_ draft: Draft) throws(LayoutError) -> ComposedGraph {
    let scale = min(1, draft.scale * Self.reserve)
    let graph = try laidOut(
      draft.composition, in: Size(width: room.width / scale, height: room.height / scale), places: draft.places)
    return graph
  }

  /// The graph in a composition.
  ///
  /// - Parameters:
  ///   - composition: the way it is drawn.
  ///   - room: the size to fill; nil for a draft, of which only the size is right.
  ///   - growth: the factor by which texts and nodes are larger than usual.
  ///   - places: for every node how far along the edges it stands in a layout of one row, where there are several.
  /// - Returns: the graph.
  /// - Throws: ``LayoutError``.
  func laidOut(
    _ composition: GraphComposition, in room: Size?, growth: Double = 1, places: [Double] = []
  ) throws(LayoutError) -> ComposedGraph {
    let usual = options.theme.sizes
    let sizes = (growth == 1 ? usual : usual.grown(by: growth)).drawn(composition.density)
    let texts = GraphTexts(story, options, sizes, composition.direction, withDerivatives: withDerivatives)
    let panels = PanelRows(story)
    let spaces = panels.alike(texts.nodes.map { $0.space })
    var edges = edges
    let labels = panels.alike(texts.numbers.map { $0.map(texts.ground) })
    for (index, size) in labels.enumerated() { edges[index].labelSize = size }
    let rows = try panels.rows(places, edges, composition)
    let copies = try LeafCopies(
      edges, nodeCount: story.nodes.count, sharing: options.sharedLeaves, rows: rows,
      isEager: composition.copiesLeaves)
    let separation =
      composition.density != .usual
      ? Metrics.closeSeparation : withDerivatives ? Metrics.separation : Metrics.graphSeparation
    var layout = LayoutOptions(
      direction: composition.direction, nodeSeparation: separation.node, layerSeparation: separation.layer,
      availableSize: withDerivatives ? room : nil)
    layout.isDraft = room == nil
    layout.rowHeadings = panels.headings(story.panels.map { PanelHeading($0, sizes, options).size }, above: rows)
    let graph = try GraphLayout.layOut(
      nodes: spaces + copies.originals.map { texts.nodes[$0].copySpace }, edges: copies.edges, rows: copies.rows,
      options: layout, ordering: ordering)
    return ComposedGraph(composition: composition, texts: texts, leafCopies: copies, graph: graph)
  }
}

extension Storyboard {
  /// The ways to tell it so that its graph takes less room, those that cost the reader least first.
  ///
  /// Literals go inside, then the largest arrays are drawn by their shapes. The numbers of steps stay where only some of
  /// them are drawn.
  func variants(_ options: PictureOptions) -> [Storyboard] {
    let canMove = options.literals == .auto && isWhole && !literalsInside
    let inside = canMove || literalsInside
    let moved = canMove ? [told(elementsUpTo: elementsUpTo, literalsInside: true)] : []
    guard options.elementsUpTo == nil else { return moved }
    return moved + elementCounts.map { told(elementsUpTo: $0 - 1, literalsInside: inside) }
  }
}
