/// Checks everything that the phases take for granted.
///
/// Guarantees usable sizes and separations, edges between existing nodes and no cycle.
///
/// - Throws: ``LayoutError`` for the first fault.
func checkInput(nodes: [NodeSpace], edges: [EdgeSpace], options: LayoutOptions) throws(LayoutError) {
  for separation in [options.nodeSeparation, options.layerSeparation] {
    guard separation >= 0, separation <= mostPoints else { throw .unusableOptions }
  }
  if let size = options.availableSize, !isUsable(size) { throw .unusableOptions }
  for (index, node) in nodes.enumerated() where !isUsable(node) { throw .unusableNode(index) }
  for (index, edge) in edges.enumerated() {
    if let label = edge.labelSize, !isUsable(label) { throw .unusableLabel(edge: index) }
  }
  try checkEdges(nodeCount: nodes.count, edges: edges)
}

/// Checks that every edge names existing nodes and that none lies on a cycle.
///
/// - Throws: ``LayoutError/noSuchNode(edge:node:)``, ``LayoutError/cycle(edge:)``.
/// - Complexity: O(*n*) for *n* nodes and edges.
func checkEdges(nodeCount: Int, edges: [EdgeSpace]) throws(LayoutError) {
  for (index, edge) in edges.enumerated() {
    for node in [edge.from, edge.to] where !(0..<nodeCount).contains(node) {
      throw .noSuchNode(edge: index, node: node)
    }
  }
  let missing = TopologicalOrder(nodeCount: nodeCount, edges: edges).missing
  for (index, edge) in edges.enumerated() where missing[edge.from] > 0 && missing[edge.to] > 0 {
    throw .cycle(edge: index)
  }
}

/// Beyond so many points, sums of sizes would lose the digits that coordinates need.
private let mostPoints = 1e6

private func isUsable(_ size: PictureSize) -> Bool {
  size.width >= 0 && size.width <= mostPoints && size.height >= 0 && size.height <= mostPoints
}

private func isUsable(_ node: NodeSpace) -> Bool {
  let inner = node.outline.size
  let centre = node.outlineCentre
  if case .roundedRectangle(_, let corner) = node.outline, !corner.isFinite || corner < 0 { return false }
  guard isUsable(node.size), isUsable(inner), centre.x.isFinite, centre.y.isFinite else { return false }
  let slack = 1e-6
  return inner.width / 2 <= min(centre.x, node.size.width - centre.x) + slack
    && inner.height / 2 <= min(centre.y, node.size.height - centre.y) + slack
}
