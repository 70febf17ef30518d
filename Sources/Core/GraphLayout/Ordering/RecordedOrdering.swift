/// Layers that another ordering has found, for a program that does not have it.
///
/// The text has a line for each graph that was ordered: its digest, and behind a colon the slots of its layers, separated
/// by spaces, the layers by `/`. A node is its index, a dummy node −1 − the index of its edge.
package final class RecordedOrdering: LayerOrdering {
  private let records: [String: String]
  private let other: any LayerOrdering

  /// Reads a recording.
  ///
  /// - Parameters:
  ///   - text: the recording; lines that make no sense are left out.
  ///   - other: orders the graphs that are not in it.
  package init(_ text: String, otherwise other: any LayerOrdering) {
    var records: [String: String] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: ":")
      if parts.count == 2 { records[String(parts[0])] = String(parts[1]) }
    }
    (self.records, self.other) = (records, other)
  }

  /// The layers of the recording, or those of the other ordering.
  package func layers(
    of layering: Layering, edges: [EdgeSpace], minimumSpans: [Int]
  ) throws(LayoutError) -> [[LayerSlot]] {
    let digest = Self.digest(layering, edges, minimumSpans)
    if let layers = records[digest].flatMap(Self.layers), Self.fits(layers, layering, edges) { return layers }
    return try other.layers(of: layering, edges: edges, minimumSpans: minimumSpans)
  }

  /// A line of a recording.
  package static func line(
    _ layers: [[LayerSlot]], of layering: Layering, edges: [EdgeSpace], minimumSpans: [Int]
  ) -> String {
    let slots = layers.map { layer in
      layer.map { slot in
        switch slot {
        case .node(let node): String(node)
        case .dummy(let edge): String(-1 - edge)
        }
      }.joined(separator: " ")
    }
    return digest(layering, edges, minimumSpans) + ":" + slots.joined(separator: "/")
  }

  /// Names a graph: a hash of all that an ordering looks at (FNV-1a, 64 bits).
  private static func digest(_ layering: Layering, _ edges: [EdgeSpace], _ minimumSpans: [Int]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ number: Int) { hash = (hash ^ UInt64(truncatingIfNeeded: number)) &* 0x100_0000_01b3 }
    for layer in layering.layers { add(layer) }
    for (edge, span) in zip(edges, minimumSpans) {
      for number in [edge.from, edge.to, edge.operand, edge.isOrderFixed ? 1 : 0, span] { add(number) }
    }
    return String(hash, radix: 36)
  }

  private static func layers(_ text: String) -> [[LayerSlot]]? {
    var layers: [[LayerSlot]] = []
    for layer in text.split(separator: "/", omittingEmptySubsequences: false) {
      var slots: [LayerSlot] = []
      for slot in layer.split(separator: " ") {
        guard let number = Int(slot), number >= -1_000_000_000 else { return nil }
        slots.append(number >= 0 ? .node(number) : .dummy(edge: -1 - number))
      }
      layers.append(slots)
    }
    return layers
  }

  /// Whether layers hold every node once and no edge that there is not: a recording may come from anywhere.
  private static func fits(_ layers: [[LayerSlot]], _ layering: Layering, _ edges: [EdgeSpace]) -> Bool {
    var places = [Int](repeating: -1, count: layering.layers.count)
    var dummies = [Int](repeating: 0, count: edges.count)
    for (rank, layer) in layers.enumerated() {
      for slot in layer {
        switch slot {
        case .node(let node):
          guard places.indices.contains(node), places[node] < 0 else { return false }
          places[node] = rank
        case .dummy(let edge):
          guard dummies.indices.contains(edge) else { return false }
          dummies[edge] += 1
        }
      }
    }
    return places.allSatisfy { $0 >= 0 }
      && edges.indices.allSatisfy { edge in
        places.indices.contains(edges[edge].from) && places.indices.contains(edges[edge].to)
          && dummies[edge] == places[edges[edge].to] - places[edges[edge].from] - 1
      }
  }
}
