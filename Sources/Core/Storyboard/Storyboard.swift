import Autodiff
import Formulas

/// A trace told as pictures: what there is to draw, and how it stands at each step.
///
/// Knows what is highlighted, written and queued, and nothing of sizes, places or colours.
public struct Storyboard: Sendable {
  /// The heading.
  public let title: Heading
  /// The output as mathematics with the point it is differentiated at, under a heading in words.
  public let subtitle: Formula?
  /// The nodes the output is computed from, by their ids in the trace.
  public let nodes: [StoryNode]
  /// One edge an operand of an operation.
  public let edges: [StoryEdge]
  /// A short name for exactly this story, to tell the ids of its pictures from others'.
  public let identifier: String
  /// The start and every step after it, N steps being N + 1 frames, or an excerpt; none where only the graph is drawn.
  public let frames: Frames
  /// How many steps there are after the start, whichever of them are drawn; 0 where only the graph is.
  public let stepCount: Int
  /// How many nodes there would be without an excerpt.
  public let wholeCount: Int

  /// A heading in words, or a formula.
  public enum Heading: Hashable, Sendable {
    /// The title the source gave.
    case words(String)
    /// The output's formula, where the source gave no title.
    case formula(Formula)
  }

  /// The node with an id; nil where it is not drawn.
  ///
  /// - Complexity: O(log *n*), as ids ascend.
  public func node(_ id: Int) -> StoryNode? {
    var (low, high) = (0, nodes.count)
    while low < high {
      let middle = (low + high) / 2
      if nodes[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low < nodes.count && nodes[low].id == id ? nodes[low] : nil
  }
}

/// A node as it is drawn, apart from what changes.
public struct StoryNode: Hashable, Sendable {
  /// The id in the trace.
  public let id: Int
  /// Variable, constant or operation.
  public let kind: TraceNode.Kind
  /// What stands inside.
  public let label: Formula
  /// What the user called an operation; nil where the label is the name.
  public let name: Formula?
  /// The shape of an array; nil for a number.
  public let shape: Formula?
  /// The forward value: a number, a small array by its elements, a large one by its norm.
  public let value: Formula
  /// `∂f/∂x`, for a variable.
  public let partial: Formula?
  /// How many contributions to its adjoint there will be.
  public let expected: Int
  /// Whether this is the node that is differentiated.
  public let isOutput: Bool
  /// Whether its operands may change places.
  public let isCommutative: Bool
  /// For an operation what it computes, `mul = x × y`, and what it hands to each operand, `∂mul/∂x = y`.
  public let rules: [Formula]
  /// How the output's derivative with respect to it grows; empty where none ever arrives.
  public let adjoints: [Adjoint]
  /// What it is called aloud: "variable x".
  public let spokenName: String
  /// The node in words, with its value.
  public let spoken: String
}

extension StoryNode {
  /// The derivative of the output with respect to a node, from a step on.
  public struct Adjoint: Hashable, Sendable {
    /// The step that brings it.
    public let step: Int
    /// What it is then, `∂f/∂x = 23.01`.
    public let statement: Formula
    /// How many contributions have arrived.
    public let arrived: Int
  }
}

/// An edge from an operand to the operation that uses it.
public struct StoryEdge: Hashable, Sendable {
  /// The operand's id.
  public let from: Int
  /// The operation's id.
  public let to: Int
  /// Which operand it is.
  public let operand: Int
  /// The derivative of the output with respect to the operation; nil where it is never known.
  public let adjoint: Formula?
}

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

/// What happens in a step, as formulas and in words.
public struct Caption: Hashable, Sendable {
  /// The lines, set as mathematics.
  public let lines: [Formula]
  /// A sentence that can be followed without the picture.
  public let spoken: String

  /// The lines as plain text.
  public func text(_ style: NumberStyle) -> String {
    lines.map { $0.text(style) }.joined(separator: "\n")
  }

  /// The lines as LaTeX, each for math mode.
  public func latex(_ style: NumberStyle) -> String {
    lines.map { $0.latex(style) }.joined(separator: " \\\\ ")
  }
}
