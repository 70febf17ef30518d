extension LayeredGraph {
  /// Moves chains of level items to where the weighted squares of all rises are least.
  ///
  /// Takes for granted that the items of each layer stand in their order with their gaps, and keeps both. Descends by
  /// diagonally scaled gradients, each step projected to the gaps (Hildreth, 1957).
  ///
  /// - Returns: whether the chains could be drawn; without, nothing has moved.
  mutating func level(_ alignment: Alignment, _ attractions: Attractions) -> Bool {
    var levelling = Levelling(self, alignment, attractions)
    let rounds = max(12, min(120, 60_000 / max(1, items.count)))
    for _ in 0..<rounds where levelling.step() > 0.02 {}
    guard levelling.part() else { return false }
    for item in items.indices { items[item].y = levelling.y[alignment.chain[item]] }
    return true
  }
}

/// The heights of chains, and what they are drawn to and kept from.
private struct Levelling {
  /// Two chains that stand above each other in some layer.
  private struct Gap {
    var upper: Int
    var lower: Int
    var least: Double
    /// By how much it pushes: the multiplier of its condition.
    var push = 0.0
  }
  private struct Spring {
    var a: Int
    var b: Int
    var weight: Double
  }

  /// The height of every chain.
  private(set) var y: [Double]
  private var weights: [Double]
  private var springs: [Spring] = []
  private var gaps: [Gap] = []

  init(_ layered: LayeredGraph, _ alignment: Alignment, _ attractions: Attractions) {
    let chain = alignment.chain
    y = Array(repeating: 0, count: alignment.count)
    weights = Array(repeating: 0.02, count: alignment.count)
    var members = y
    for item in layered.items.indices {
      y[chain[item]] += layered.items[item].y
      members[chain[item]] += 1
      for attraction in attractions[item] where item < attraction.item && chain[item] != chain[attraction.item] {
        springs.append(Spring(a: chain[item], b: chain[attraction.item], weight: attraction.weight))
        weights[chain[item]] += attraction.weight
        weights[chain[attraction.item]] += attraction.weight
      }
    }
    for index in y.indices { y[index] /= max(1, members[index]) }
    for layer in layered.layers {
      for (upper, lower) in zip(layer, layer.dropFirst()) {
        gaps.append(
          Gap(upper: chain[upper], lower: chain[lower], least: layered.gap(layered.items[upper], layered.items[lower])))
      }
    }
  }

  /// Goes one step down; returns the longest way that a chain went.
  mutating func step() -> Double {
    let before = y
    var pulls = y.map { _ in 0.0 }
    for spring in springs {
      let rise = y[spring.b] - y[spring.a]
      pulls[spring.a] += spring.weight * rise
      pulls[spring.b] -= spring.weight * rise
    }
    for index in y.indices { y[index] += 0.6 * pulls[index] / weights[index] }
    for gap in gaps {
      y[gap.lower] += gap.push / weights[gap.lower]
      y[gap.upper] -= gap.push / weights[gap.upper]
    }
    for sweep in 0..<6 {
      for place in gaps.indices { keep(sweep.isMultiple(of: 2) ? place : gaps.count - 1 - place) }
    }
    return zip(before, y).reduce(0) { max($0, abs($1.0 - $1.1)) }
  }

  /// Lets the gap at a place push as far as it must.
  private mutating func keep(_ place: Int) {
    let gap = gaps[place]
    let give = 1 / weights[gap.upper] + 1 / weights[gap.lower]
    let push = max(-gap.push, (gap.least - y[gap.lower] + y[gap.upper]) / give)
    gaps[place].push += push
    y[gap.lower] += push / weights[gap.lower]
    y[gap.upper] -= push / weights[gap.upper]
  }

  /// Moves chains down as far as the gaps still ask for; false if they contradict each other.
  mutating func part() -> Bool {
    let below = GroupedIndices(ownerCount: y.count, owners: gaps.map { $0.upper })
    var missing = [Int](repeating: 0, count: y.count)
    for gap in gaps { missing[gap.lower] += 1 }
    var ready = y.indices.filter { missing[$0] == 0 }
    var seen = 0
    while let chain = ready.popLast() {
      seen += 1
      for place in below[chain] {
        let gap = gaps[place]
        y[gap.lower] = max(y[gap.lower], y[chain] + gap.least)
        missing[gap.lower] -= 1
        if missing[gap.lower] == 0 { ready.append(gap.lower) }
      }
    }
    return seen == y.count
  }
}
