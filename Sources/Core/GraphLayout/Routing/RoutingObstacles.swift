/// The rectangles that a curve must not meet, but those of its own nodes and label.
struct RoutingObstacles {
  private struct Obstacle {
    var rectangle: Rectangle
    /// The node it belongs to, or the edge of the label.
    var node: Int?
    var edge: Int?
  }

  private var obstacles: [Obstacle] = []
  private let graph: LayoutGraph
  private let placement: NodePlacement

  /// The boxes of all nodes and of all reserved labels, with a margin.
  init(graph: LayoutGraph, placement: NodePlacement) {
    self.graph = graph
    self.placement = placement
    for (node, extents) in graph.nodes.enumerated() {
      obstacles.append(Obstacle(rectangle: extents.box(at: placement.centre(node)).outset(by: 4), node: node))
    }
    for edge in graph.edges.indices {
      guard let centre = placement.reservedCentre(edge), let label = graph.labelSizes[edge] else { continue }
      obstacles.append(Obstacle(rectangle: Rectangle(centre: centre, size: label).outset(by: 3), edge: edge))
    }
  }

  /// The obstacles of an edge between two ports: those of others, and the margins of its own nodes.
  func rectangles(for index: Int, between ports: EdgePorts) -> [Rectangle] {
    let edge = graph.edges[index]
    return graph.nodes[edge.from].margins(at: placement.centre(edge.from))
      + graph.nodes[edge.to].margins(at: placement.centre(edge.to)) + others(for: index, between: ports)
  }

  /// The obstacles of an edge between two points that do not belong to it.
  func others(for index: Int, between ports: EdgePorts) -> [Rectangle] {
    let edge = graph.edges[index]
    return obstacles.filter { obstacle in
      obstacle.node != edge.from && obstacle.node != edge.to && obstacle.edge != index
        && obstacle.rectangle.minX <= ports.end.x && ports.start.x <= obstacle.rectangle.maxX
    }.map { $0.rectangle }
  }
}
