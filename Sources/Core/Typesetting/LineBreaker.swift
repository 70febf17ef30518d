/// Chooses where a row that is too wide is broken, as books do.
///
/// The criteria, in this order: the lines fit; no pair of delimiters is broken apart; there are few lines; they are
/// broken at the best places and evenly filled. The optimum is found as by Knuth and Plass for paragraphs, from the
/// best way to each place. It takes time linear in the number of pieces times the number that fits into a line.
struct LineBreaker {
  private let pieces: [Piece]
  private let width: Double
  private let quad: Double
  /// The indices of the pieces at which lines may begin, and the end.
  private let places: [Int]
  /// The right edge of what stands before each of the places.
  private let edges: [Double]

  /// The breaks of pieces between margins; what continues a formula is set in by a quad.
  init(_ pieces: [Piece], within width: Double, quad: Double) {
    self.pieces = pieces
    self.width = width
    self.quad = quad
    places = [0] + pieces.indices.dropFirst().filter { pieces[$0].opening != nil } + [pieces.count]
    edges = places.map { place in pieces[..<place].last { !$0.isRoom }?.end ?? 0 }
  }

  /// The cost of the lines up to a place; compared part by part.
  private struct Cost {
    /// The width beyond the margins, in thousandths of a point.
    var excess = 0.0
    /// The number of delimiters open at the breaks.
    var open = 0
    var lines = 0
    var demerits = 0.0

    static func < (a: Cost, b: Cost) -> Bool {
      if a.excess != b.excess { return a.excess < b.excess }
      if a.open != b.open { return a.open < b.open }
      return a.lines != b.lines ? a.lines < b.lines : a.demerits < b.demerits
    }
  }

  /// The pieces of each line.
  func lines() -> [Range<Int>] {
    guard !pieces.isEmpty else { return [0..<0] }
    var best: [(cost: Cost, from: Int)] = [(Cost(), 0)]
    for place in places.indices.dropFirst() {
      // The shortest line there is may be too wide; longer ones that are would be worse.
      var found = (cost: cost(from: place - 1, to: place, best[place - 1].cost), from: place - 1)
      for from in stride(from: place - 2, through: 0, by: -1) {
        guard measure(from, place) <= width else { break }
        let cost = cost(from: from, to: place, best[from].cost)
        if cost < found.cost { found = (cost, from) }
      }
      best.append(found)
    }
    var lines: [Range<Int>] = []
    var place = places.count - 1
    while place > 0 {
      let from = best[place].from
      lines.append(places[from]..<places[place])
      place = from
    }
    return lines.reversed()
  }

  /// The width of a line between two places, without its indent.
  private func measure(_ from: Int, _ to: Int) -> Double {
    edges[to] - pieces[places[from]].x
  }

  private func cost(from: Int, to: Int, _ before: Cost) -> Cost {
    let first = pieces[places[from]]
    let slack = width - indent(first) - measure(from, to)
    var cost = before
    cost.excess += max(0, -slack * 1000).rounded()
    cost.lines += 1
    if from > 0 { cost.open += first.depth }
    cost.demerits += Self.demerits(first.opening)
    if slack > 0 { cost.demerits += slack / width * (slack / width) }
    return cost
  }

  private func indent(_ first: Piece) -> Double {
    switch first.opening {
    case .implication, .relation, .operation: quad
    case .statement, .word, nil: 0
    }
  }

  /// The cost of opening a line in this way; the worst unevenness of a line costs 1.
  private static func demerits(_ opening: LineOpening?) -> Double {
    switch opening {
    case .statement, nil: 0
    case .implication, .word: 1
    case .relation: 2
    // Rather within a sum than an equation's left side alone and its right side full.
    case .operation: 2.35
    }
  }
}
