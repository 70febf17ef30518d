/// Phase 2, ordering: puts the nodes of a graph into layers and orders each layer so that few edges cross.
///
/// It is bound to classes, so that `any LayerOrdering` can be used in Embedded Swift too.
package protocol LayerOrdering: AnyObject, Sendable {
  /// Finds the layers and the order in each.
  ///
  /// Takes for granted that every edge names existing nodes and that none lies on a cycle. Guarantees that every node
  /// has exactly one slot, that an edge leads at least as many layers on as its span asks for, and has one slot for a
  /// dummy node in every layer between. The same input gives the same layers.
  ///
  /// - Parameters:
  ///   - layering: a layer of every node; an ordering may choose other layers.
  ///   - edges: the edges, which name nodes by their indices.
  ///   - minimumSpans: for every edge how many layers on its end is at least, 1 or more.
  /// - Returns: for every layer, in the direction of the edges, its slots from top to bottom.
  /// - Throws: ``LayoutError/orderingFailed(_:)``.
  func layers(of layering: Layering, edges: [EdgeSpace], minimumSpans: [Int]) throws(LayoutError) -> [[LayerSlot]]
}
