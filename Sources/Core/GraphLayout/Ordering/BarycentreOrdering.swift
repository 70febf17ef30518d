/// Layers by longest paths, ordered by barycentre sweeps, in time that grows with the edges.
package final class BarycentreOrdering: LayerOrdering {
  /// The one there is: it holds nothing.
  package static let shared = BarycentreOrdering()

  private init() {}

  package func layers(
    of layering: Layering, edges: [EdgeSpace], minimumSpans: [Int]
  ) throws(LayoutError) -> [[LayerSlot]] {
    BarycentreSweeps(layering, edges: edges).layers
  }
}
