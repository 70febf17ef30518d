import GraphLayout

/// A way to draw a graph: which direction its edges point in, how close its parts are, and into how many rows it is folded.
struct GraphComposition: Hashable {
  var direction = Direction.leftToRight
  /// The number of rows, from 1.
  var rowCount = 1
  /// Whether leaves are drawn again for distant uses, also where the graph is small.
  var copiesLeaves = false
  /// How close its parts are.
  var density = Density.usual

  /// How close the parts of a graph are, and how large its nodes are against their texts.
  enum Density {
    /// As in a small graph.
    case usual
    /// Texts of nearly one size, smaller nodes, small gaps.
    case close
    /// The same with operations as flat as their labels, and rows of even width whatever passes between them.
    case flat
  }

  /// What a size of text is worth in it, as a share of its worth in the usual composition: less where it costs the reader
  /// more.
  var worth: Double {
    var kept = 1.0
    for _ in 1..<max(1, rowCount) { kept *= 0.93 }
    if copiesLeaves { kept *= 0.97 }
    switch density {
    case .usual: break
    case .close: kept *= 0.97
    case .flat: kept *= 0.93
    }
    if direction.isVertical { kept *= 0.9 }
    return kept
  }

}

/// A graph laid out by a composition.
struct ComposedGraph {
  let composition: GraphComposition
  let texts: GraphTexts
  let leafCopies: LeafCopies
  let graph: PlacedGraph

  /// For every node how far along the edges it stands.
  var places: [Double] {
    graph.nodes.prefix(leafCopies.copies.count).map { node in
      switch composition.direction {
      case .leftToRight: node.x
      case .rightToLeft: graph.size.width - node.x
      case .topToBottom: node.y
      case .bottomToTop: graph.size.height - node.y
      }
    }
  }

  /// The factor by which it can be drawn larger in a room, below 1 where it has to be drawn smaller.
  func scale(in room: Size) -> Double { min(room.width / graph.size.width, room.height / graph.size.height) }
}
