/// Finds a place for every node, a curve for every edge and a place on the curve for every number.
///
/// No number meets a node's box, another number or another edge's curve, as long as there are no more edges
/// than `options.edgeLabelLimit`. The same input gives the same result, to the last bit. Safe to call from
/// several threads.
///
/// - Parameters:
///   - nodes: what every node needs of the page.
///   - edges: the edges, which name nodes by their indices.
///   - options: what may be chosen.
///   - ordering: what puts the nodes into layers and orders them.
/// - Returns: the places, in the order of the nodes and edges given.
/// - Throws: what is wrong with the input, or what the ordering says.
package func layOut(
  nodes: [NodeSpace], edges: [EdgeSpace], options: LayoutOptions = LayoutOptions(),
  ordering: any LayerOrdering = BarycentreOrdering.shared
) throws(LayoutError) -> PlacedGraph {
  try check(nodes: nodes, edges: edges, options: options)
  let frame = Frame(direction: options.direction)
  let graph = FramedGraph(
    bodies: nodes.map { frame.body($0) }, edges: edges,
    numbers: edges.map { edge in edge.labelSize.map { frame.size($0) } })
  // Crowded numbers first get wider gaps, then columns to stand in; in the last round all numbers do.
  var needs = Needs(isReserved: edges.map { _ in false })
  var round = 1
  while true {
    let spans = needs.isReserved.map { $0 ? 2 : 1 }
    let slotCount = Layering(nodeCount: nodes.count, edges: edges, minimumSpans: spans).slotCount
    guard slotCount <= mostSlots else { throw .tooLarge(slots: slotCount) }
    let layers = try ordering.layers(nodeCount: nodes.count, edges: edges, minimumSpans: spans)
    needs.widening = layers.map { _ in 0 }
    let attempt = Attempt.settled(graph, layers: layers, needs: &needs, options: options)
    if attempt.numbers.crowded.isEmpty || round > 4 {
      for changed in attempt.options(fitting: options.room.map { frame.size($0) }) {
        var needs = needs
        needs.widening = layers.map { _ in 0 }
        let fitted = Attempt.settled(graph, layers: layers, needs: &needs, options: changed)
        if fitted.numbers.crowded.isEmpty { return fitted.page(frame) }
      }
      return attempt.page(frame)
    }
    for edge in round < 4 ? attempt.numbers.crowded : Array(edges.indices) {
      needs.isReserved[edge] = edges[edge].labelSize != nil
    }
    round += 1
  }
}

/// Beyond so many slots, a layout takes minutes and gigabytes.
let mostSlots = 1_000_000
