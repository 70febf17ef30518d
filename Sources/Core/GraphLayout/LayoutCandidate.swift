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
  func options(filling available: PictureSize, comfortable: LayoutOptions) -> LayoutOptions? {
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

  /// The places of everything.
  var geometry: LayoutGeometry {
    LayoutGeometry(
      nodes: boxes.indices.map { placement.centre($0) }, boxes: boxes, curves: curves.map { $0.bezier },
      labelCentres: labels.centres, bounds: bounds)
  }
}
