/// One row of a folded graph, as a graph of its own: its nodes, and two narrow nodes at which the edges from and to
/// other rows enter and leave.
struct RowGraph {
  /// The graph to lay out; row start and row end stand behind the nodes.
  private(set) var graph: LayoutGraph
  /// For every node of the row, which of the whole graph it is.
  let nodes: [Int]
  /// For every edge of the row, which of the whole graph it is a part of.
  let edges: [Int]
  /// The node at which edges from earlier rows enter.
  let start: Int?
  /// The node at which edges to later rows leave.
  let end: Int?

  /// The number of edges that turn at its two ends.
  var turnCount: Int { graph.edges.count { $0.from == start || $0.to == end } }

  /// The distance between two edges in the gap between two rows.
  static let pitch = 9.0
  /// The distance between two edges at the end of a row, from where they may rise steeply.
  private static let portPitch = 16.0

  /// Takes a row out of a graph.
  ///
  /// - Parameters:
  ///   - row: the number of the row.
  ///   - whole: the graph.
  ///   - rows: for every node its row.
  ///   - leaving: the edges to later rows, in the order in which they leave, from top to bottom.
  init(_ row: Int, of whole: LayoutGraph, rows: [Int], leaving: [Int]) {
    nodes = rows.indices.filter { rows[$0] == row }
    var position: [Int: Int] = [:]
    for (place, node) in nodes.enumerated() { position[node] = place }
    edges = whole.edges.indices.filter { rows[whole.edges[$0].from] <= row && row <= rows[whole.edges[$0].to] }
    let enteringCount = edges.count { rows[whole.edges[$0].from] < row }
    var extents = nodes.map { whole.nodes[$0] }
    start = enteringCount > 0 ? extents.count : nil
    if enteringCount > 0 { extents.append(Self.rowEnd(enteringCount)) }
    end = leaving.isEmpty ? nil : extents.count
    if !leaving.isEmpty { extents.append(Self.rowEnd(leaving.count)) }
    var leavingPlace: [Int: Int] = [:]
    for (place, edge) in leaving.enumerated() { leavingPlace[edge] = place }
    var spaces: [EdgeSpace] = []
    var labels: [Size?] = []
    for index in edges {
      var edge = whole.edges[index]
      let place = leavingPlace[index]
      edge.from = position[edge.from] ?? start ?? 0
      edge.to = position[edge.to] ?? end ?? 0
      if let place { (edge.operand, edge.isOrderFixed) = (place, true) }
      spaces.append(edge)
      // The label stands in the row of the operation.
      labels.append(place == nil ? whole.labelSizes[index] : nil)
    }
    graph = LayoutGraph(nodes: extents, edges: spaces, labelSizes: labels, minimumSpans: spaces.map { _ in 1 })
    spanRow()
  }

  /// Room for the ports of some edges, one above the other.
  private static func rowEnd(_ count: Int) -> NodeExtents {
    // Edges that part here have some way to go before they meet nodes.
    let room = count > 1 ? 16.0 : 0
    let half = Size(width: 1, height: portPitch * Double(count) / 2)
    return NodeExtents(
      before: half.width + room, after: half.width + room, above: half.height, below: half.height,
      outline: OutlineShape(half: half, corner: 0, portPitch: portPitch))
  }

  /// Keeps the row start in the first layer and the row end in the last, by how far their edges lead at least.
  private mutating func spanRow() {
    let layers = Layering(nodeCount: graph.nodes.count, edges: graph.edges).layers
    let last = layers.max() ?? 0
    for (index, edge) in graph.edges.enumerated() {
      let from = edge.from == start ? 0 : layers[edge.from]
      let to = edge.to == end ? last : layers[edge.to]
      if edge.from == start || edge.to == end { graph.minimumSpans[index] = max(1, to - from) }
    }
  }
}
