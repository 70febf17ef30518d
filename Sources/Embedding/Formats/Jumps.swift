import Rendering
import Storyboard

/// The step that a node or an edge leads to: the first that is about it.
struct Jumps {
  private var nodes: [Int: Int] = [:]
  private var edges: [MovingPicture.Subject: Int] = [:]
  /// Where something is first handed to a node, or nothing.
  private var met: [Int: Int] = [:]

  init(_ story: Storyboard) {
    for frame in story.frames {
      for node in story.nodes where nodes[node.id] == nil && frame.nodes[node.id] == .current {
        nodes[node.id] = frame.step
      }
      for (edge, state) in zip(story.edges, frame.edges) where state.isCurrent {
        edges[.edge(to: edge.to, operand: edge.operand)] = frame.step
        met[edge.from] = met[edge.from] ?? frame.step
      }
    }
  }

  /// Nil for what no step is about.
  func step(_ subject: MovingPicture.Subject) -> Int? {
    switch subject {
    case .node(let id): nodes[id] ?? met[id]
    case .edge: edges[subject]
    case .gradient, .page: nil
    }
  }
}
