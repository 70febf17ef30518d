/// The graph in the layout's coordinates: every edge points to the right.
struct LayoutGraph {
  var nodes: [NodeExtents]
  var edges: [EdgeSpace]
  /// For every edge the size of its label.
  var labelSizes: [PictureSize?]
  /// For every edge how many layers on it leads at least.
  var minimumSpans: [Int]

  /// Makes a graph of its parts.
  init(nodes: [NodeExtents], edges: [EdgeSpace], labelSizes: [PictureSize?], minimumSpans: [Int]) {
    (self.nodes, self.edges) = (nodes, edges)
    (self.labelSizes, self.minimumSpans) = (labelSizes, minimumSpans)
  }

  /// Transforms a graph of the page.
  init(nodes: [NodeSpace], edges: [EdgeSpace], transform: DirectionTransform) {
    self.nodes = nodes.map { transform.extents($0) }
    self.edges = edges
    labelSizes = edges.map { edge in edge.labelSize.map { transform.size($0) } }
    minimumSpans = edges.map { _ in 1 }
  }
}
