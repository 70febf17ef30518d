/// Phase 3, placement: the coordinates of all nodes and dummy nodes.
///
/// Takes ordered layers for granted, in which every edge has a dummy node in each layer between its ends. Guarantees
/// that the items of a layer stand in their order without overlap, at least their separation apart, and that the boxes
/// of all layers are disjoint.
struct NodePlacement {
  /// The nodes and dummy nodes, with their coordinates across the edges.
  let layered: LayeredGraph
  /// The coordinates of the layers along the edges.
  private(set) var positions: LayerPositions

  init(layers: [[LayerSlot]], graph: LayoutGraph, reservations: LabelReservations, options: LayoutOptions) {
    var layered = LayeredGraph(
      layers: layers, graph: graph, reservedLabels: reservations.labels(of: graph),
      nodeSeparation: options.nodeSeparation)
    let attractions = Attractions(layered)
    layered.stack()
    layered.balance(attractions, pinned: layered.items.map { _ in false })
    if layered.items.count <= 2 * options.edgeLabelLimit { _ = layered.level(Alignment(layered), attractions) }
    let isLevel = layered.straighten()
    layered.balance(attractions, pinned: isLevel)
    self.layered = layered
    positions = Self.positions(layered, graph, reservations, options)
  }

  /// The same places across the edges with another separation of the layers.
  func respaced(_ graph: LayoutGraph, _ reservations: LabelReservations, _ options: LayoutOptions) -> NodePlacement {
    var respaced = self
    respaced.positions = Self.positions(layered, graph, reservations, options)
    return respaced
  }

  private static func positions(
    _ layered: LayeredGraph, _ graph: LayoutGraph, _ reservations: LabelReservations, _ options: LayoutOptions
  ) -> LayerPositions {
    LayerPositions(
      layered, graph: graph, reservations: reservations, separation: options.layerSeparation,
      followsContours: layered.items.count <= 2 * options.edgeLabelLimit)
  }

  /// For every edge the items of its chain: the operand, the dummy nodes, the operation.
  var dummyChains: [[Int]] { layered.dummyChains }

  /// The centre of an item; that of a node is the centre of its outline.
  func centre(_ item: Int) -> Point { Point(x: positions.x[layered.items[item].layer], y: layered.items[item].y) }

  /// The boxes of the nodes.
  func boxes(of graph: LayoutGraph) -> [Rectangle] { graph.nodes.indices.map { graph.nodes[$0].box(at: centre($0)) } }

  /// For every piece of an edge's chain the range along the edges in which it changes its height.
  func channels(_ edge: Int) -> [ClosedRange<Double>] { positions.channels[edge] }

  /// The points where an edge turns that is level but for its channels.
  func corners(_ edge: Int) -> [Point] {
    let chain = dummyChains[edge]
    var corners = [centre(chain[0])]
    for (place, channel) in channels(edge).enumerated() {
      corners.append(Point(x: channel.lowerBound, y: layered.items[chain[place]].y))
      corners.append(Point(x: channel.upperBound, y: layered.items[chain[place + 1]].y))
    }
    return corners + [centre(chain[chain.count - 1])]
  }

  /// The extents of the boxes of all nodes.
  func size(of graph: LayoutGraph) -> PictureSize {
    let boxes = boxes(of: graph)
    guard let first = boxes.first else { return PictureSize(width: 0, height: 0) }
    return boxes.dropFirst().reduce(first) { $0.union($1) }.size
  }

  /// The centre of an edge's label, if room on a dummy node is reserved for it.
  func reservedCentre(_ edge: Int) -> Point? { layered.labelItems[edge].map { centre($0) } }
}
