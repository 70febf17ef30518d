import Autodiff
import Formulas

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
