import Formulas
import Storyboard

/// A way a node is drawn: its outline, its fill, and what stands beside it.
struct NodeAppearance: Hashable, Sendable {
  let outline: NodeOutline
  let value: Frame.ValueState
  let mark: NodeMark?
  let fill: NodeFill

  init(
    _ outline: NodeOutline, value: Frame.ValueState = .shown, mark: NodeMark? = nil, fill: NodeFill = .kind
  ) {
    (self.outline, self.value, self.mark, self.fill) = (outline, value, mark, fill)
  }

  /// The appearance of a node in a frame.
  init(_ node: StoryNode, in frame: Frame, heat: HeatScale?) {
    self.init(
      NodeOutline(frame.nodes[node.id]), value: frame.values[node.id],
      mark: frame.marks.indices.contains(node.id) ? frame.marks[node.id] : nil,
      fill: heat?.fill(of: node, in: frame) ?? .kind)
  }

  /// In the picture of the graph alone.
  static let plain = NodeAppearance(.plain)
}

/// A way a node's outline is drawn; they differ by line and weight, which a grey print keeps.
enum NodeOutline: String, CaseIterable, Sendable {
  /// In the picture of the graph alone.
  case plain
  /// Not seen yet: a thin line.
  case unseen
  /// Seen, and waiting in the queue: dashed.
  case queued
  /// The one this step is about: with a ring.
  case current
  /// Visited, its adjoint final: a heavy line.
  case visited
  /// An operand of what is computed: a heavy line in the colour of the ring.
  case source

  init(_ state: Frame.NodeState) {
    switch state {
    case .unseen: self = .unseen
    case .queued: self = .queued
    case .current: self = .current
    case .visited: self = .visited
    case .source: self = .source
    }
  }
}

extension NodeOutline {
  var outlineWidth: Double {
    switch self {
    case .plain, .current: 1.6
    case .unseen: 1.2
    case .queued: 1.8
    case .visited, .source: 2.6
    }
  }

  /// Whether the steps within a closed group have been walked.
  var isWalked: Bool { self == .current || self == .visited }

  /// The state in words for screen readers.
  var spoken: String {
    switch self {
    case .plain, .unseen: ""
    case .queued: Words.inQueue
    case .current: Words.isCurrent
    case .visited: Words.isVisited
    case .source: Words.isSource
    }
  }
}
