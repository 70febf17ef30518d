/// The method by which nodes are assigned to layers and ordered within them.
public enum LayeringMethod: String, CaseIterable, Sendable {
  /// That of Graphviz's `dot`: the fewest crossings.
  case dot
  /// Barycentre sweeps of adviz's own, which also run in a browser.
  case sweeps
}
