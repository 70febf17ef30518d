/// Finds a place for every node, a curve for every edge and a place on the curve for every number.
///
/// No number meets a node's box, another number or another edge's curve, as long as there are no more edges
/// than `options.numberedEdges`. The same input gives the same result, to the last bit. Safe to call from
/// several threads; one at a time is inside Graphviz.
///
/// - Parameters:
///   - nodes: what every node needs of the page.
///   - edges: the edges, which name nodes by their indices.
///   - options: what may be chosen.
/// - Returns: the places, in the order of the nodes and edges given.
/// - Throws: what is wrong with the input, or what Graphviz says.
public func layOut(
  nodes: [NodeSpace], edges: [EdgeSpace], options: LayoutOptions = LayoutOptions()
) throws(LayoutError) -> PlacedGraph {
  try check(nodes: nodes, edges: edges, options: options)
  let frame = Frame(direction: options.direction)
  let graph = FramedGraph(
    bodies: nodes.map { frame.body($0) }, edges: edges,
    numbers: edges.map { edge in edge.number.map { frame.size($0) } })
  // Crowded numbers first get wider gaps, then columns to stand in; in the last round all numbers do.
  var needs = Needs(isReserved: edges.map { _ in false })
  var round = 1
  while true {
    let seats = try seats(nodeCount: nodes.count, edges: edges, spans: needs.isReserved.map { $0 ? 2 : 1 })
    needs.widening = seats.map { _ in 0 }
    let attempt = Attempt.settled(graph, seats: seats, needs: &needs, options: options)
    if attempt.numbers.crowded.isEmpty || round > 4 {
      for changed in attempt.options(fitting: options.room.map { frame.size($0) }) {
        var needs = needs
        needs.widening = seats.map { _ in 0 }
        let fitted = Attempt.settled(graph, seats: seats, needs: &needs, options: changed)
        if fitted.numbers.crowded.isEmpty { return fitted.page(frame) }
      }
      return attempt.page(frame)
    }
    for edge in round < 4 ? attempt.numbers.crowded : Array(edges.indices) {
      needs.isReserved[edge] = edges[edge].number != nil
    }
    round += 1
  }
}

/// Beyond this, a layout takes minutes and gigabytes.
let mostPlaces = 1_000_000

/// The columns and the order in each: by `dot`, which finds the fewest crossings, while its time is short.
///
/// Graphviz cannot be interrupted, so the size decides beforehand.
private func seats(nodeCount: Int, edges: [EdgeSpace], spans: [Int]) throws(LayoutError) -> [[Seat]] {
  let layering = Layering(nodeCount: nodeCount, edges: edges, spans: spans)
  guard layering.placeCount <= mostPlaces else { throw .tooLarge(places: layering.placeCount) }
  return layering.isWithinReachOfDot
    ? try Graphviz.columns(nodeCount: nodeCount, edges: edges, spans: spans)
    : Sweeps(layering, edges: edges).seats
}
