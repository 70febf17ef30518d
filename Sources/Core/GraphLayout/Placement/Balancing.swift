extension LayeredGraph {
  /// Gives the items of every layer coordinates in their order, around one line.
  mutating func stack() {
    for layer in layers {
      let places = spaced(layer.map { _ in 0 }, weights: layer.map { _ in 1 }, gaps: gaps(layer))
      for (item, y) in zip(layer, places) { items[item].y = y }
    }
  }

  /// Moves every item towards the mean of its neighbours, layer by layer, until nothing moves.
  ///
  /// Takes for granted that the items of each layer stand in their order with their gaps, and keeps both. The weighted
  /// sum of the squared rises of all edges falls with every layer, to the least there is.
  mutating func balance(_ attractions: Attractions, pinned: [Bool]) {
    let order = Array(layers.indices)
    let gaps = layers.map { self.gaps($0) }
    // A large graph is done with fewer rounds, and whole points.
    let rounds = max(8, min(200, 1_000_000 / max(1, items.count)))
    let tolerance = rounds < 200 ? 0.5 : 0.01
    for _ in 0..<rounds {
      var moved = 0.0
      for layer in order + order.reversed() {
        moved = max(moved, balance(layers[layer], gaps[layer], attractions, pinned))
      }
      if moved < tolerance { break }
    }
  }

  /// Moves the items of one layer; returns the longest way that one went.
  private mutating func balance(
    _ layer: [Int], _ gaps: [Double], _ attractions: Attractions, _ pinned: [Bool]
  ) -> Double {
    var targets: [Double] = []
    var weights: [Double] = []
    for item in layer {
      var weight = 0.01
      var moment = weight * items[item].y
      for attraction in attractions[item] where !pinned[item] {
        weight += attraction.weight
        moment += attraction.weight * items[attraction.item].y
      }
      targets.append(moment / weight)
      weights.append(pinned[item] ? 1e9 : weight)
    }
    var moved = 0.0
    for (item, y) in zip(layer, spaced(targets, weights: weights, gaps: gaps)) where !pinned[item] {
      moved = max(moved, abs(items[item].y - y))
      items[item].y = y
    }
    return moved
  }
}

/// The neighbours that every item is drawn towards, with their weights, as slices of one array.
struct Attractions {
  struct Attraction {
    var item: Int
    var weight: Double
  }

  private let slices: GroupedIndices
  private let sorted: [Attraction]

  /// The neighbours along the chains of all edges.
  init(_ graph: LayeredGraph) {
    let items = graph.items
    var operandCounts = [Int](repeating: 0, count: items.count)
    for chain in graph.dummyChains { operandCounts[chain[chain.count - 1]] += 1 }
    var (owners, others): ([Int], [Attraction]) = ([], [])
    for chain in graph.dummyChains {
      for (a, b) in zip(chain, chain.dropFirst()) {
        // Long edges are kept straighter than short ones.
        var weight = Double((items[a].isNode ? 1 : 3) * (items[b].isNode ? 1 : 3))
        // An only operand stands level with its operation.
        if items[a].isNode, items[b].isNode, operandCounts[b] == 1 { weight *= 4 }
        owners += [a, b]
        others += [Attraction(item: b, weight: weight), Attraction(item: a, weight: weight)]
      }
    }
    slices = GroupedIndices(ownerCount: items.count, owners: owners)
    sorted = (0..<items.count).flatMap { [slices] in slices[$0].map { others[$0] } }
  }

  subscript(_ item: Int) -> ArraySlice<Attraction> { sorted[slices.range(of: item)] }
}
