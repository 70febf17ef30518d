import Formulas

/// The graph at one step.
public struct Frame: Hashable, Sendable {
  /// The place among ``Storyboard/frames``.
  public let index: Int
  /// The number of the step, 0 for the start; the same as the place where all steps are drawn.
  public let step: Int
  /// How each node stands, by id.
  public let nodes: [NodeState]
  /// How each edge stands, in the order of ``Storyboard/edges``.
  public let edges: [EdgeState]
  /// The adjoint that each variable has accumulated, by id.
  public let gradients: [Int: GradientState]
  /// What happens in this step.
  public let caption: Caption
  /// The nodes seen and not yet left, front first.
  public let queue: [QueueEntry]

  /// How a node stands.
  public enum NodeState: Hashable, Sendable {
    /// Not seen yet.
    case unseen
    /// Seen, and still waiting in the queue.
    case queued
    /// The one this step is about.
    case current
    /// Left behind; its adjoint is final.
    case visited
  }

  /// How an edge stands.
  public struct EdgeState: Hashable, Sendable {
    /// Whether this step walks the edge.
    public let isCurrent: Bool
    /// Whether it has been walked in an earlier step.
    public let isWalked: Bool
    /// Whether the adjoint of the operation it points to is complete and written on it.
    public let showsAdjoint: Bool
    /// Whether this is the first frame in which it is written.
    public let isAdjointNew: Bool
  }

  /// How far a variable's adjoint has grown.
  public struct GradientState: Hashable, Sendable {
    /// The adjoint so far: a number, a short vector, or the shape of an array.
    public let value: Formula
    /// The adjoint so far with its name, `∂f/∂x = 23.01`.
    public let statement: Formula
    /// The contributions that have arrived.
    public let arrived: Int
    /// Whether one arrives in this step.
    public var isGrowing: Bool
    /// The step since when it is so.
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
