import GraphLayout

/// The HTML tables that tell `dot` the order of each node's operands: a row of cells, one for each port.
struct PortTables {
  /// For every node its table, or nil where the order of its operands is free.
  private(set) var tables: [String?]
  /// For every edge the port it enters by.
  private(set) var names: [String?]

  /// A cell: edges of one operand share it, but for parallel ones, of which `dot` would make one edge.
  private struct Cell: Hashable {
    var operand: Int
    /// Which of the parallel edges it is of.
    var parallel: Int
  }

  init(nodeCount: Int, edges: [EdgeSpace]) {
    tables = Array(repeating: nil, count: nodeCount)
    names = Array(repeating: nil, count: edges.count)
    var entering = [[Int]](repeating: [], count: nodeCount)
    for (index, edge) in edges.enumerated() { entering[edge.to].append(index) }
    for (node, indices) in entering.enumerated() where Self.needsPorts(indices.map { edges[$0] }) {
      let cells = Self.cells(of: indices.map { edges[$0] })
      let order = Set(cells).sorted { ($0.operand, $0.parallel) < ($1.operand, $1.parallel) }
      let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
      for (index, cell) in zip(indices, cells) { names[index] = places[cell].map { "p\($0):n" } }
      tables[node] = Self.table(cellCount: order.count)
    }
  }

  /// Whether the edges of one node have an order, or some of them are parallel.
  private static func needsPorts(_ edges: [EdgeSpace]) -> Bool {
    edges.count > 1 && (edges.contains { $0.isOrderFixed } || Set(edges.map { $0.from }).count < edges.count)
  }

  /// The cells by which the edges of one node enter.
  private static func cells(of edges: [EdgeSpace]) -> [Cell] {
    var parallelEdges: [[Int]: Int] = [:]
    return edges.map { edge in
      let parallel = parallelEdges[[edge.from, edge.operand], default: 0]
      parallelEdges[[edge.from, edge.operand]] = parallel + 1
      return Cell(operand: edge.operand, parallel: parallel)
    }
  }

  private static func table(cellCount: Int) -> String {
    let cells = (0..<cellCount).map { #"<TD PORT="p\#($0)" WIDTH="9" HEIGHT="9" FIXEDSIZE="TRUE"></TD>"# }
    return #"<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0"><TR>"# + cells.joined() + "</TR></TABLE>"
  }
}
