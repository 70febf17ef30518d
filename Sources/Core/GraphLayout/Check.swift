/// Throws at the first thing that no layout could make sense of.
func check(nodes: [NodeSpace], edges: [EdgeSpace], options: LayoutOptions) throws(LayoutError) {
  for separation in [options.nodeSeparation, options.layerSeparation] {
    guard separation >= 0, separation <= largest else { throw .unusableOptions }
  }
  if let room = options.room, !isUsable(room) { throw .unusableOptions }
  for (index, node) in nodes.enumerated() where !isUsable(node) { throw .unusableNode(index) }
  for (index, edge) in edges.enumerated() {
    if let label = edge.labelSize, !isUsable(label) { throw .unusableLabel(edge: index) }
  }
  try checkEdges(nodeCount: nodes.count, edges: edges)
}

/// Throws if an edge leads nowhere or lies on a cycle.
func checkEdges(nodeCount: Int, edges: [EdgeSpace]) throws(LayoutError) {
  for (index, edge) in edges.enumerated() {
    for node in [edge.from, edge.to] where !(0..<nodeCount).contains(node) {
      throw .noSuchNode(edge: index, node: node)
    }
  }
  try checkPaths(nodeCount: nodeCount, edges: edges)
}

/// Beyond this, sums of sizes would lose the digits that places need.
private let largest = 1e6

private func isUsable(_ size: Size) -> Bool {
  size.width >= 0 && size.width <= largest && size.height >= 0 && size.height <= largest
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

/// Throws if an edge lies on a cycle.
private func checkPaths(nodeCount: Int, edges: [EdgeSpace]) throws(LayoutError) {
  var missing = [Int](repeating: 0, count: nodeCount)
  var leaving = [[Int]](repeating: [], count: nodeCount)
  for edge in edges {
    missing[edge.to] += 1
    leaving[edge.from].append(edge.to)
  }
  // Nodes without operands are taken away again and again; what is left has a cycle.
  var ready = missing.indices.filter { missing[$0] == 0 }
  while let node = ready.popLast() {
    for next in leaving[node] {
      missing[next] -= 1
      if missing[next] == 0 { ready.append(next) }
    }
  }
  for (index, edge) in edges.enumerated() where missing[edge.from] > 0 && missing[edge.to] > 0 {
    throw .cycle(edge: index)
  }
}
