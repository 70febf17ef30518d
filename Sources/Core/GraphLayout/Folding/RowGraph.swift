/// One row of a folded graph, as a graph of its own: its nodes, and a narrow node for each edge from or to another row, at
/// which that edge enters or leaves.
struct RowGraph {
  /// The graph to lay out; the nodes at the ends of the row stand behind the others.
  private(set) var graph: LayoutGraph
  /// For every node of the row, which of the whole graph it is.
  let nodes: [Int]
  /// For every edge of the row, which of the whole graph it is a part of.
  let edges: [Int]
  /// For every edge of the row, whether it enters from an earlier row.
  let isEntering: [Bool]
  /// For every edge of the row, whether it leaves to a later row.
  let isLeaving: [Bool]

  /// The number of edges that turn at the ends of the row.
  var turnCount: Int { isEntering.count { $0 } + isLeaving.count { $0 } }

  /// The distance between two edges in the gap between two rows.
  static let pitch = 8.0
  /// Half the height that an edge takes at the end of a row.
  private static let reach = 5.0

  /// Takes a row out of a graph.
  ///
  /// - Parameters:
  ///   - row: the number of the row.
  ///   - whole: the graph.
  ///   - rows: for every node its row.
  ///   - leaving: the edges to later rows in the order in which they should leave, from top to bottom, where that makes
  ///     no more crossings.
  init(_ row: Int, of whole: LayoutGraph, rows: [Int], leaving: [Int]) {
    nodes = rows.indices.filter { rows[$0] == row }
    var position: [Int: Int] = [:]
    for (place, node) in nodes.enumerated() { position[node] = place }
    edges = whole.edges.indices.filter { rows[whole.edges[$0].from] <= row && row <= rows[whole.edges[$0].to] }
    isEntering = edges.map { rows[whole.edges[$0].from] < row }
    isLeaving = edges.map { rows[whole.edges[$0].to] > row }
    var extents = nodes.map { whole.nodes[$0] }
    // Of equal orders, layers keep that of the indices.
    var leavingNode: [Int: Int] = [:]
    for edge in leaving {
      leavingNode[edge] = extents.count
      extents.append(Self.end)
    }
    var spaces: [EdgeSpace] = []
    var labels: [PictureSize?] = []
    for (place, index) in edges.enumerated() {
      var edge = whole.edges[index]
      if let node = position[edge.from], !isEntering[place] {
        edge.from = node
      } else {
        edge.from = extents.count
        extents.append(Self.end)
      }
      if let node = isLeaving[place] ? leavingNode[index] : position[edge.to] {
        edge.to = node
      } else {
        edge.to = extents.count
        extents.append(Self.end)
      }
      spaces.append(edge)
      // The label stands in the row of the operation.
      labels.append(isLeaving[place] ? nil : whole.labelSizes[index])
    }
    graph = LayoutGraph(nodes: extents, edges: spaces, labelSizes: labels, minimumSpans: spaces.map { _ in 1 })
    spanRow()
  }

  /// The node at which an edge enters or leaves.
  private static let end = NodeExtents(
    before: 1, after: 1, above: reach, below: reach,
    outline: OutlineShape(half: PictureSize(width: 1, height: reach), corner: 0))

  /// Lets edges from and to other rows lead further where their ends do not stand in the first and the last layer.
  ///
  /// - Parameter places: for every node how far along the edges it stands.
  /// - Returns: whether there was any such edge.
  mutating func stretch(_ places: [Double]) -> Bool {
    let layers = Set(places).sorted()
    var isStretched = false
    for (index, edge) in graph.edges.enumerated() {
      var missing = 0
      if isEntering[index] { missing += layers.count { $0 < places[edge.from] - 0.5 } }
      if isLeaving[index] { missing += layers.count { $0 > places[edge.to] + 0.5 } }
      graph.minimumSpans[index] += missing
      isStretched = isStretched || missing > 0
    }
    return isStretched
  }

  /// Keeps what enters in the first layer and what leaves in the last, by how far their edges lead at least.
  private mutating func spanRow() {
    let layers = Layering(nodeCount: graph.nodes.count, edges: graph.edges).layers
    let last = layers.max() ?? 0
    for (index, edge) in graph.edges.enumerated() where isEntering[index] || isLeaving[index] {
      let from = isEntering[index] ? 0 : layers[edge.from]
      let to = isLeaving[index] ? last : layers[edge.to]
      graph.minimumSpans[index] = max(1, to - from)
    }
  }
}
