import Tensors

/// What a backward pass does, as it does it.
public enum BackwardEvent {
  /// The output's adjoint is set to ones.
  case seed(Node, adjoint: Tensor)
  /// A node leaves the queue; its adjoint is complete, nil for a constant.
  ///
  /// The queue holds what has been seen, by ``seed(_:adjoint:)`` and ``enqueue(_:)``, and not yet visited.
  case visit(Node, adjoint: Tensor?)
  /// The visited operation hands one operand its share.
  case propagate(Propagation)
  /// There is nothing to propagate to an operand.
  case blocked(from: Node, to: Node, operand: Int, reason: BlockReason)
  /// A node is seen for the first time.
  case enqueue(Node)
  /// A leaf has been visited: the end of a path; with the gradient of a variable.
  case finish(Node, gradient: Tensor?)

  /// One use of the chain rule.
  public struct Propagation {
    /// The visited operation.
    public let from: Node
    /// The operand that receives.
    public let to: Node
    /// Which operand of the operation it is.
    public let operand: Int
    /// The local derivative where the operation is elementwise.
    public let local: Tensor?
    /// What is added, in the operand's shape.
    public let contribution: Tensor
    /// The operand's adjoint after adding.
    public let adjoint: Tensor
    /// How many contributions have arrived at the operand.
    public let arrived: Int
    /// How many there will be.
    public let expected: Int
  }
}

/// Why there is nothing to propagate.
public enum BlockReason: String, Hashable, Sendable, Codable {
  /// No variable lies beneath.
  case constant
  /// The operation has no derivative with respect to this operand.
  case notDifferentiable = "not-differentiable"
}
