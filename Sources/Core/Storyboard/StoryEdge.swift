import Formulas

/// An edge from an operand to the operation that uses it.
public struct StoryEdge: Hashable, Sendable {
  /// The operand's id.
  public let from: Int
  /// The operation's id.
  public let to: Int
  /// The operand's position among the operands.
  public let operand: Int
  /// The derivative of the output with respect to the operation; nil where it is never known.
  public let adjoint: Formula?
  /// What travels along the edge to the operand, the product of the chain rule; nil where nothing does.
  public let contribution: Formula?
}
