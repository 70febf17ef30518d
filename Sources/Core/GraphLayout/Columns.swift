/// Everything that has a place in a column, with the places found for it.
struct Columns {
  /// A node, or an edge passing through a column on its way.
  struct Item {
    var column: Int
    /// How far it reaches across from its middle.
    var above: Double
    var below: Double
    var isNode: Bool
    /// The place across.
    var y = 0.0
  }

  /// The nodes in their order, then the passing edges.
  var items: [Item]
  /// For every column its items from top to bottom.
  var members: [[Int]]
  /// For every edge the items it goes through, the two nodes included.
  var chains: [[Int]]
  /// For every edge whose number has a reserved place the item it stands on.
  var reserved: [Int?]
  /// For every column the strip that its boxes and its reserved numbers fill, along.
  var strips: [ClosedRange<Double>] = []
  /// For every column where the centres of the outlines are, along.
  var x: [Double] = []

  private let options: LayoutOptions

  init(
    layers: [[LayerSlot]], graph: FramedGraph, reserving numbers: [Size?], widening: [Double],
    options: LayoutOptions
  ) {
    let (bodies, edges) = (graph.bodies, graph.edges)
    self.options = options
    items = bodies.map { Item(column: 0, above: $0.above, below: $0.below, isNode: true) }
    members = []
    chains = []
    reserved = Array(repeating: nil, count: edges.count)
    var passed = [[Int]](repeating: [], count: edges.count)
    for (column, slots) in layers.enumerated() {
      members.append(
        slots.map { slot in
          switch slot {
          case .node(let node):
            items[node].column = column
            return node
          case .dummy(let edge):
            items.append(Item(column: column, above: 1, below: 1, isNode: false))
            passed[edge].append(items.count - 1)
            return items.count - 1
          }
        })
    }
    chains = edges.indices.map { [edges[$0].from] + passed[$0] + [edges[$0].to] }
    for (edge, number) in numbers.enumerated() {
      guard let number, !passed[edge].isEmpty else { continue }
      let item = passed[edge][(passed[edge].count - 1) / 2]
      items[item].above = number.height / 2 + 1
      items[item].below = number.height / 2 + 1
      reserved[edge] = item
    }
    let pulls = pulls()
    stack()
    balance(pulls, pinned: items.map { _ in false })
    let isLevel = straighten()
    balance(pulls, pinned: isLevel)
    placeColumns(bodies: bodies, numbers: numbers, widening: widening)
  }

  func centre(_ item: Int) -> Point { Point(x: x[items[item].column], y: items[item].y) }

  // MARK: Across

  private func gap(_ upper: Item, _ lower: Item) -> Double {
    let clear =
      switch (upper.isNode, lower.isNode) {
      case (true, true): options.nodeSeparation
      case (false, false): 12.0
      default: max(12, options.nodeSeparation / 2)
      }
    return upper.below + clear + lower.above
  }

  private func gaps(_ column: [Int]) -> [Double] {
    zip(column, column.dropFirst()).map { gap(items[$0], items[$1]) }
  }

  /// The neighbours of every item along its chains, with the strength of the pull.
  private func pulls() -> Pulls {
    var operands = [Int](repeating: 0, count: items.count)
    for chain in chains { operands[chain[chain.count - 1]] += 1 }
    var (owners, others): ([Int], [Pulls.Pull]) = ([], [])
    for chain in chains {
      for (a, b) in zip(chain, chain.dropFirst()) {
        // Long edges are kept straighter than short ones.
        var weight = Double((items[a].isNode ? 1 : 3) * (items[b].isNode ? 1 : 3))
        // An only operand stands level with its operation.
        if items[a].isNode, items[b].isNode, operands[b] == 1 { weight *= 4 }
        owners += [a, b]
        others += [Pulls.Pull(item: b, weight: weight), Pulls.Pull(item: a, weight: weight)]
      }
    }
    return Pulls(items: items.count, owners: owners, others: others)
  }

  /// Gives every column its items in their order, around one line.
  private mutating func stack() {
    for column in members {
      let places = spaced(column.map { _ in 0 }, weights: column.map { _ in 1 }, gaps: gaps(column))
      for (item, y) in zip(column, places) { items[item].y = y }
    }
  }

  /// Moves every item towards the middle of its neighbours, column by column, until nothing moves.
  ///
  /// The weighted sum of the squared rises falls with every column, to the least there is.
  private mutating func balance(_ pulls: Pulls, pinned: [Bool]) {
    let columns = Array(members.indices)
    let gaps = members.map(gaps)
    // A large graph is done with fewer rounds, and whole points.
    let rounds = max(8, min(200, 1_000_000 / max(1, items.count)))
    let stillness = rounds < 200 ? 0.5 : 0.01
    for _ in 0..<rounds {
      var moved = 0.0
      for column in columns + columns.reversed() {
        let members = members[column]
        var wishes: [Double] = []
        var weights: [Double] = []
        for item in members {
          var weight = 0.01
          var moment = weight * items[item].y
          for pull in pulls[item] where !pinned[item] {
            weight += pull.weight
            moment += pull.weight * items[pull.item].y
          }
          wishes.append(moment / weight)
          weights.append(pinned[item] ? 1e9 : weight)
        }
        let places = spaced(wishes, weights: weights, gaps: gaps[column])
        for (item, y) in zip(members, places) where !pinned[item] {
          moved = max(moved, abs(items[item].y - y))
          items[item].y = y
        }
      }
      if moved < stillness { break }
    }
  }

