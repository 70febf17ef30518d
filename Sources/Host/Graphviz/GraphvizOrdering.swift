import CGraphviz
import GraphLayout
import Synchronization

/// Layers and their order by Graphviz: `dot`'s first two phases find the fewest crossings.
///
/// Everything else about a layout is decided in `GraphLayout`, so no size and no font comes here. Safe to use from
/// several threads; one at a time is inside Graphviz.
package final class GraphvizOrdering: LayerOrdering {
  /// The one there is, as there is one Graphviz in a process.
  package static let shared = GraphvizOrdering()

  /// Up to so many slots `dot` takes about a second; its time grows with their square, that of sweeps hardly.
  ///
  /// Graphviz cannot be interrupted, so the size decides beforehand.
  package static let mostSlots = 1_500

  /// Graphviz crashes when two contexts are open or two threads use one: there is one, used by one at a time.
  private let context = Mutex<OpaquePointer?>(nil)

  private init() {}

  /// The layers by `dot`, or by ``BarycentreOrdering`` where there are more than ``mostSlots``.
  package func layers(
    of layering: Layering, edges: [EdgeSpace], minimumSpans: [Int]
  ) throws(LayoutError) -> [[LayerSlot]] {
    guard layering.slotCount <= Self.mostSlots else {
      return try BarycentreOrdering.shared.layers(of: layering, edges: edges, minimumSpans: minimumSpans)
    }
    let ports = PortTables(nodeCount: layering.layers.count, edges: edges)
    return try context.withLock { context throws(LayoutError) in
      if context == nil { context = gv_open_context() }
      guard let context, let graph = gv_open_graph() else { throw failure("it could not be started.") }
      defer { agclose(graph) }
      let nodes = ports.tables.map { gv_add_node(graph, $0) }
      for (index, edge) in edges.enumerated() {
        _ = gv_add_edge(graph, nodes[edge.from], nodes[edge.to], ports.names[index], minimumSpans[index])
      }
      guard gvLayout(context, graph, "dot") == 0 else {
        throw failure(aglasterr().map { String(cString: $0) } ?? "it did not say why.")
      }
      defer { gvFreeLayout(context, graph) }
      return (0..<gv_rank_count(graph)).map { rank in
        (0..<gv_rank_size(graph, rank)).map { place in
          let slot = gv_slot(graph, rank, place)
          return slot >= 0 ? .node(Int(slot)) : .dummy(edge: -1 - Int(slot))
        }
      }
    }
  }
}

private func failure(_ message: String) -> LayoutError {
  .orderingFailed("Graphviz could not order the graph: \(message)")
}
