/// Ordered layers made better by moving one slot at a time: fewer crossings first, then operands in their order.
///
/// An edge to a node that fixes the order of its operands ends at a port; edges to another node share its middle, so
/// that its operands may stand in any order. Takes ordered layers for granted, and keeps every slot in its layer.
struct LayerRefinement {
  /// A piece of an edge between two neighbouring layers.
  private struct Segment {
    var left: Int
    var right: Int
    /// How far from the middle of the right item it arrives, in slots.
    var port: Double
    var operand: Int
    var isFree: Bool
  }

  private let slots: [LayerSlot]
  private let segments: [Segment]
  private let arriving: GroupedIndices
  private let leaving: GroupedIndices
  /// For every layer its items from top to bottom.
  private(set) var members: [[Int]]
  private var position: [Int]
  /// For every item its layer.
  private let layer: [Int]

  init(_ layers: [[LayerSlot]], edges: [EdgeSpace]) {
    var (slots, members, nodeItems): ([LayerSlot], [[Int]], [Int: Int]) = ([], [], [:])
    var dummies = [[Int]](repeating: [], count: edges.count)
    var itemLayers: [Int] = []
    for layer in layers {
      itemLayers += layer.map { _ in members.count }
      members.append(Array(slots.count..<slots.count + layer.count))
      for slot in layer {
        switch slot {
        case .node(let node): nodeItems[node] = slots.count
        case .dummy(let edge): dummies[edge].append(slots.count)
        }
        slots.append(slot)
      }
    }
    var segments: [Segment] = []
    let ports = BarycentreSweeps.ports(nodeCount: nodeItems.count, edges: edges)
    for (index, edge) in edges.enumerated() {
      guard let from = nodeItems[edge.from], let to = nodeItems[edge.to] else { continue }
      let chain = [from] + dummies[index] + [to]
      for (left, right) in zip(chain, chain.dropFirst()) {
        segments.append(
          Segment(
            left: left, right: right, port: right == to ? ports[index] : 0, operand: edge.operand,
            isFree: right == to && !edge.isOrderFixed))
      }
    }
    self.segments = segments
    arriving = GroupedIndices(ownerCount: slots.count, owners: segments.map { $0.right })
    leaving = GroupedIndices(ownerCount: slots.count, owners: segments.map { $0.left })
    position = Array(repeating: 0, count: slots.count)
    for items in members { for (place, item) in items.enumerated() { position[item] = place } }
    (self.slots, self.members, layer) = (slots, members, itemLayers)
  }

  /// For every layer its slots from top to bottom.
  var layers: [[LayerSlot]] { members.map { items in items.map { slots[$0] } } }

  /// The number of crossings between all neighbouring layers.
  var crossingCount: Int {
    var ends = [[CrossingCounter.Segment]](repeating: [], count: members.count)
    for (layer, items) in members.enumerated() {
      for item in items {
        for index in leaving[item] {
          ends[layer].append(CrossingCounter.Segment(left: position[item], right: end(segments[index])))
        }
      }
    }
    return zip(ends, members.dropFirst()).reduce(0) { count, layer in
      count + CrossingCounter(rightCount: layer.1.count).crossings(of: layer.0)
    }
  }

  private func end(_ segment: Segment) -> Double { Double(position[segment.right]) + segment.port }

  /// Moves every slot to the best place in its layer, again and again until nothing becomes better.
  mutating func refine() {
    for _ in 1...12 {
      var isBetter = false
      for layer in members.indices {
        for item in members[layer] where sift(item, in: layer) { isBetter = true }
      }
      if !isBetter { break }
    }
  }

  /// So many exchanges are tried.
  private static let mostTries = 60

  /// Turns everything upside down, then exchanges the ends of edges that cross, each time letting all else find its place
  /// again, and keeps what has fewer crossings: for orders that no move of one slot makes better.
  mutating func escape() {
    var crossings = crossingCount
    guard crossings > 0 else { return }
    var mirrored = self
    mirrored.mirror()
    mirrored.refine()
    if mirrored.crossingCount < crossings { (self, crossings) = (mirrored, mirrored.crossingCount) }
    var tries = 0
    var isBetter = true
    while isBetter, crossings > 0 {
      isBetter = false
      for (a, b) in crossingSegments() {
        for (first, second) in [(a.right, b.right), (a.left, b.left)] where first != second {
          tries += 1
          guard tries <= Self.mostTries else { return }
          var other = self
          other.exchangePlaces(first, second)
          other.refine()
          let count = other.crossingCount
          if count < crossings {
            (self, crossings, isBetter) = (other, count, true)
            break
          }
        }
        if isBetter { break }
      }
    }
  }

