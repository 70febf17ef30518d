/// The coordinates of the layers along the edges.
struct LayerPositions {
  /// For every layer the coordinate of the centres of its outlines.
  private(set) var x: [Double] = []
  /// For every layer the range that its boxes and its reserved labels take.
  private(set) var extents: [ClosedRange<Double>] = []

  /// Places each layer behind the one before, with more distance where edges between the two are steep.
  ///
  /// Takes for granted that the items have their coordinates across. Guarantees that the extents of layers are disjoint.
  init(_ layered: LayeredGraph, graph: LayoutGraph, reservations: LabelReservations, layerSeparation: Double) {
    let widths = LayerWidths(layered, graph)
    let rises = Self.rises(layered)
    var at = 0.0
    for layer in layered.layers.indices {
      if layer > 0 {
        let last = layer - 1
        let haveNodes = widths.outline[last] > 0 && widths.outline[layer] > 0
        let slope = min(0.6 * rises[last], 2 * layerSeparation)
        let betweenBoxes = widths.after[last] + max(0.35 * layerSeparation, slope) + widths.before[layer]
        let betweenOutlines = haveNodes ? widths.outline[last] + layerSeparation + widths.outline[layer] : 0
        at += max(betweenBoxes, betweenOutlines) + reservations.widening[last]
      }
      x.append(at)
      extents.append(at - widths.before[layer]...at + widths.after[layer])
    }
  }

  /// For every layer the greatest rise of an edge to the next layer.
  private static func rises(_ layered: LayeredGraph) -> [Double] {
    var rises = [Double](repeating: 0, count: layered.layers.count)
    for chain in layered.dummyChains {
      for (a, b) in zip(chain, chain.dropFirst()) {
        let rise = abs(layered.items[a].y - layered.items[b].y)
        rises[layered.items[a].layer] = max(rises[layered.items[a].layer], rise)
      }
    }
    return rises
  }
}

/// For every layer how far its boxes and outlines reach from the line through the outlines' centres.
private struct LayerWidths {
  var before: [Double]
  var after: [Double]
  var outline: [Double]

  init(_ layered: LayeredGraph, _ graph: LayoutGraph) {
    before = [Double](repeating: 0, count: layered.layers.count)
    (after, outline) = (before, before)
    for (layer, items) in layered.layers.enumerated() {
      for item in items where layered.items[item].isNode {
        before[layer] = max(before[layer], graph.nodes[item].before)
        after[layer] = max(after[layer], graph.nodes[item].after)
        outline[layer] = max(outline[layer], graph.nodes[item].outline.half.width)
      }
    }
    for (edge, item) in layered.labelItems.enumerated() {
      guard let item, let label = graph.labelSizes[edge] else { continue }
      let layer = layered.items[item].layer
      before[layer] = max(before[layer], label.width / 2 + 4)
      after[layer] = max(after[layer], label.width / 2 + 4)
    }
  }
}