  /// Makes edges that are almost level quite level, where their neighbours leave room.
  ///
  /// - Returns: for every item whether it is level with another now.
  private mutating func straighten() -> [Bool] {
    var group = Array(items.indices)
    var groups = group.map { [$0] }
    var position = [Int](repeating: 0, count: items.count)
    for column in members {
      for (place, item) in column.enumerated() { position[item] = place }
    }
    /// Tells whether a group may stand at `y`, next to what is there now.
    func fits(_ member: Int, _ y: Double, _ a: Int, _ b: Int) -> Bool {
      let item = items[member]
      let column = members[item.column]
      let place = position[member]
      if place > 0 {
        let upper = column[place - 1]
        if group[upper] == a || group[upper] == b || y - items[upper].y < gap(items[upper], item) - 0.001 {
          return false
        }
      }
      if place + 1 < column.count {
        let lower = column[place + 1]
        if group[lower] == a || group[lower] == b || items[lower].y - y < gap(item, items[lower]) - 0.001 {
          return false
        }
      }
      return true
    }
    let pairs = chains.flatMap { zip($0, $0.dropFirst()) }
      .map { (a: $0, b: $1, rise: abs(items[$0].y - items[$1].y)) }
      .filter { $0.rise < 24 }
      .sorted { ($0.rise, $0.a, $0.b) < ($1.rise, $1.a, $1.b) }
    for pair in pairs {
      let (a, b) = (group[pair.a], group[pair.b])
      guard a != b else { continue }
      let (countA, countB) = (Double(groups[a].count), Double(groups[b].count))
      let (yA, yB) = (items[pair.a].y, items[pair.b].y)
      guard abs(yA - yB) < 24 else { continue }
      let (large, small) = countA < countB ? (b, a) : (a, b)
      if yA == yB {
        // Nobody moves; they only must not stand beneath each other.
        guard groups[small].allSatisfy({ fits($0, yA, a, b) }) else { continue }
      } else {
        // Very long lines stay as they are: moving them again and again takes time.
        guard countA + countB <= 1000 else { continue }
        let merged = groups[a] + groups[b]
        let wishes = [(yA * countA + yB * countB) / (countA + countB), yA, yB]
        guard let y = wishes.first(where: { y in merged.allSatisfy { fits($0, y, a, b) } }) else { continue }
        for member in merged { items[member].y = y }
      }
      for member in groups[small] { group[member] = large }
      groups[large] += groups[small]
      groups[small] = []
    }
    return group.map { groups[$0].count > 1 }
  }

  // MARK: Along

  private mutating func placeColumns(bodies: [Body], numbers: [Size?], widening: [Double]) {
    var before = [Double](repeating: 0, count: members.count)
    var after = before
    var outline = before
    for (column, items) in members.enumerated() {
      for item in items where self.items[item].isNode {
        before[column] = max(before[column], bodies[item].before)
        after[column] = max(after[column], bodies[item].after)
        outline[column] = max(outline[column], bodies[item].shape.half.width)
      }
    }
    for (edge, item) in reserved.enumerated() {
      guard let item, let number = numbers[edge] else { continue }
      let column = items[item].column
      before[column] = max(before[column], number.width / 2 + 4)
      after[column] = max(after[column], number.width / 2 + 4)
    }
    var steps = [Double](repeating: 0, count: members.count)
    for chain in chains {
      for (a, b) in zip(chain, chain.dropFirst()) {
        let rise = abs(items[a].y - items[b].y)
        steps[items[a].column] = max(steps[items[a].column], rise)
      }
    }
    var at = 0.0
    for column in members.indices {
      if column > 0 {
        let last = column - 1
        let isOpen = outline[last] > 0 && outline[column] > 0
        let slope = min(0.6 * steps[last], 2 * options.layerSeparation)
        let clear = after[last] + max(0.35 * options.layerSeparation, slope) + before[column]
        let open = isOpen ? outline[last] + options.layerSeparation + outline[column] : 0
        at += max(clear, open) + widening[last]
      }
      x.append(at)
      strips.append(at - before[column]...at + after[column])
    }
  }
}

/// What every item is drawn towards, as slices of one array.
private struct Pulls {
  struct Pull {
    var item: Int
    var weight: Double
  }

  private let places: Neighbors
  private let sorted: [Pull]

  init(items: Int, owners: [Int], others: [Pull]) {
    places = Neighbors(count: items, of: owners)
    sorted = (0..<items).flatMap { [places] in places[$0].map { others[$0] } }
  }

  subscript(_ item: Int) -> ArraySlice<Pull> { sorted[places.range(of: item)] }
}
