import Autodiff

/// The groups of a trace as a tree: named statements, calls of the user's functions, modules of a framework.
///
/// A group holds at least two operations that the output depends on.
///
/// ```swift
/// let trace = try ExpressionProgram("layer(x, w) = tanh(w * x)\nx = 1; u = layer(x, 0.5) + 1; f = u * u").trace()
/// for group in TraceGroups(trace).all {
///   print(group.path.joined(separator: "/"), "holds", group.members.count, "nodes")
/// }
/// ```
public struct TraceGroups: Hashable, Sendable {
  /// The groups, each before those within it, in the order in which they appear.
  public private(set) var all: [Group] = []

  /// A group of nodes.
  public struct Group: Hashable, Sendable {
    /// The names of the groups it stands in and its own, outermost first.
    public let path: [String]
    /// The position of the group it stands in; nil for an outermost one.
    public let parent: Int?
    /// The ids of its nodes, those of groups within it too, ascending.
    public let members: [Int]
    /// Whether it is a named statement: it has the name of one of its operations.
    public let isStatement: Bool

    /// Its own name.
    public var name: String { path.last ?? "" }
  }

  /// Finds the groups of a trace.
  ///
  /// - Complexity: O(*n*) for *n* nodes and names of groups.
  public init(_ trace: Trace) {
    guard trace.nodes.contains(where: { !$0.module.isEmpty }) else { return }
    var tree = Tree()
    let reached = trace.reached
    for node in trace.nodes where reached[node.id] { tree.add(node) }
    // Small ones are left out, and with them all that they hold.
    var places = [Int?](repeating: nil, count: tree.groups.count)
    for (index, group) in tree.groups.enumerated() where group.operationCount >= 2 {
      places[index] = all.count
      all.append(
        Group(
          path: tree.path(of: index), parent: group.parent.flatMap { places[$0] }, members: group.members,
          isStatement: group.isStatement))
    }
  }

  /// The paths of all groups, as they are written.
  package var names: [String] { all.map { $0.path.joined(separator: "/") } }

  /// Whether a group lies within another.
  func isInside(_ group: Int, _ outer: Int) -> Bool {
    var above = all[group].parent
    while let parent = above, parent != outer { above = all[parent].parent }
    return above != nil
  }

  /// The tree under construction: groups by their names below each group.
  private struct Tree {
    struct Branch {
      let name: String
      let parent: Int?
      var members: [Int] = []
      var operationCount = 0
      var isStatement = false
      var inner: [String: Int] = [:]
    }

    var groups: [Branch] = []
    private var outermost: [String: Int] = [:]

    mutating func add(_ node: TraceNode) {
      var parent: Int?
      for name in node.module {
        let known = parent.map { groups[$0].inner[name] } ?? outermost[name]
        let group = known ?? groups.count
        if known == nil {
          groups.append(Branch(name: name, parent: parent))
          if let parent { groups[parent].inner[name] = group } else { outermost[name] = group }
        }
        groups[group].members.append(node.id)
        if node.kind == .operation {
          groups[group].operationCount += 1
          if node.name == name, node.hasUsersName { groups[group].isStatement = true }
        }
        parent = group
      }
    }

    func path(of group: Int) -> [String] {
      var path: [String] = []
      var next: Int? = group
      while let index = next {
        path.append(groups[index].name)
        next = groups[index].parent
      }
      return path.reversed()
    }
  }
}
