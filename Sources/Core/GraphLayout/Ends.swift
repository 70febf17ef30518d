/// Where an edge leaves the outline of its operand and where it enters the outline of its operation.
struct Ends {
  var start: Point
  var end: Point
  /// How far the edge is bent aside in its middle, to part it from others between the same two nodes.
  var bow = 0.0

  /// Spreads the ends of all edges over the outlines, each where it comes from or goes to.
  ///
  /// Edges enter a node in the order of its operands, where that is firm, else as they come.
  static func spread(_ graph: FramedGraph, columns: Columns) -> [Ends] {
    var ends = graph.edges.map { Ends(start: columns.centre($0.from), end: columns.centre($0.to)) }
    let bows = bows(graph, columns)
    for index in ends.indices { ends[index].bow = bows[index] }
    var entering = [[Int]](repeating: [], count: graph.bodies.count)
    var leaving = entering
    for (index, edge) in graph.edges.enumerated() {
      entering[edge.to].append(index)
      leaving[edge.from].append(index)
    }
    /// How far from the middle an edge would meet a node's outline, coming from the next thing on its way.
    func wish(_ edge: Int, at node: Int, nextTo item: Int) -> Double {
      let centre = columns.centre(node)
      var next = columns.centre(item)
      if bows[edge] != 0 {
        next = centre.toward(next, 0.5)
        next.y += 1.3 * bows[edge]
      }
      return graph.bodies[node].shape.offset(toward: next - centre)
    }
    for (node, indices) in entering.enumerated() {
      let (shape, centre) = (graph.bodies[node].shape, columns.centre(node))
      let wishes = indices.map { edge in
        let chain = columns.chains[edge]
        return (edge: edge, wish: wish(edge, at: node, nextTo: chain[chain.count - 2]))
      }.sorted {
        let (a, b) = (graph.edges[$0.edge], graph.edges[$1.edge])
        guard a.isOrderFixed, b.isOrderFixed else { return ($0.wish, a.operand) < ($1.wish, b.operand) }
        return (a.operand, $0.wish, $0.edge) < (b.operand, $1.wish, $1.edge)
      }
      let places = shape.places(wishes.map(\.wish), gap: 0.5, few: 2)
      for (place, (edge, _)) in zip(places, wishes) {
        ends[edge].end = Point(x: centre.x - shape.extent(at: place), y: centre.y + place)
      }
    }
    for (node, indices) in leaving.enumerated() {
      let (shape, centre) = (graph.bodies[node].shape, columns.centre(node))
      let wishes = indices.map { edge in
        (edge: edge, wish: wish(edge, at: node, nextTo: columns.chains[edge][1]))
      }.sorted {
        ($0.wish, ends[$0.edge].end.y, $0.edge) < ($1.wish, ends[$1.edge].end.y, $1.edge)
      }
      let places = shape.places(wishes.map(\.wish), gap: 0.24, few: 4)
      for (place, (edge, _)) in zip(places, wishes) {
        ends[edge].start = Point(x: centre.x + shape.extent(at: place), y: centre.y + place)
      }
    }
    return ends
  }

  /// For every edge how far it is bent aside; those that pass through columns are parted by their lanes.
  private static func bows(_ graph: FramedGraph, _ columns: Columns) -> [Double] {
    struct Pair: Hashable {
      var from: Int
      var to: Int
    }
    var twins: [Pair: [Int]] = [:]
    for (index, edge) in graph.edges.enumerated() where columns.chains[index].count == 2 {
      twins[Pair(from: edge.from, to: edge.to), default: []].append(index)
    }
    var bows = [Double](repeating: 0, count: graph.edges.count)
    for indices in twins.values where indices.count > 1 {
      let ordered = indices.sorted { (graph.edges[$0].operand, $0) < (graph.edges[$1].operand, $1) }
      let height = indices.compactMap { graph.numbers[$0]?.height }.max() ?? 12
      for (place, index) in ordered.enumerated() {
        bows[index] = (Double(place) - Double(indices.count - 1) / 2) * (height + 16)
      }
    }
    return bows
  }
}

extension Shape {
  /// Places on one side of the outline, in the order of the wishes and near them.
  ///
  /// Wishes and places are distances from the middle, `gap` is a share of half the height. As many as `few`
  /// have room enough without going to the very top and bottom.
  fileprivate func places(_ wishes: [Double], gap: Double, few: Int) -> [Double] {
    let reach = (wishes.count > few ? 1 : 0.78) * self.reach
    let most = 2 * reach / Double(max(1, wishes.count - 1))
    let gaps = zip(wishes, wishes.dropFirst()).map { upper, lower in
      // Two that cross on their way to the operands' order do so well before their ends.
      min((upper > lower + 1 ? 1.2 * gap : gap) * half.height, most)
    }
    // A level edge stays level.
    return spaced(
      wishes, weights: wishes.map { abs($0) < 2 ? 1e6 : 1 }, gaps: gaps, within: -reach...reach)
  }
}
