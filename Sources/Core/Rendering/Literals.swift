/// Where a number that is used once is drawn.
public enum Literals: String, CaseIterable, Sendable {
  /// As a node of its own, as long as the graph fits on the page.
  case auto
  /// As a node of its own.
  case nodes
  /// Inside the operation that uses it, `× 2`, without steps of its own.
  case inside
}
