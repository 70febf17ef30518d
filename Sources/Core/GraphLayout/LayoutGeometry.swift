/// The places of everything in a layout, in the layout's coordinates: edges point to the right.
struct LayoutGeometry {
  /// The centre of each node's outline.
  var nodes: [Point]
  /// The box kept free for each node.
  var boxes: [Rectangle]
  /// For every edge its curve: a start and three points for each cubic Bézier.
  var curves: [[Point]]
  /// For every edge the centre of its label, if it has one.
  var labelCentres: [Point?]
  /// The extents of everything that is drawn or kept free; nil for nothing.
  var bounds: Rectangle?

  /// The layout on the page, its upper left corner at (0, 0).
  func placed(_ transform: DirectionTransform) -> PlacedGraph {
    guard let bounds = bounds.map({ transform.page($0) }) else {
      return PlacedGraph(size: PictureSize(width: 0, height: 0), nodes: [], boxes: [], edges: [])
    }
    // Thousandths of a point: finer than any page shows, coarser than what rounding errors differ by.
    func fine(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
    func place(_ point: Point) -> Point {
      let point = transform.page(point)
      return Point(x: fine(point.x - bounds.minX), y: fine(point.y - bounds.minY))
    }
    return PlacedGraph(
      size: PictureSize(width: fine(bounds.size.width), height: fine(bounds.size.height)),
      nodes: nodes.map(place),
      boxes: boxes.map { box in
        let box = transform.page(box)
        return Rectangle(
          minX: fine(box.minX - bounds.minX), minY: fine(box.minY - bounds.minY),
          maxX: fine(box.maxX - bounds.minX), maxY: fine(box.maxY - bounds.minY))
      },
      edges: zip(curves, labelCentres).map { curve, centre in
        PlacedEdge(curve: curve.map(place), labelCentre: centre.map(place))
      })
  }
}
