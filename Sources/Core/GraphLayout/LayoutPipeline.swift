/// Finds a place for every node, a curve for every edge and a place on the curve for every label.
///
/// ```swift
/// let node = NodeSpace(outline: .circle(radius: 30))
/// let placed = try layOut(
///   nodes: [node, node, node],
///   edges: [EdgeSpace(from: 0, to: 2), EdgeSpace(from: 1, to: 2, operand: 1)])
/// placed.nodes[2].x > placed.nodes[0].x   // true: the operation stands to the right of its operands
/// placed.edges[0].curve                   // cubic Béziers, from the outline of node 0 to that of node 2
/// ```
///
/// No label meets a node's box, another label or another edge's curve, as long as there are no more edges than
/// `options.edgeLabelLimit`. The same input gives the same result, to the last bit. Safe to call from several threads.
///
/// - Parameters:
///   - nodes: the space each node takes on the page.
///   - edges: the edges, which name nodes by their indices.
///   - rows: for every node the row it stands in, from 0, where the graph is folded into several; no edge leads to an
///     earlier row. Empty for a graph that is not folded. See ``foldedRows(places:edges:count:)``.
///   - options: direction, distances and limits.
///   - ordering: the way to put the nodes into layers and to order these.
/// - Returns: the places, in points, in the order of the nodes and edges given.
/// - Throws: ``LayoutError`` for input that cannot be laid out, or what the ordering says.
/// - Complexity: close to O(*n*) for *n* nodes, dummy nodes and edges where there are more than the label limit; up to
///   it, curves and labels are compared with each other, O(*n*²).
package func layOut(
  nodes: [NodeSpace], edges: [EdgeSpace], rows: [Int] = [], options: LayoutOptions = LayoutOptions(),
  ordering: any LayerOrdering = BarycentreOrdering.shared
) throws(LayoutError) -> PlacedGraph {
  try checkInput(nodes: nodes, edges: edges, options: options)
  let transform = DirectionTransform(direction: options.direction)
  let graph = LayoutGraph(nodes: nodes, edges: edges, transform: transform)
  let available = options.availableSize.map { transform.size($0) }
  if rows.contains(where: { $0 > 0 }) {
    let folding = try Folding(graph: graph, rows: rows)
    return try folding.geometry(options, fitting: available, ordering).placed(transform)
  }
  let pipeline = LayoutPipeline(graph: graph, ordering: ordering)
  return try pipeline.layout(options, fitting: available).geometry.placed(transform)
}

/// Beyond so many slots, a layout takes minutes and gigabytes.
let mostSlots = 1_000_000

/// Up to so many slots, the order of layers is refined.
private let mostRefinedSlots = 400

/// Up to so many slots, exchanges of two of them are tried.
private let mostEscapingSlots = 80

/// The phases of a layout after Sugiyama, Tagawa and Toda (1981), in the layout's coordinates: edges point to the right.
///
/// | phase | in the folder | takes | gives |
/// |---|---|---|---|
/// | 0 input | `Input` | ``NodeSpace``, ``EdgeSpace``, ``LayoutOptions`` | ``LayoutGraph``, checked and transformed |
/// | 1 layering | `Layering` | edges and their minimum spans | ``Layering``: a layer for every node |
/// | 2 ordering | `Ordering` | the same | for every layer its ``LayerSlot``s, dummy nodes included |
/// | 3 placement | `Placement` | slots, sizes, reserved labels | ``NodePlacement``: coordinates of all slots |
/// | 4 ports | `Routing` | placed nodes | ``PortPlacement``: both ends of every edge |
/// | 5 routing | `Routing` | placed nodes and ports | ``EdgeRouting``: a ``Curve`` for every edge |
/// | 6 labels | `Labels` | curves and reserved places | ``EdgeLabels``: a centre for every label |
///
/// Phases 3 to 6 make a ``LayoutCandidate``. Labels that find no place in it ask for ``LabelReservations``, with which
/// the phases run again.
struct LayoutPipeline {
  let graph: LayoutGraph
  let ordering: any LayerOrdering

  /// Runs all phases until every label has a place, then once more to fill the available size.
  ///
  /// Labels without a place first get wider gaps, then layers to stand in; in the last of five rounds all labels do.
  func layout(_ options: LayoutOptions, fitting available: PictureSize?) throws(LayoutError) -> LayoutCandidate {
    var reservations = LabelReservations(edgeCount: graph.edges.count)
    if options.isDraft {
      let layers = try layers(reservations.minimumSpans)
      reservations.widening = layers.map { _ in 0 }
      return candidate(
        NodePlacement(layers: layers, graph: graph, reservations: reservations, options: options), options)
    }
    for round in 1...4 {
      let layers = try layers(reservations.minimumSpans)
      let candidate = relaxed(layers, &reservations, narrowed(options, layers, reservations, to: available))
      if candidate.unplacedLabels.isEmpty {
        return spread(candidate, layers, reservations, options, to: available)
      }
      for edge in round < 4 ? candidate.unplacedLabels : Array(graph.edges.indices) {
        reservations.isReserved[edge] = graph.labelSizes[edge] != nil
      }
    }
    let layers = try layers(reservations.minimumSpans)
    let candidate = relaxed(layers, &reservations, narrowed(options, layers, reservations, to: available))
    return spread(candidate, layers, reservations, options, to: available)
  }

