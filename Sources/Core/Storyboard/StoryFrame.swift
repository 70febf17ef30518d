import Formulas

/// The graph at one step.
public struct StoryFrame: Hashable, Sendable {
  /// The position in ``Storyboard/frames``.
  public let index: Int
  /// The number of the step, 0 for the start; the same as the place where all steps are drawn.
  public let step: Int
  /// The state of each node, by id.
  public let nodes: [NodeState]
  /// What stands beside each node as its value, by id.
  public let values: [ValueState]
  /// The state of each edge, in the order of ``Storyboard/edges``.
  public let edges: [EdgeState]
  /// The adjoint that each variable has accumulated, by id.
  public let gradients: [Int: GradientState]
  /// The text of this step.
  public let caption: Caption
  /// The nodes seen and not yet visited, front first.
  public let queue: [QueueEntry]
  /// The marks of nodes by id, where a wrong pass stands beside the right one; else empty.
  package let marks: [NodeMark?]

  /// The state of a node.
  public enum NodeState: Hashable, Sendable {
    /// Not seen yet.
    case unseen
    /// Seen, and still waiting in the queue.
    case queued
    /// The one this step is about; none where the step ends the last path.
    case current
    /// Visited in an earlier step, or in the last; its adjoint is final.
    case visited
    /// An operand of what this step computes, or what moves it.
    case source
  }

  /// What stands beside a node as its value.
  public enum ValueState: Hashable, Sendable {
    /// It is not computed yet: nothing.
    case hidden
    /// The value.
    case shown
    /// The value with its tangent, a dual number, in the pass of a number.
    case dual(Int)
  }

  /// The state of an edge.
  public struct EdgeState: Hashable, Sendable {
    /// Whether this step walks the edge.
    public let isCurrent: Bool
    /// Whether this step goes along the edge to the operation: its value is computed, or it is moved.
    public let isForward: Bool
    /// Whether it has been walked in an earlier step.
    public let isWalked: Bool
    /// Whether the adjoint of the operation it points to is complete and written on it.
    public let showsAdjoint: Bool
    /// Whether this is the first frame in which it is written.
    public let isAdjointNew: Bool
  }

  /// The state of a variable's adjoint.
  public struct GradientState: Hashable, Sendable {
    /// The adjoint so far: a number, a short vector, or the shape of an array.
    public let value: Formula
    /// The adjoint so far with its name, `∂f/∂x = 23.01`.
    public let statement: Formula
    /// The contributions that have arrived.
    public let arrived: Int
    /// Whether one arrives in this step.
    public var isGrowing: Bool
    /// The first step of this state.
    public let since: Int
  }

  /// A node in the queue.
  public struct QueueEntry: Hashable, Sendable {
    /// The node's id.
    public let node: Int
    /// Whether it still waits for contributions.
    public let isWaiting: Bool
  }
}

/// The short name within the package; for users it would be that of types of other libraries.
package typealias Frame = StoryFrame