  /// The pairs of segments that cross, from the first layer to the last.
  private func crossingSegments() -> [(Segment, Segment)] {
    var pairs: [(Segment, Segment)] = []
    for items in members {
      let between = items.flatMap { leaving[$0].map { segments[$0] } }
      for (place, a) in between.enumerated() {
        for b in between.dropFirst(place + 1) {
          let (left, right) = (position[a.left] - position[b.left], end(a) - end(b))
          if left < 0 && right > 0 || left > 0 && right < 0 { pairs.append((a, b)) }
        }
      }
    }
    return pairs
  }

  private mutating func mirror() {
    for layer in members.indices {
      members[layer].reverse()
      for (place, item) in members[layer].enumerated() { position[item] = place }
    }
  }

  private mutating func exchangePlaces(_ first: Int, _ second: Int) {
    members[layer[first]].swapAt(position[first], position[second])
    (position[first], position[second]) = (position[second], position[first])
  }

  /// The change of crossings and of operands out of order, in this order.
  private struct Change {
    var crossings = 0
    var disorder = 0
    static func < (a: Change, b: Change) -> Bool { (a.crossings, a.disorder) < (b.crossings, b.disorder) }
  }

  /// Moves an item to the place in its layer with the fewest crossings; returns whether that is better than its own.
  private mutating func sift(_ item: Int, in layer: Int) -> Bool {
    let items = members[layer]
    let own = position[item]
    var best = (place: own, change: Change())
    for isDown in [false, true] {
      var change = Change()
      for place in isDown ? Array(items.indices.dropFirst(own + 1)) : items.indices.prefix(own).reversed() {
        let other = items[place]
        let step = isDown ? exchange(item, other) : exchange(other, item)
        change.crossings += step.crossings
        change.disorder += step.disorder
        if change < best.change { best = (place, change) }
      }
    }
    guard best.place != own else { return false }
    members[layer].remove(at: own)
    members[layer].insert(item, at: best.place)
    for (place, item) in members[layer].enumerated() { position[item] = place }
    return true
  }

  /// What changes when an item and one below it change places.
  private func exchange(_ upper: Int, _ lower: Int) -> Change {
    var change = Change()
    for a in arriving[upper] {
      for b in arriving[lower] {
        let (first, second) = (position[segments[a].left], position[segments[b].left])
        // Crossing now if the upper one's end is lower.
        change.crossings += first < second ? 1 : first > second ? -1 : 0
      }
    }
    for a in leaving[upper] {
      for b in leaving[lower] {
        let (first, second) = (end(segments[a]), end(segments[b]))
        change.crossings += first < second ? 1 : first > second ? -1 : 0
        if segments[a].right == segments[b].right && segments[a].isFree {
          let (first, second) = (segments[a].operand, segments[b].operand)
          change.disorder += first < second ? 1 : first > second ? -1 : 0
        }
      }
    }
    return change
  }

  /// Lets the leaves along a chain of commutative operations stand above and below it in turn.
  ///
  /// A chain is one of at least three operations, each of which takes the one before and a leaf of its own that stand
  /// next to each other; no crossing comes of it.
  mutating func alternateLeaves() {
    var isSeen = [Bool](repeating: false, count: slots.count)
    // From the results backwards, each chain is met at its end first.
    for layer in members.reversed() {
      for item in layer where !isSeen[item] {
        var links: [(operation: Int, leaf: Int)] = []
        var this = item
        while !isSeen[this], let link = link(to: this) {
          isSeen[this] = true
          links.append(link)
          this = link.operation
        }
        if links.count >= 3 { alternate(links.reversed()) }
      }
    }
  }

  /// The operation and the leaf that a commutative operation takes, if these two stand next to each other.
  private func link(to item: Int) -> (operation: Int, leaf: Int)? {
    let indices = arriving[item]
    guard indices.count == 2, let a = indices.first, let b = indices.last, segments[a].isFree, segments[b].isFree
    else { return nil }
    let (first, second) = (segments[a].left, segments[b].left)
    guard abs(position[first] - position[second]) == 1, isNode(first), isNode(second) else { return nil }
    switch (isOwnLeaf(first), isOwnLeaf(second)) {
    case (true, false): return (second, first)
    case (false, true): return (first, second)
    default: return nil
    }
  }

  private func isNode(_ item: Int) -> Bool { if case .node = slots[item] { true } else { false } }

  private func isOwnLeaf(_ item: Int) -> Bool { arriving[item].isEmpty && leaving[item].count == 1 }

  private mutating func alternate(_ links: [(operation: Int, leaf: Int)]) {
    var isAbove = position[links[0].leaf] > position[links[0].operation]
    for (operation, leaf) in links {
      isAbove.toggle()
      let (upper, lower) = position[leaf] < position[operation] ? (leaf, operation) : (operation, leaf)
      guard (upper == leaf) != isAbove, exchange(upper, lower).crossings <= 0 else { continue }
      let place = position[upper]
      members[layer[upper]].swapAt(place, place + 1)
      (position[upper], position[lower]) = (place + 1, place)
    }
  }
}
