/// How often a leaf is drawn that several operations use.
public enum SharedLeaves: String, CaseIterable, Sendable {
  /// Once, but again for distant uses where the graph is large.
  case auto
  /// Again for every operation that uses it.
  case always
  /// Once.
  case never
}

/// For every edge which drawing of its operand it leaves: 0 for the node itself, 1 and so on for its copies.
///
/// Edges from one leaf to far columns keep everything in between apart: a graph with a parameter that every step of a
/// loop uses is laid out a thousand times faster, and can be read, when the parameter is drawn again near its uses.
///
/// - Throws: what ``layOut(nodes:edges:options:)`` says of edges that make no sense.
/// - Complexity: O(*n* log *n*) for *n* nodes and edges.
public func leafCopies(
  nodeCount: Int, edges: [EdgeSpace], sharing: SharedLeaves
) throws(LayoutError) -> [Int] {
  var copies = [Int](repeating: 0, count: edges.count)
  guard sharing != .never else { return copies }
  try checkEdges(nodeCount: nodeCount, edges: edges)
  let layering = Layering(nodeCount: nodeCount, edges: edges)
  guard sharing == .always || layering.slotCount > largeGraph else { return copies }
  let entering = Neighbors(count: nodeCount, of: edges.map(\.to))
  let leaving = Neighbors(count: nodeCount, of: edges.map(\.from))
  for leaf in 0..<nodeCount where entering[leaf].isEmpty && leaving[leaf].count > 1 {
    let uses = leaving[leaf].sorted { a, b in
      let (a, b) = (edges[a], edges[b])
      return (layering.columns[a.to], a.to, a.operand) < (layering.columns[b.to], b.to, b.operand)
    }
    let length = uses.reduce(0) { $0 + layering.columns[edges[$1].to] - layering.columns[leaf] - 1 }
    guard sharing == .always || length > longWay else { continue }
    var copy = 0
    var first = edges[uses[0]].to
    for edge in uses {
      let user = edges[edge].to
      // Uses close to each other share a drawing.
      let isFar = layering.columns[user] - layering.columns[first] > near
      if user != first, sharing == .always || isFar {
        copy += 1
        first = user
      }
      copies[edge] = copy
    }
  }
  return copies
}

/// Up to so many places in all columns, every leaf is drawn once.
private let largeGraph = 400
/// Up to so many columns that its edges pass through, a leaf is drawn once.
private let longWay = 12
/// How many columns the uses may be apart that share a drawing.
private let near = 1
