/// What the colour of a node stands for, in place of its kind: the logarithm of a norm.
public enum Heat: String, CaseIterable, Sendable {
  /// The norm of the derivative of the output with respect to the node, as far as it has arrived.
  case gradient
  /// The norm of the node's value.
  case value
}
