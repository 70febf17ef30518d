/// A node or a dummy node in its layer.
struct LayerItem {
  var layer: Int
  /// The distance from its centre to its upper edge.
  var above: Double
  /// The distance from its centre to its lower edge.
  var below: Double
  var isNode: Bool
  /// The coordinate of its centre across the edges.
  var y = 0.0
}

/// A proper layered graph: every edge is a chain of items, one in each layer from that of its operand to that of its
/// operation.
struct LayeredGraph {
  /// The nodes in their order, then the dummy nodes.
  var items: [LayerItem]
  /// For every layer its items from top to bottom.
  let layers: [[Int]]
  /// For every edge the items of its chain: the operand, the dummy nodes, the operation.
  let dummyChains: [[Int]]
  /// For every edge with a reserved label the dummy node that the label stands on.
  let labelItems: [Int?]
  /// The distance between the boxes of neighbours in one layer.
  let nodeSeparation: Double

  /// Makes the items of ordered layers.
  ///
  /// - Parameters:
  ///   - layers: for every layer its slots from top to bottom.
  ///   - graph: the graph they are of.
  ///   - reservedLabels: for every edge the size of its label, if room on a dummy node is reserved for it.
  ///   - nodeSeparation: the distance between the boxes of neighbours in one layer.
  init(layers: [[LayerSlot]], graph: LayoutGraph, reservedLabels: [PictureSize?], nodeSeparation: Double) {
    var items = graph.nodes.map { LayerItem(layer: 0, above: $0.above, below: $0.below, isNode: true) }
    var members: [[Int]] = []
    var dummies = [[Int]](repeating: [], count: graph.edges.count)
    for (layer, slots) in layers.enumerated() {
      members.append(
        slots.map { slot in
          switch slot {
          case .node(let node):
            items[node].layer = layer
            return node
          case .dummy(let edge):
            items.append(LayerItem(layer: layer, above: 1, below: 1, isNode: false))
            dummies[edge].append(items.count - 1)
            return items.count - 1
          }
        })
    }
    var labelItems = [Int?](repeating: nil, count: graph.edges.count)
    for (edge, label) in reservedLabels.enumerated() {
      guard let label, !dummies[edge].isEmpty else { continue }
      let item = dummies[edge][(dummies[edge].count - 1) / 2]
      items[item].above = label.height / 2 + 1
      items[item].below = label.height / 2 + 1
      labelItems[edge] = item
    }
    self.items = items
    self.layers = members
    self.labelItems = labelItems
    self.nodeSeparation = nodeSeparation
    dummyChains = graph.edges.indices.map { [graph.edges[$0].from] + dummies[$0] + [graph.edges[$0].to] }
  }

  /// The least distance between the centres of two neighbours in a layer.
  func gap(_ upper: LayerItem, _ lower: LayerItem) -> Double {
    let clear =
      switch (upper.isNode, lower.isNode) {
      case (true, true): nodeSeparation
      case (false, false): 15.0
      default: max(12, nodeSeparation / 2)
      }
    return upper.below + clear + lower.above
  }

  /// The least distances between the centres of the items of a layer.
  func gaps(_ layer: [Int]) -> [Double] {
    zip(layer, layer.dropFirst()).map { gap(items[$0], items[$1]) }
  }
}
