/// A layout of a graph whose layers are known, good or not.
struct LayoutCandidate {
  private let options: LayoutOptions
  private let placement: NodePlacement
  private let curves: [Curve]
  private let labels: EdgeLabels
  /// The boxes of the nodes.
  private let boxes: [Rectangle]
  /// The extents of everything that is drawn or kept free; nil for nothing.
  private let bounds: Rectangle?

  init(graph: LayoutGraph, placement: NodePlacement, curves: [Curve], labels: EdgeLabels, options: LayoutOptions) {
    (self.placement, self.curves, self.labels, self.options) = (placement, curves, labels, options)
    let boxes = placement.boxes(of: graph)
    var all = boxes + curves.map { $0.bounds }
    for (centre, size) in zip(labels.centres, graph.labelSizes) {
      if let centre, let size { all.append(Rectangle(centre: centre, size: size)) }
    }
    self.boxes = boxes
    bounds = all.first.map { first in all.dropFirst().reduce(first) { $0.union($1) } }
  }

  /// The edges whose labels found no free place.
  var unplacedLabels: [Int] { labels.unplaced }

  /// Asks for what may help the labels without a place in the same layers: a dummy node's place, or a wider gap.
  func reserve(_ reservations: inout LabelReservations) {
    var gaps: Set<Int> = []
    for edge in labels.unplaced {
      let chain = placement.dummyChains[edge]
      if chain.count > 2 {
        reservations.isReserved[edge] = true
      } else {
        gaps.insert(placement.layered.items[chain[0]].layer)
      }
    }
    for gap in gaps {
      reservations.widening[gap] += max(22, options.layerSeparation / 3, reservations.widening[gap] / 2)
    }
  }

  /// The options with which a layout would fill a size, each distance at most half more than is comfortable; nil where
  /// it is as large.
  func options(filling available: Size, comfortable: LayoutOptions) -> LayoutOptions? {
    guard let bounds else { return nil }
    func change(_ room: Double, gaps: Int, _ separation: Double, _ comfortable: Double) -> Double {
      max(0, min(room / Double(max(1, gaps)), 1.5 * comfortable - separation))
    }
    let layers = placement.layered.layers
    let along = change(
      available.width - bounds.size.width, gaps: layers.count - 1, options.layerSeparation,
      comfortable.layerSeparation)
    let most = layers.map { $0.count }.max() ?? 1
    let across = change(
      available.height - bounds.size.height, gaps: most - 1, options.nodeSeparation, comfortable.nodeSeparation)
    guard max(along, across) > 1 else { return nil }
    var changed = options
    changed.layerSeparation += along
    changed.nodeSeparation += across
    return changed
  }

  /// The layout on the page, its upper left corner at (0, 0).
  func placed(_ transform: DirectionTransform) -> PlacedGraph {
    guard let bounds = bounds.map({ transform.page($0) }) else {
      return PlacedGraph(size: Size(width: 0, height: 0), nodes: [], boxes: [], edges: [])
    }
    // Thousandths of a point: finer than any page shows, coarser than what rounding errors differ by.
    func fine(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
    func place(_ point: Point) -> Point {
      let point = transform.page(point)
      return Point(x: fine(point.x - bounds.minX), y: fine(point.y - bounds.minY))
    }
    return PlacedGraph(
      size: Size(width: fine(bounds.size.width), height: fine(bounds.size.height)),
      nodes: boxes.indices.map { place(placement.centre($0)) },
      boxes: boxes.map { box in
        let box = transform.page(box)
        return Rectangle(
          minX: fine(box.minX - bounds.minX), minY: fine(box.minY - bounds.minY),
          maxX: fine(box.maxX - bounds.minX), maxY: fine(box.maxY - bounds.minY))
      },
      edges: zip(curves, labels.centres).map { curve, centre in
        PlacedEdge(curve: curve.bezier.map(place), labelCentre: centre.map(place))
      })
  }
}
