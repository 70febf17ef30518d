import Rendering
import Storyboard

/// The step that a node or an edge leads to: the first that is about it.
struct StepTargets {
  private var nodes: [Int: Int] = [:]
  private var edges: [MovingPicture.Subject: Int] = [:]
  /// For each node the first step that leads to it, whether it hands on something or is blocked.
  private var met: [Int: Int] = [:]

  init(_ story: Storyboard) {
    for node in story.nodes { nodes[node.id] = story.firstVisit(of: node.id) }
    for index in story.frames.indices {
      guard let edge = story.frames.currentEdge(index).map({ story.edges[$0] }) else { continue }
      edges[.edge(to: edge.to, operand: edge.operand)] = index
      met[edge.from] = met[edge.from] ?? index
    }
  }

  /// Nil for what no step is about.
  func step(_ subject: MovingPicture.Subject) -> Int? {
    switch subject {
    case .node(let id): nodes[id] ?? met[id]
    case .edge: edges[subject]
    case .gradient, .group, .page: nil
    }
  }
}
