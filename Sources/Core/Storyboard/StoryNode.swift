import Autodiff
import Formulas

/// The properties of a node that are the same in every frame.
public struct StoryNode: Hashable, Sendable {
  /// The id in the trace.
  public internal(set) var id: Int
  /// Variable, constant or operation.
  public let kind: TraceNode.Kind
  /// The text inside the node.
  public let label: Formula
  /// The user's name of an operation; nil where the label is the name.
  public let name: Formula?
  /// The shape of an array; nil for a number.
  public let shape: Formula?
  /// The forward value: a number, a small array by its elements, a large one by its norm.
  public let value: Formula
  /// The value with its tangent, `0.6931 + 0.5ε`, in each pass of forward mode; empty where the node carries none.
  public internal(set) var duals: [Formula]
  /// The Euclidean norm of the value.
  package let norm: Double
  /// `∂f/∂x`, for a variable.
  public let partial: Formula?
  /// The number of contributions to its adjoint.
  public internal(set) var expected: Int
  /// Whether this is the node that is differentiated.
  public let isOutput: Bool
  /// Whether its operands may change places.
  package let isCommutative: Bool
  /// The definition of an operation, `mul = x × y`, and its derivative for each operand, `∂mul/∂x = y`; empty where only
  /// the graph is drawn.
  public let rules: [Formula]
  /// The values of its adjoint as contributions arrive; empty where none ever arrives.
  public let adjoints: [Adjoint]
  /// The name for screen readers: "variable x".
  public let spokenName: String
  /// The node in words, with its value.
  public let spoken: String
  /// What it holds, where it is a group that is drawn as one node.
  public internal(set) var closed: Closed?
}

extension StoryNode {
  /// The derivative of the output with respect to a node, from a step on.
  public struct Adjoint: Hashable, Sendable {
    /// The step that brings it.
    public let step: Int
    /// The adjoint then, `∂f/∂x = 23.01`.
    public let statement: Formula
    /// The number of contributions that have arrived.
    public let arrived: Int
    /// The Euclidean norm of the adjoint then.
    package let norm: Double
  }
}
