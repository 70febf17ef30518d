/// The groups that nodes of a graph belong to, as the program that built it is divided.
///
/// They stand beside the graph and not in it: few graphs have any, and a node stays small. They are told by identity,
/// so they hold as long as the graph lives.
package struct NodeGroups: Sendable {
  private var paths: [ObjectIdentifier: [String]] = [:]

  /// No groups.
  package init() {}

  /// Tells which groups a node belongs to, outermost first.
  package mutating func insert(_ node: Node, into path: [String]) { paths[ObjectIdentifier(node)] = path }

  /// The groups of a node, outermost first.
  package func path(of node: Node) -> [String] { paths[ObjectIdentifier(node)] ?? [] }
}
