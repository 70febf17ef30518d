/// Chains of items that are drawn at one height, chosen before the heights are (after Brandes and Köpf, 2001).
///
/// The inner pieces of long edges come first, then the pieces that carry the longest paths: an operation stands level
/// with the operand behind which most operations lie, where there is one such. Chosen pieces do not cross, and an item
/// has at most one on either side, so that chains can always be drawn level.
struct Alignment {
  /// For every item its chain.
  private(set) var chain: [Int]
  /// The number of chains.
  private(set) var count = 0

  private let layered: LayeredGraph
  /// For every item where it stands in its layer.
  private let position: [Int]
  /// For every item the one that it is level with in the next layer and in the layer before.
  private var next: [Int?]
  private var last: [Int?]
  /// For every layer the items from which chosen pieces lead to the next.
  private var chosen: [[Int]]

  init(_ layered: LayeredGraph) {
    self.layered = layered
    var position = [Int](repeating: 0, count: layered.items.count)
    for layer in layered.layers {
      for (place, item) in layer.enumerated() { position[item] = place }
    }
    self.position = position
    next = Array(repeating: nil, count: layered.items.count)
    last = next
    chosen = layered.layers.map { _ in [] }
    chain = Array(repeating: -1, count: layered.items.count)
    for piece in Self.pieces(layered) { choose(piece.from, piece.to) }
    for layer in layered.layers {
      for item in layer where last[item] == nil {
        var member: Int? = item
        while let this = member {
          chain[this] = count
          member = next[this]
        }
        count += 1
      }
    }
  }

  /// Makes two items level, if neither is level with another on that side and no chosen piece is crossed.
  private mutating func choose(_ from: Int, _ to: Int) {
    guard next[from] == nil, last[to] == nil else { return }
    let layer = layered.items[from].layer
    for other in chosen[layer] {
      guard let end = next[other] else { continue }
      if (position[other] < position[from]) != (position[end] < position[to]) { return }
    }
    next[from] = to
    last[to] = from
    chosen[layer].append(from)
  }

  /// The pieces of edges that may be level, the most important first.
  private static func pieces(_ layered: LayeredGraph) -> [(from: Int, to: Int)] {
    let lengths = PathLengths(layered)
    var pieces: [(from: Int, to: Int, rank: Int, through: Int)] = []
    for chain in layered.dummyChains {
      let through = lengths.through(chain[0], chain[chain.count - 1])
      let isDominant = lengths.isDominant(chain[0], of: chain[chain.count - 1])
      for (from, to) in zip(chain, chain.dropFirst()) {
        switch (layered.items[from].isNode, layered.items[to].isNode) {
        case (false, false): pieces.append((from, to, 0, through))
        case (true, true): if isDominant { pieces.append((from, to, 1, through)) }
        // A long edge leaves and arrives at any height.
        case (false, true), (true, false): break
        }
      }
    }
    return pieces.sorted { ($0.rank, -$0.through, $0.from, $0.to) < ($1.rank, -$1.through, $1.from, $1.to) }
      .map { ($0.from, $0.to) }
  }
}

/// The numbers of edges on the longest paths to and from every node.
private struct PathLengths {
  private var before: [Int]
  private var after: [Int]
  /// For every node the two greatest lengths of paths to its operands in the layer before; -1 where there is none.
  private var deepest: [(length: Int, second: Int)]

  init(_ layered: LayeredGraph) {
    before = layered.items.map { _ in 0 }
    after = before
    deepest = layered.items.map { _ in (-1, -1) }
    let edges = layered.dummyChains.map { (from: $0[0], to: $0[$0.count - 1]) }
    // Edges lead to later layers, so the order of their ends' layers is that of paths.
    let order = edges.indices.sorted {
      (layered.items[edges[$0].to].layer, $0) < (layered.items[edges[$1].to].layer, $1)
    }
    for edge in order { before[edges[edge].to] = max(before[edges[edge].to], before[edges[edge].from] + 1) }
    let back = edges.indices.sorted { a, b in
      (layered.items[edges[b].from].layer, b) < (layered.items[edges[a].from].layer, a)
    }
    for edge in back { after[edges[edge].from] = max(after[edges[edge].from], after[edges[edge].to] + 1) }
    // Long edges give way: they come from above or below.
    for chain in layered.dummyChains where chain.count == 2 {
      let (to, length) = (chain[1], before[chain[0]])
      if length > deepest[to].length {
        deepest[to] = (length, deepest[to].length)
      } else {
        deepest[to].second = max(deepest[to].second, length)
      }
    }
  }

  /// The number of edges on the longest path through an edge.
  func through(_ from: Int, _ to: Int) -> Int { before[from] + after[to] + 1 }

  /// Tells whether a node is the only operand of another in the layer before it, or lies behind much longer paths than
  /// the others there: leaves, or operations with paths that are shorter by two edges or more.
  func isDominant(_ operand: Int, of node: Int) -> Bool {
    let (length, second) = deepest[node]
    return before[operand] == length && length > second && (second <= 0 || length > second + 1)
  }
}