  /// Phases 1 and 2: the ordered layers.
  private func layers(_ reserved: [Int]) throws(LayoutError) -> [[LayerSlot]] {
    let minimumSpans = zip(reserved, graph.minimumSpans).map { max($0, $1) }
    let layering = Layering(nodeCount: graph.nodes.count, edges: graph.edges, minimumSpans: minimumSpans)
    guard layering.slotCount <= mostSlots else { throw .tooLarge(slots: layering.slotCount) }
    let isSmall = layering.slotCount <= mostRefinedSlots
    // Operands in their order, as far as none may cross for it.
    var ordered = graph.edges
    if isSmall { for edge in ordered.indices { ordered[edge].isOrderFixed = true } }
    let layers = try ordering.layers(of: layering, edges: ordered, minimumSpans: minimumSpans)
    guard isSmall else { return layers }
    var best = LayerRefinement(layers, edges: graph.edges)
    best.refine()
    if best.crossingCount > 0, ordered != graph.edges {
      let free = try ordering.layers(of: layering, edges: graph.edges, minimumSpans: minimumSpans)
      var other = LayerRefinement(free, edges: graph.edges)
      other.refine()
      if other.crossingCount < best.crossingCount { best = other }
    }
    if layering.slotCount <= mostEscapingSlots { best.escape() }
    best.alternateLeaves()
    return best.layers
  }

  /// Phases 4 to 6: ports, curves and labels of placed nodes.
  private func candidate(_ placement: NodePlacement, _ options: LayoutOptions) -> LayoutCandidate {
    let isThorough = isThorough(placement.layered.items.count, options)
    let ports = PortPlacement(graph: graph, placement: placement, isThorough: isThorough)
    let routing = EdgeRouting(graph: graph, placement: placement, ports: ports, isThorough: isThorough)
    let labels = EdgeLabels(
      sizes: graph.labelSizes, curves: routing.curves,
      reserved: graph.edges.indices.map { placement.reservedCentre($0) },
      boxes: placement.boxes(of: graph), isThorough: isThorough)
    return LayoutCandidate(
      graph: graph, placement: placement, curves: routing.curves, labels: labels, options: options)
  }

  /// Whether there is time to try many curves and places for each label.
  private func isThorough(_ slotCount: Int, _ options: LayoutOptions) -> Bool {
    !options.isDraft && graph.edges.count <= options.edgeLabelLimit && slotCount <= 2 * options.edgeLabelLimit
  }

  /// A candidate whose labels without a place have got what may help them in these layers, up to five times.
  private func relaxed(
    _ layers: [[LayerSlot]], _ reservations: inout LabelReservations, _ options: LayoutOptions
  ) -> LayoutCandidate {
    reservations.widening = layers.map { _ in 0 }
    var placement = NodePlacement(layers: layers, graph: graph, reservations: reservations, options: options)
    var candidate = candidate(placement, options)
    for _ in 1...5 where !candidate.unplacedLabels.isEmpty {
      let isReserved = reservations.isReserved
      candidate.reserve(&reservations)
      placement =
        reservations.isReserved == isReserved
        ? placement.respaced(graph, reservations, options)
        : NodePlacement(layers: layers, graph: graph, reservations: reservations, options: options)
      candidate = self.candidate(placement, options)
    }
    return candidate
  }

  /// The options with smaller separations, as far as a layout needs them to fit a size.
  private func narrowed(
    _ options: LayoutOptions, _ layers: [[LayerSlot]], _ reservations: LabelReservations, to available: PictureSize?
  ) -> LayoutOptions {
    guard let available else { return options }
    var reservations = reservations
    reservations.widening = layers.map { _ in 0 }
    func place(_ options: LayoutOptions) -> NodePlacement {
      NodePlacement(layers: layers, graph: graph, reservations: reservations, options: options)
    }
    var options = options
    var placement = place(options)
    let excess = placement.size(of: graph).height - available.height
    if excess > 0 {
      let gaps = Double(max(1, (layers.map { $0.count }.max() ?? 1) - 1))
      let least = min(options.nodeSeparation, LayoutOptions.leastNodeSeparation)
      options.nodeSeparation = max(least, options.nodeSeparation - excess / gaps)
      placement = place(options)
    }
    func width(_ separation: Double) -> Double {
      options.layerSeparation = separation
      return placement.respaced(graph, reservations, options).size(of: graph).width
    }
    var (low, high) = (min(options.layerSeparation, LayoutOptions.leastLayerSeparation), options.layerSeparation)
    guard placement.size(of: graph).width > available.width, width(low) < available.width else { return options }
    for _ in 1...6 {
      let middle = (low + high) / 2
      if width(middle) <= available.width { low = middle } else { high = middle }
    }
    options.layerSeparation = low
    return options
  }

  /// The candidate spread to fill a size, if all labels find places so; else the candidate itself.
  private func spread(
    _ candidate: LayoutCandidate, _ layers: [[LayerSlot]], _ reservations: LabelReservations,
    _ options: LayoutOptions, to available: PictureSize?
  ) -> LayoutCandidate {
    guard let available, let options = candidate.options(filling: available, comfortable: options) else {
      return candidate
    }
    var reservations = reservations
    let spread = relaxed(layers, &reservations, options)
    return spread.unplacedLabels.isEmpty ? spread : candidate
  }
}
