/// The number of times a leaf is drawn that several operations use.
public enum SharedLeaves: String, CaseIterable, Sendable {
  /// Once, but again for distant uses where the graph is large.
  case auto
  /// Again for every operation that uses it.
  case always
  /// Once.
  case never
}

/// For every edge which copy of its operand it leaves: 0 for the node itself, 1 and so on for its copies.
///
/// Edges from one leaf to distant layers keep everything in between apart: a graph with a parameter that every step of
/// a loop uses is laid out a thousand times faster, and can be read, when the parameter is drawn again near its uses.
///
/// - Parameters:
///   - nodeCount: the number of nodes.
///   - edges: the edges, which name nodes by their indices.
///   - sharing: when leaves are copied.
///   - rows: for every node its row, where the graph is folded: a leaf has a copy in each row that uses it.
///   - isEager: whether `auto` copies leaves for distant uses in a small graph too.
/// - Returns: for every edge the number of the copy.
/// - Throws: ``LayoutError/noSuchNode(edge:node:)`` and ``LayoutError/cycle(edge:)``.
/// - Complexity: O(*n* log *n*) for *n* nodes and edges.
package func leafCopies(
  nodeCount: Int, edges: [EdgeSpace], sharing: SharedLeaves, rows: [Int] = [], isEager: Bool = false
) throws(LayoutError) -> [Int] {
  var copies = [Int](repeating: 0, count: edges.count)
  guard sharing != .never else { return copies }
  try checkEdges(nodeCount: nodeCount, edges: edges)
  let layering = Layering(nodeCount: nodeCount, edges: edges)
  guard sharing == .always || isEager || !rows.isEmpty || layering.slotCount > largeGraph else { return copies }
  func row(_ edge: Int) -> Int { rows.isEmpty ? 0 : rows[edges[edge].to] }
  let layers = isEager || !rows.isEmpty ? layersOfOperations(nodeCount: nodeCount, edges: edges) : layering.layers
  let entering = GroupedIndices(ownerCount: nodeCount, owners: edges.map { $0.to })
  let leaving = GroupedIndices(ownerCount: nodeCount, owners: edges.map { $0.from })
  for leaf in 0..<nodeCount where entering[leaf].isEmpty && leaving[leaf].count > 1 {
    let uses = leaving[leaf].sorted { a, b in
      let (a, b) = (edges[a], edges[b])
      return (layers[a.to], a.to, a.operand) < (layers[b.to], b.to, b.operand)
    }
    let dummyCount = uses.reduce(0) { $0 + layers[edges[$1].to] - layers[leaf] - 1 }
    let isFolded = row(uses[0]) != row(uses[uses.count - 1])
    guard sharing == .always || isFolded || dummyCount > (isEager ? fewDummies : mostDummies) else { continue }
    var copy = 0
    var first = edges[uses[0]].to
    for edge in uses {
      let user = edges[edge].to
      let isDistant = layers[user] - layers[first] > sharedSpan || !rows.isEmpty && rows[user] != rows[first]
      if user != first, sharing == .always || isDistant {
        copy += 1
        first = user
      }
      copies[edge] = copy
    }
  }
  return copies
}

/// Up to so many slots in all layers, every leaf is drawn once.
private let largeGraph = 400
/// Up to so many dummy nodes of its edges, a leaf is drawn once.
private let mostDummies = 12
/// Up to so many dummy nodes of its edges, a leaf is drawn once where room is scarce.
private let fewDummies = 2
/// The uses that share a copy are at most so many layers apart.
private let sharedSpan = 1
