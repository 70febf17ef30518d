/// Layers by longest paths, ordered by barycentre sweeps, in time that grows with the edges.
package final class BarycentreOrdering: LayerOrdering {
  /// The one there is: it holds nothing.
  package static let shared = BarycentreOrdering()

  private init() {}

  package func layers(
    nodeCount: Int, edges: [EdgeSpace], minimumSpans: [Int]
  ) throws(LayoutError) -> [[LayerSlot]] {
    Self.layers(of: Layering(nodeCount: nodeCount, edges: edges, minimumSpans: minimumSpans), edges: edges)
  }

  /// The slots of every layer of a layering, from top to bottom.
  package static func layers(of layering: Layering, edges: [EdgeSpace]) -> [[LayerSlot]] {
    BarycentreSweeps(layering, edges: edges).layers
  }
}
