/// Layers by longest paths, ordered by barycentre sweeps, in time that grows with the edges.
package final class BarycentreOrdering: LayerOrdering {
  /// The one there is: it holds nothing.
  package static let shared = BarycentreOrdering()

  private init() {}

  package func layers(
    nodeCount: Int, edges: [EdgeSpace], minimumSpans: [Int]
  ) throws(LayoutError) -> [[LayerSlot]] {
    Self.layers(of: Layering(nodeCount: nodeCount, edges: edges, minimumSpans: minimumSpans), edges: edges)
  }

  /// The slots of every layer of a layering, from top to bottom.
  package static func layers(of layering: Layering, edges: [EdgeSpace]) -> [[LayerSlot]] {
    BarycentreSweeps(layering, edges: edges).layers
  }
}

/// The order in every layer.
///
/// Sweeps to and fro put everything next to the mean of its neighbours (Sugiyama, Tagawa and Toda, 1981); the order
/// with the fewest crossings counts, which a tree of sums tells quickly (Barth, Jünger and Mutzel, 2002).
struct BarycentreSweeps {
  /// A part of an edge between two neighbouring columns.
  private struct Link {
    var left: Int
    var right: Int
    /// How far from the middle of the right end it arrives, in places: operands keep their order.
    var port: Double
  }

  private var links: [Link] = []
  /// By an item at their right and at their left end.
  private let arriving: Neighbors
  private let leaving: Neighbors
  /// The links by the column they begin in.
  private let gaps: [[Int]]
  private let column: [Int]
  /// By column the items, nodes first and then what passes, from top to bottom.
  private var members: [[Int]]
  private var position: [Int]
  /// The edge of every item beyond the nodes.
  private var passing: [Int] = []
  private let nodeCount: Int

  init(_ layering: Layering, edges: [EdgeSpace]) {
    nodeCount = layering.columns.count
    var column = layering.columns
    column.reserveCapacity(layering.slotCount)
    let entering = Neighbors(count: nodeCount, of: edges.map { $0.to })
    var ports = [Double](repeating: 0, count: edges.count)
    for node in 0..<nodeCount {
      let arrivals = entering[node].sorted { (edges[$0].operand, $0) < (edges[$1].operand, $1) }
      for (place, edge) in arrivals.enumerated() where edges[edge].isOrderFixed {
        ports[edge] = 0.8 * ((Double(place) + 0.5) / Double(arrivals.count) - 0.5)
      }
    }
    for (index, edge) in edges.enumerated() {
      var last = edge.from
      for passed in (column[edge.from] + 1)..<max(column[edge.from] + 1, column[edge.to]) {
        let item = column.count
        column.append(passed)
        passing.append(index)
        links.append(Link(left: last, right: item, port: 0))
        last = item
      }
      links.append(Link(left: last, right: edge.to, port: ports[index]))
    }
    self.column = column
    arriving = Neighbors(count: column.count, of: links.map { $0.right })
    leaving = Neighbors(count: column.count, of: links.map { $0.left })
    var gaps = [[Int]](repeating: [], count: (column.max() ?? -1) + 1)
    for (index, link) in links.enumerated() { gaps[column[link.left]].append(index) }
    self.gaps = gaps
    members = Array(repeating: [], count: gaps.count)
    position = Array(repeating: 0, count: column.count)
    placeInitially()
    sweep()
  }

  /// From top to bottom, column by column.
  var layers: [[LayerSlot]] {
    members.map { items in
      items.map { $0 < nodeCount ? .node($0) : .dummy(edge: passing[$0 - nodeCount]) }
    }
  }

  /// A first order: as a walk from the results to the operands meets everything.
  private mutating func placeInitially() {
    var isMet = [Bool](repeating: false, count: column.count)
    for result in 0..<nodeCount where leaving[result].isEmpty {
      var waiting = [result]
      while let item = waiting.popLast() {
        guard !isMet[item] else { continue }
        isMet[item] = true
        position[item] = members[column[item]].count
        members[column[item]].append(item)
        let operands = arriving[item].sorted { (links[$0].port, $0) > (links[$1].port, $1) }
        waiting.append(contentsOf: operands.map { links[$0].left })
      }
    }
  }

  private mutating func sweep() {
    var best = members
    var fewest = crossings()
    var failures = 0
    for round in 0..<40 where fewest > 0 && failures < 6 {
      let isForward = round.isMultiple(of: 2)
      for step in members.indices {
        arrange(isForward ? step : members.count - 1 - step, isForward: isForward)
      }
      let count = crossings()
      if count < fewest {
        (best, fewest, failures) = (members, count, 0)
      } else {
        failures += 1
      }
    }
    members = best
  }

  /// Sorts a column by the means of the neighbours on one side; what has none there keeps its place.
  private mutating func arrange(_ column: Int, isForward: Bool) {
    let items = members[column]
    guard items.count > 1 else { return }
    var wishes: [(wish: Double, item: Int)] = []
    for (place, item) in items.enumerated() {
      var (sum, count) = (0.0, 0)
      if isForward {
        for link in arriving[item] {
          sum += Double(position[links[link].left]) - links[link].port
          count += 1
        }
      } else {
        for link in leaving[item] {
          sum += Double(position[links[link].right]) + links[link].port
          count += 1
        }
      }
      wishes.append((count == 0 ? Double(place) : sum / Double(count), item))
    }
    let order = wishes.enumerated().sorted { ($0.element.wish, $0.offset) < ($1.element.wish, $1.offset) }
    members[column] = order.map { $0.element.item }
    for (place, item) in members[column].enumerated() { position[item] = place }
  }

  private func crossings() -> Int {
    var count = 0
    for (column, gap) in gaps.enumerated() where gap.count > 1 {
      // From top to bottom by the left end; then every pair whose right ends stand the other way round crosses.
      let ends = gap.map { (left: position[links[$0].left], right: Double(position[links[$0].right]) + links[$0].port) }
        .sorted { ($0.left, $0.right) < ($1.left, $1.right) }
      let size = members[column + 1].count
      // A quarter of a place tells ports apart.
      var tree = [Int](repeating: 0, count: 4 * size + 6)
      for (seen, end) in ends.enumerated() {
        let slot = Int((end.right * 4).rounded()) + 2
        var (before, index) = (0, slot + 1)
        while index > 0 {
          before += tree[index]
          index &= index - 1
        }
        count += seen - before
        index = slot + 1
        while index < tree.count {
          tree[index] += 1
          index += index & -index
        }
      }
    }
    return count
  }
}
