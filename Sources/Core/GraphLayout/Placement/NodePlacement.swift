/// Phase 3, placement: the coordinates of all nodes and dummy nodes.
///
/// Takes ordered layers for granted, in which every edge has a dummy node in each layer between its ends. Guarantees
/// that the items of a layer stand in their order without overlap, at least their separation apart, and that the extents
/// of layers are disjoint.
struct NodePlacement {
  /// The nodes and dummy nodes, with their coordinates across the edges.
  let layered: LayeredGraph
  /// The coordinates of the layers along the edges.
  let positions: LayerPositions

  init(layers: [[LayerSlot]], graph: LayoutGraph, reservations: LabelReservations, options: LayoutOptions) {
    var layered = LayeredGraph(
      layers: layers, graph: graph, reservedLabels: reservations.labels(of: graph),
      nodeSeparation: options.nodeSeparation)
    let attractions = Attractions(layered)
    layered.stack()
    layered.balance(attractions, pinned: layered.items.map { _ in false })
    let isLevel = layered.straighten()
    layered.balance(attractions, pinned: isLevel)
    self.layered = layered
    positions = LayerPositions(
      layered, graph: graph, reservations: reservations, layerSeparation: options.layerSeparation)
  }

  /// For every edge the items of its chain: the operand, the dummy nodes, the operation.
  var dummyChains: [[Int]] { layered.dummyChains }

  /// The centre of an item; that of a node is the centre of its outline.
  func centre(_ item: Int) -> Point { Point(x: positions.x[layered.items[item].layer], y: layered.items[item].y) }

  /// The boxes of the nodes.
  func boxes(of graph: LayoutGraph) -> [Rectangle] { graph.nodes.indices.map { graph.nodes[$0].box(at: centre($0)) } }

  /// The range along the edges that an item's layer takes.
  func extent(ofLayerOf item: Int) -> ClosedRange<Double> { positions.extents[layered.items[item].layer] }

  /// The centre of an edge's label, if room on a dummy node is reserved for it.
  func reservedCentre(_ edge: Int) -> Point? { layered.labelItems[edge].map { centre($0) } }
}
