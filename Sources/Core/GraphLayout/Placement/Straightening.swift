extension LayeredGraph {
  /// Makes edges that are almost level quite level, where the other items leave room.
  ///
  /// Takes for granted that the items of each layer stand in their order with their gaps, and keeps both.
  ///
  /// - Returns: for every item whether it is level with another now.
  mutating func straighten() -> [Bool] {
    var straightening = Straightening(self)
    straightening.run()
    self = straightening.graph
    return straightening.isLevel
  }
}

/// Groups of items at one height, joined along the edges.
private struct Straightening {
  private(set) var graph: LayeredGraph
  /// For every item its group.
  private var group: [Int]
  /// For every group its items.
  private var groups: [[Int]]
  /// For every item where it stands in its layer.
  private let position: [Int]

  /// An edge's piece between two neighbouring layers that rises by less is made level.
  private static let mostRise = 24.0

  init(_ graph: LayeredGraph) {
    self.graph = graph
    group = Array(graph.items.indices)
    groups = group.map { [$0] }
    var position = [Int](repeating: 0, count: graph.items.count)
    for layer in graph.layers {
      for (place, item) in layer.enumerated() { position[item] = place }
    }
    self.position = position
  }

  var isLevel: [Bool] { group.map { groups[$0].count > 1 } }

  /// Joins the ends of all pieces that rise little, those that rise least first.
  mutating func run() {
    let pieces = graph.dummyChains.flatMap { zip($0, $0.dropFirst()) }
      .map { (a: $0, b: $1, rise: abs(graph.items[$0].y - graph.items[$1].y)) }
      .filter { $0.rise < Self.mostRise }
      .sorted { ($0.rise, $0.a, $0.b) < ($1.rise, $1.a, $1.b) }
    for piece in pieces { join(piece.a, piece.b) }
  }

  /// Moves the groups of two items to one height and makes them one, where there is room.
  private mutating func join(_ first: Int, _ second: Int) {
    let (a, b) = (group[first], group[second])
    guard a != b else { return }
    let (countA, countB) = (Double(groups[a].count), Double(groups[b].count))
    let (yA, yB) = (graph.items[first].y, graph.items[second].y)
    guard abs(yA - yB) < Self.mostRise else { return }
    let (large, small) = countA < countB ? (b, a) : (a, b)
    if yA == yB {
      // None moves; they only must not stand beneath each other.
      guard groups[small].allSatisfy({ fits($0, at: yA, joining: a, b) }) else { return }
    } else {
      // Very long lines stay as they are: moving them again and again takes time.
      guard countA + countB <= 1000 else { return }
      let merged = groups[a] + groups[b]
      let heights = [(yA * countA + yB * countB) / (countA + countB), yA, yB]
      guard let y = heights.first(where: { y in merged.allSatisfy { fits($0, at: y, joining: a, b) } }) else { return }
      for member in merged { graph.items[member].y = y }
    }
    for member in groups[small] { group[member] = large }
    groups[large] += groups[small]
    groups[small] = []
  }

  /// Tells whether an item may stand at `y` next to its neighbours in the layer, none of which is in either group.
  private func fits(_ member: Int, at y: Double, joining a: Int, _ b: Int) -> Bool {
    let item = graph.items[member]
    let layer = graph.layers[item.layer]
    let place = position[member]
    if place > 0 {
      let upper = layer[place - 1]
      let above = graph.items[upper]
      if group[upper] == a || group[upper] == b || y - above.y < graph.gap(above, item) - 0.001 { return false }
    }
    if place + 1 < layer.count {
      let lower = layer[place + 1]
      let below = graph.items[lower]
      if group[lower] == a || group[lower] == b || below.y - y < graph.gap(item, below) - 0.001 { return false }
    }
    return true
  }
}
