/// The number on an edge.
public enum EdgeNumbers: String, CaseIterable, Sendable {
  /// The derivative of the output with respect to the operation that the edge points to, when it is complete.
  case adjoint
  /// What has travelled along the edge to the operand.
  case contribution
  /// No number.
  case none
}
