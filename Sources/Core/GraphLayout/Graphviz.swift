import CGraphviz
import Synchronization

/// Who has a place in a column: a node, or an edge on its way to a later column.
enum Seat: Hashable {
  case node(Int)
  case passing(edge: Int)
}

/// The only door to Graphviz: `dot` decides the columns and the order in each, by its first two phases.
///
/// Places, curves and numbers are decided in this module, so no size and no font has a say here.
enum Graphviz {
  /// Graphviz crashes when two contexts are open or two threads use one: there is one, used by one at a time.
  private static let context = Mutex<OpaquePointer?>(nil)

  /// The seats of every column, from top to bottom; every edge goes at least `spans` columns far.
  static func columns(nodeCount: Int, edges: [EdgeSpace], spans: [Int]) throws(LayoutError) -> [[Seat]] {
    let ports = Ports(nodeCount: nodeCount, edges: edges)
    return try context.withLock { context throws(LayoutError) in
      if context == nil { context = gv_open_context() }
      guard let context, let graph = gv_open_graph() else { throw .graphviz("it could not be started.") }
      defer { agclose(graph) }
      let nodes = ports.tables.map { gv_add_node(graph, $0) }
      for (index, edge) in edges.enumerated() {
        _ = gv_add_edge(
          graph, nodes[edge.from], nodes[edge.to], ports.names[index], spans[index])
      }
      guard gvLayout(context, graph, "dot") == 0 else {
        throw .graphviz(aglasterr().map { String(cString: $0) } ?? "it did not say why.")
      }
      defer { gvFreeLayout(context, graph) }
      return (0..<gv_rank_count(graph)).map { rank in
        (0..<gv_rank_size(graph, rank)).map { place in
          let seat = gv_seat(graph, rank, place)
          return seat >= 0 ? .node(Int(seat)) : .passing(edge: -1 - Int(seat))
        }
      }
    }
  }
}

/// The cells of the tables that tell `dot` the order of a node's operands.
private struct Ports {
  /// For every node its table, or nil where the order does not matter.
  var tables: [String?]
  /// For every edge the cell it enters by.
  var names: [String?]

  init(nodeCount: Int, edges: [EdgeSpace]) {
    tables = Array(repeating: nil, count: nodeCount)
    names = Array(repeating: nil, count: edges.count)
    var entering = [[Int]](repeating: [], count: nodeCount)
    for (index, edge) in edges.enumerated() { entering[edge.to].append(index) }
    for (node, indices) in entering.enumerated() where indices.count > 1 {
      // Edges of one operand share a cell, but for those from one node: `dot` would make one edge of them.
      struct Cell: Hashable {
        var operand: Int
        var twin: Int
      }
      var twins: [[Int]: Int] = [:]
      let cells = indices.map { index in
        let edge = edges[index]
        let twin = twins[[edge.from, edge.operand], default: 0]
        twins[[edge.from, edge.operand]] = twin + 1
        return Cell(operand: edge.operand, twin: twin)
      }
      let order = Set(cells).sorted { ($0.operand, $0.twin) < ($1.operand, $1.twin) }
      let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
      for (index, cell) in zip(indices, cells) { names[index] = places[cell].map { "p\($0):n" } }
      let row = order.indices.map { #"<TD PORT="p\#($0)" WIDTH="9" HEIGHT="9" FIXEDSIZE="TRUE"></TD>"# }
      tables[node] =
        #"<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0"><TR>"#
        + row.joined() + "</TR></TABLE>"
    }
  }
}
