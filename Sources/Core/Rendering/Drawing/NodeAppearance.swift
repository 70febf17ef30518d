import Formulas
import Storyboard

/// A way a node's outline is drawn; they differ by line and weight, which a grey print keeps.
enum NodeAppearance: String, CaseIterable, Sendable {
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

  init(_ state: Frame.NodeState) {
    switch state {
    case .unseen: self = .unseen
    case .queued: self = .queued
    case .current: self = .current
    case .visited: self = .visited
    }
  }
}

extension NodeAppearance {
  var outlineWidth: Double {
    switch self {
    case .plain, .current: 1.6
    case .unseen: 1.2
    case .queued: 1.8
    case .visited: 2.6
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
    }
  }
}
