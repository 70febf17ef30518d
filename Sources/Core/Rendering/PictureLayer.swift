/// The layers of a picture, from bottom to top.
public enum PictureLayer: String, CaseIterable, Sendable {
  /// The title and the formula beneath it.
  case heading
  /// The number of the step, and a bar.
  case progress
  /// The hulls of groups.
  case groups
  /// The edges, apart from the current one.
  case edges
  /// The edge that a step walks.
  case currentEdge
  /// The nodes.
  case nodes
  /// The adjoint beside each variable.
  case gradients
  /// The card with the formulas of the step.
  case caption
  /// The queue.
  case queue
  /// A sample of each kind of nodes and of each state that occurs.
  case legend

  /// Whether it belongs to the graph, whose parts may be drawn smaller than those around it.
  var isOfGraph: Bool {
    switch self {
    case .groups, .edges, .currentEdge, .nodes, .gradients: true
    case .heading, .progress, .caption, .queue, .legend: false
    }
  }
}
