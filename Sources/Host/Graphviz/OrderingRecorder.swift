import GraphLayout
import Synchronization

/// Keeps what another ordering finds, for `RecordedOrdering`.
package final class OrderingRecorder: LayerOrdering {
  private let other: any LayerOrdering
  private let lines = Mutex<[String]>([])

  /// Records what an ordering finds.
  package init(_ other: any LayerOrdering) { self.other = other }

  /// What has been recorded, a line a graph.
  package var text: String { lines.withLock { $0.joined(separator: "\n") } }

  /// The layers of the other ordering.
  package func layers(
    of layering: Layering, edges: [EdgeSpace], minimumSpans: [Int]
  ) throws(LayoutError) -> [[LayerSlot]] {
    let layers = try other.layers(of: layering, edges: edges, minimumSpans: minimumSpans)
    let line = RecordedOrdering.line(layers, of: layering, edges: edges, minimumSpans: minimumSpans)
    lines.withLock { lines in
      if !lines.contains(line) { lines.append(line) }
    }
    return layers
  }
}
