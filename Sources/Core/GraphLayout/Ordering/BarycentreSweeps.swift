/// The order in every layer by barycentre sweeps (Sugiyama, Tagawa and Toda, 1981).
///
/// Sweeps to and fro put everything next to the mean of its neighbours; the order with the fewest crossings counts.
/// Takes a layering for granted; guarantees one slot for every node and every dummy node.
struct BarycentreSweeps {
  /// A piece of an edge between two neighbouring layers.
  private struct Segment {
    /// The items at its ends.
    var left: Int
    var right: Int
    /// How far from the middle of the right item it arrives, in slots: operands keep their order.
    var port: Double
  }

  /// The number of nodes: the items up to it are nodes, those beyond it dummy nodes.
  private let nodeCount: Int
  /// The edge of every dummy node.
  private var dummyEdges: [Int] = []
  private var segments: [Segment] = []
  /// The segments at the left and at the right of each item.
  private let arriving: GroupedIndices
  private let leaving: GroupedIndices
  /// The segments by the layer they begin in.
  private let segmentsByLayer: [[Int]]
  private let layer: [Int]
  /// For every layer its items from top to bottom.
  private var members: [[Int]]
  /// For every item where it stands in its layer.
  private var position: [Int]

  init(_ layering: Layering, edges: [EdgeSpace]) {
    nodeCount = layering.layers.count
    var layer = layering.layers
    layer.reserveCapacity(layering.slotCount)
    let ports = Self.ports(nodeCount: nodeCount, edges: edges)
    for (index, edge) in edges.enumerated() {
      var last = edge.from
      for passed in (layer[edge.from] + 1)..<max(layer[edge.from] + 1, layer[edge.to]) {
        let dummy = layer.count
        layer.append(passed)
        dummyEdges.append(index)
        segments.append(Segment(left: last, right: dummy, port: 0))
        last = dummy
      }
      segments.append(Segment(left: last, right: edge.to, port: ports[index]))
    }
    self.layer = layer
    arriving = GroupedIndices(ownerCount: layer.count, owners: segments.map { $0.right })
    leaving = GroupedIndices(ownerCount: layer.count, owners: segments.map { $0.left })
    var byLayer = [[Int]](repeating: [], count: (layer.max() ?? -1) + 1)
    for (index, segment) in segments.enumerated() { byLayer[layer[segment.left]].append(index) }
    segmentsByLayer = byLayer
    members = Array(repeating: [], count: byLayer.count)
    position = Array(repeating: 0, count: layer.count)
    placeDepthFirst()
    sweep()
  }

  /// For every layer its slots from top to bottom.
  var layers: [[LayerSlot]] {
    members.map { items in
      items.map { $0 < nodeCount ? .node($0) : .dummy(edge: dummyEdges[$0 - nodeCount]) }
    }
  }

  /// For every edge how far from the middle of its operation it arrives, in slots; 0 where the order is free.
  static func ports(nodeCount: Int, edges: [EdgeSpace]) -> [Double] {
    let entering = GroupedIndices(ownerCount: nodeCount, owners: edges.map { $0.to })
    var ports = [Double](repeating: 0, count: edges.count)
    for node in 0..<nodeCount {
      let arrivals = entering[node].sorted { (edges[$0].operand, $0) < (edges[$1].operand, $1) }
      for (place, edge) in arrivals.enumerated() where edges[edge].isOrderFixed {
        ports[edge] = 0.8 * ((Double(place) + 0.5) / Double(arrivals.count) - 0.5)
      }
    }
    return ports
  }

  /// The first order: that in which a depth-first walk from the results to the operands meets the items.
  private mutating func placeDepthFirst() {
    var isMet = [Bool](repeating: false, count: layer.count)
    for result in 0..<nodeCount where leaving[result].isEmpty {
      var waiting = [result]
      while let item = waiting.popLast() {
        guard !isMet[item] else { continue }
        isMet[item] = true
        position[item] = members[layer[item]].count
        members[layer[item]].append(item)
        let operands = arriving[item].sorted { (segments[$0].port, $0) > (segments[$1].port, $1) }
        waiting.append(contentsOf: operands.map { segments[$0].left })
      }
    }
  }

  /// Sorts all layers from left to right and back until six sweeps in a row bring no fewer crossings.
  private mutating func sweep() {
    var best = members
    var fewest = crossingCount
    var failures = 0
    for round in 0..<40 where fewest > 0 && failures < 6 {
      let isForward = round.isMultiple(of: 2)
      for step in members.indices {
        sort(layer: isForward ? step : members.count - 1 - step, isForward: isForward)
      }
      let count = crossingCount
      if count < fewest {
        (best, fewest, failures) = (members, count, 0)
      } else {
        failures += 1
      }
    }
    members = best
    for items in members { for (place, item) in items.enumerated() { position[item] = place } }
  }

  /// Sorts a layer by the barycentres of the neighbours on one side; an item without any keeps its place.
  private mutating func sort(layer: Int, isForward: Bool) {
    let items = members[layer]
    guard items.count > 1 else { return }
    let barycentres = items.enumerated().map { place, item in
      barycentre(of: item, isForward: isForward) ?? Double(place)
    }
    let order = items.indices.sorted { (barycentres[$0], $0) < (barycentres[$1], $1) }
    members[layer] = order.map { items[$0] }
    for (place, item) in members[layer].enumerated() { position[item] = place }
  }

  /// The mean position of an item's neighbours on the left or the right, with their ports.
  private func barycentre(of item: Int, isForward: Bool) -> Double? {
    var (sum, count) = (0.0, 0)
    if isForward {
      for segment in arriving[item] {
        sum += Double(position[segments[segment].left]) - segments[segment].port
        count += 1
      }
    } else {
      for segment in leaving[item] {
        sum += Double(position[segments[segment].right]) + segments[segment].port
        count += 1
      }
    }
    return count == 0 ? nil : sum / Double(count)
  }

  /// The number of crossings between all neighbouring layers.
  var crossingCount: Int {
    var count = 0
    for (layer, indices) in segmentsByLayer.enumerated() where indices.count > 1 {
      let ends = indices.map { index in
        let segment = segments[index]
        return CrossingCounter.Segment(
          left: position[segment.left], right: Double(position[segment.right]) + segment.port)
      }
      count += CrossingCounter(rightCount: members[layer + 1].count).crossings(of: ends)
    }
    return count
  }
}
