/// A graph with everything in its place; the upper left corner is (0, 0).
package struct PlacedGraph: Hashable, Sendable {
  /// The extents of all there is.
  package var size: PictureSize
  /// The centre of each node's outline.
  package var nodes: [Point]
  /// The box kept free for each node.
  package var boxes: [Rectangle]
  /// The edges, in the order they were given.
  package var edges: [PlacedEdge]

  /// Makes a placed graph of its parts.
  package init(size: PictureSize, nodes: [Point], boxes: [Rectangle], edges: [PlacedEdge]) {
    self.size = size
    self.nodes = nodes
    self.boxes = boxes
    self.edges = edges
  }
}

/// The curve of an edge and the place of its label.
package struct PlacedEdge: Hashable, Sendable {
  /// A start and three points for every cubic Bézier after it, from one node's outline to the other's.
  package var curve: [Point]
  /// The centre of the edge's label; nil for an edge without one.
  package var labelCentre: Point?

  /// Makes a placed edge of its parts.
  package init(curve: [Point], labelCentre: Point?) {
    self.curve = curve
    self.labelCentre = labelCentre
  }

  /// The direction in which the curve arrives, of length 1: where an arrow at its end points.
  package var arrival: Point {
    guard let tip = curve.last else { return Point(x: 1, y: 0) }
    for point in curve.reversed() where point != tip {
      return (tip - point) * (1 / point.distance(to: tip))
    }
    return Point(x: 1, y: 0)
  }
}
