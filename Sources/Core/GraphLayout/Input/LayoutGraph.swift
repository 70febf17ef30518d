/// The graph in the layout's coordinates: every edge points to the right.
struct LayoutGraph {
  var nodes: [NodeExtents]
  var edges: [EdgeSpace]
  /// For every edge the size of its label.
  var labelSizes: [Size?]

  init(nodes: [NodeSpace], edges: [EdgeSpace], transform: DirectionTransform) {
    self.nodes = nodes.map { transform.extents($0) }
    self.edges = edges
    labelSizes = edges.map { edge in edge.labelSize.map { transform.size($0) } }
  }
}
