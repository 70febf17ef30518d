/// Phase 1, layering: the layer of every node, found in linear time.
///
/// Takes for granted that every edge names existing nodes and that none lies on a cycle: see
/// ``checkEdges(nodeCount:edges:)``. Guarantees that every edge leads at least its minimum span of layers on, and that
/// the first layer is 0.
///
/// A node stands behind its operands, first as early as it can (longest paths), then nearer to whatever most of its
/// edges go to, so that edges are short.
package struct Layering {
  /// For every node its layer.
  package let layers: [Int]
  /// The slots of all layers: nodes and dummy nodes.
  package let slotCount: Int

  /// Finds the layers; an edge without a minimum span leads at least one layer on.
  ///
  /// - Complexity: O(*n*) for *n* nodes and edges.
  package init(nodeCount: Int, edges: [EdgeSpace], minimumSpans: [Int]? = nil) {
    let spans = minimumSpans ?? edges.map { _ in 1 }
    let order = TopologicalOrder(nodeCount: nodeCount, edges: edges)
    var layers = Self.longestPaths(order, edges, spans)
    Self.shorten(&layers, order, edges, spans)
    let first = layers.min() ?? 0
    for node in layers.indices { layers[node] -= first }
    self.layers = layers
    slotCount = edges.reduce(nodeCount) { $0 + layers[$1.to] - layers[$1.from] - 1 }
  }

  /// For every node the length of the longest path that leads to it.
  private static func longestPaths(_ order: TopologicalOrder, _ edges: [EdgeSpace], _ spans: [Int]) -> [Int] {
    var layers = order.missing.map { _ in 0 }
    for node in order.nodes {
      for edge in order.leaving[node] {
        layers[edges[edge].to] = max(layers[edges[edge].to], layers[node] + spans[edge])
      }
    }
    return layers
  }

  /// Moves nodes with more operations than operands to their operations and others to their operands, at most four
  /// times.
  private static func shorten(_ layers: inout [Int], _ order: TopologicalOrder, _ edges: [EdgeSpace], _ spans: [Int]) {
    let (entering, leaving) = (order.entering, order.leaving)
    for _ in 1...4 {
      let earlier = layers
      for node in order.nodes.reversed() where leaving[node].count >= entering[node].count {
        let latest = leaving[node].map { layers[edges[$0].to] - spans[$0] }.min()
        if let latest { layers[node] = latest }
      }
      for node in order.nodes where entering[node].count > leaving[node].count {
        let earliest = entering[node].map { layers[edges[$0].from] + spans[$0] }.max()
        if let earliest { layers[node] = earliest }
      }
      if layers == earlier { break }
    }
  }
}

/// For every node its layer where leaves may be drawn again at each use, so that they keep no operation near them: an
/// operation of leaves alone stands right before its first use, and a leaf before the first operation that uses it.
///
/// Takes for granted what ``Layering`` does.
///
/// - Complexity: O(*n*) for *n* nodes and edges.
func layersOfOperations(nodeCount: Int, edges: [EdgeSpace]) -> [Int] {
  var isLeaf = [Bool](repeating: true, count: nodeCount)
  for edge in edges { isLeaf[edge.to] = false }
  var layers = Layering(nodeCount: nodeCount, edges: edges.filter { !isLeaf[$0.from] }).layers.map { $0 + 1 }
  var first = [Int](repeating: .max, count: nodeCount)
  for edge in edges where isLeaf[edge.from] { first[edge.from] = min(first[edge.from], layers[edge.to] - 1) }
  for node in layers.indices where isLeaf[node] { layers[node] = first[node] == .max ? 0 : first[node] }
  return layers
}
