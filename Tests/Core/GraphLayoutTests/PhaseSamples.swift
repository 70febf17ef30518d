@testable import GraphLayout

extension Sample {
  static let graphs: [Sample] =
    [.twoPaths, .multi, .square] + (0..<6).map { random(nodes: 12 + 4 * $0, seed: UInt64($0)) }

  /// The graph as the phases see it, edges pointing to the right.
  var graph: LayoutGraph {
    LayoutGraph(nodes: nodes, edges: edges, transform: DirectionTransform(direction: .leftToRight))
  }

  /// The layers by barycentre sweeps.
  func layers(minimumSpans: [Int]? = nil) -> [[LayerSlot]] {
    let layering = Layering(nodeCount: nodes.count, edges: edges, minimumSpans: minimumSpans)
    return BarycentreSweeps(layering, edges: edges).layers
  }

  /// No label has a place reserved, or every one has.
  func reservations(all: Bool = false) -> LabelReservations {
    var reservations = LabelReservations(edgeCount: edges.count)
    if all { reservations.isReserved = edges.map { $0.labelSize != nil } }
    reservations.widening = layers(minimumSpans: reservations.minimumSpans).map { _ in 0 }
    return reservations
  }

  /// The nodes and dummy nodes in their places.
  func placement(_ options: LayoutOptions = LayoutOptions(), reservingAll: Bool = false) -> NodePlacement {
    let reservations = reservations(all: reservingAll)
    return NodePlacement(
      layers: layers(minimumSpans: reservations.minimumSpans), graph: graph, reservations: reservations,
      options: options)
  }
}
