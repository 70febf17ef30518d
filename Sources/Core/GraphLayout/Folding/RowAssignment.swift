/// The row of every node, where a graph is folded into rows as a text is into lines.
///
/// The layers are cut into consecutive rows of similar width, where few edges pass ("Wrapping Layered Graphs", Rüegg
/// and von Hanxleden, 2018). A leaf stands in the first row that uses it; edges of leaves do not count as passing, since
/// a leaf can be drawn again in each row.
///
/// - Parameters:
///   - places: for every node how far along the edges it stands in a layout of one row.
///   - edges: the edges, which name nodes by their indices.
///   - count: the number of rows, at least 1; fewer where there are fewer layers.
///   - passingCost: what an edge that passes from one row to the next costs, as a share by which the widths of rows may
///     deviate.
/// - Returns: for every node its row; no edge leads to an earlier row.
/// - Throws: ``LayoutError/noSuchNode(edge:node:)`` and ``LayoutError/cycle(edge:)``.
/// - Complexity: O(*n* + *l*² · `count`) for *n* nodes and edges and *l* layers.
package func foldedRows(
  places: [Double], edges: [EdgeSpace], count: Int, passingCost: Double = 0.2
) throws(LayoutError) -> [Int] {
  try checkEdges(nodeCount: places.count, edges: edges)
  let layers = layersOfOperations(nodeCount: places.count, edges: edges)
  let layerCount = (layers.max() ?? 0) + 1
  let rowOfLayer = LayerCuts(
    widths: layerWidths(places, edges, layers), passing: passingEdges(places.count, edges, layers),
    passingCost: passingCost
  ).rows(min(count, layerCount))
  var rows = layers.map { rowOfLayer[$0] }
  moveToUses(&rows, TopologicalOrder(nodeCount: places.count, edges: edges), edges)
  return rows
}

/// Moves nodes into the row of their first use: leaves, and operations of fewer operations than there are uses, so that
/// fewer edges pass from row to row.
private func moveToUses(_ rows: inout [Int], _ order: TopologicalOrder, _ edges: [EdgeSpace]) {
  for node in order.nodes.reversed() {
    guard let first = order.leaving[node].map({ rows[edges[$0].to] }).min(), first > rows[node] else { continue }
    let passing = order.entering[node].count { !order.entering[edges[$0].from].isEmpty }
    if passing == 0 || passing < order.leaving[node].count { rows[node] = first }
  }
}

/// For every node whether no edge enters it.
private func leaves(_ nodeCount: Int, _ edges: [EdgeSpace]) -> [Bool] {
  var isLeaf = [Bool](repeating: true, count: nodeCount)
  for edge in edges { isLeaf[edge.to] = false }
  return isLeaf
}

/// For every layer how far it stands behind the one before, in a layout of one row.
private func layerWidths(_ places: [Double], _ edges: [EdgeSpace], _ layers: [Int]) -> [Double] {
  let isLeaf = leaves(layers.count, edges)
  var ends = [Double](repeating: 0, count: (layers.max() ?? 0) + 1)
  for (node, layer) in layers.enumerated() where !isLeaf[node] { ends[layer] = max(ends[layer], places[node]) }
  var last = 0.0
  return ends.map { end in
    defer { last = max(last, end) }
    return max(0, end - last)
  }
}

/// For every layer but the last how many edges of operations pass from it, or from before it, to what comes behind.
private func passingEdges(_ nodeCount: Int, _ edges: [EdgeSpace], _ layers: [Int]) -> [Int] {
  let isLeaf = leaves(nodeCount, edges)
  var changes = [Int](repeating: 0, count: (layers.max() ?? 0) + 2)
  for edge in edges where !isLeaf[edge.from] {
    changes[layers[edge.from]] += 1
    changes[layers[edge.to]] -= 1
  }
  var passing = 0
  return changes.map { change in
    passing += change
    return passing
  }
}

/// The places where layers are cut into rows.
private struct LayerCuts {
  /// For every layer its width.
  let widths: [Double]
  /// For every layer how many edges pass behind it.
  let passing: [Int]
  /// An edge that passes from one row to the next costs as much as rows whose widths deviate by this share.
  let passingCost: Double

  /// For every layer its row, with the least sum of squared widths and passing edges; by dynamic programming.
  func rows(_ count: Int) -> [Int] {
    let layerCount = widths.count
    var sums = [0.0]
    for width in widths { sums.append(sums[sums.count - 1] + width) }
    let mean = max(sums[layerCount] / Double(count), 1)
    func cost(_ first: Int, _ end: Int) -> Double {
      let share = (sums[end] - sums[first]) / mean
      return share * share + (end < layerCount ? passingCost * Double(passing[end - 1]) : 0)
    }
    /// For every number of rows and of layers in them the least cost, and the first layer of the last row.
    var best = [[(cost: Double, first: Int)]](
      repeating: Array(repeating: (.infinity, 0), count: layerCount + 1), count: count + 1)
    best[0][0] = (0, 0)
    for row in stride(from: 1, through: count, by: 1) {
      for end in stride(from: row, through: layerCount, by: 1) {
        for first in row - 1..<end {
          let total = best[row - 1][first].cost + cost(first, end)
          if total < best[row][end].cost { best[row][end] = (total, first) }
        }
      }
    }
    var rows = [Int](repeating: 0, count: layerCount)
    var end = layerCount
    for row in stride(from: count, to: 0, by: -1) {
      let first = best[row][end].first
      for layer in first..<end { rows[layer] = row - 1 }
      end = first
    }
    return rows
  }
}
