import Autodiff

/// Divides the graph of a program into groups while it is built: a group for each named statement and for each call of
/// a function that the program defines.
///
/// A node belongs to the innermost statement or call in which it is written. Nodes that have a name of their own, and
/// numbers that are shared, are not written where they are used.
struct GroupRecorder {
  private var groups: [Group] = []
  /// The group of each node that has been told; nil for a node of none.
  private var members: [ObjectIdentifier: Int?] = [:]
  /// The nodes are kept, so that no other takes the identity of one.
  private var nodes: [Node] = []
  /// The statements, with their groups.
  private var statements: [(root: Node, group: Int)] = []

  private struct Group {
    let name: String
    let parent: Int?
    /// The operations and calls that are written in it.
    var operations = 0
    var isOfOutput = false
  }

  /// Begins a group within another.
  mutating func open(_ name: String, in parent: Int? = nil) -> Int {
    groups.append(Group(name: name, parent: parent))
    return groups.count - 1
  }

  /// Keeps a node out of all groups.
  mutating func exclude(_ node: Node) { insert(node, into: nil) }

  /// Whether a node is kept out of all groups.
  func isExcluded(_ node: Node) -> Bool {
    if case .some(.none) = members[ObjectIdentifier(node)] { true } else { false }
  }

  /// Puts what is written above a node, down to what has a name or a group, into a group.
  mutating func gather(_ root: Node, into group: Int?) {
    if root.name == nil { gather([root], into: group) }
  }

  /// Ends a call, whose result is a node.
  mutating func close(call group: Int, result: Node) {
    gather(result, into: group)
    if groups[group].operations > 0, let parent = groups[group].parent { groups[parent].operations += 1 }
  }

  /// Ends a statement, which gives the result of its expression a name.
  mutating func close(statement group: Int, result: Node, named root: Node) {
    // The result of a call belongs to the call.
    if let group = members[ObjectIdentifier(result)] { members[ObjectIdentifier(root)] = group }
    statements.append((root, group))
  }

  /// Walks from nodes to those above them, as far as none has a name or a group.
  private mutating func gather(_ roots: [Node], into group: Int?) {
    var waiting = roots
    while let node = waiting.popLast() {
      guard members[ObjectIdentifier(node)] == nil else { continue }
      insert(node, into: group)
      waiting += node.operands.filter { $0.name == nil }
    }
  }

  private mutating func insert(_ node: Node, into group: Int?) {
    members[ObjectIdentifier(node)] = .some(group)
    nodes.append(node)
    if let group, node.operation != nil { groups[group].operations += 1 }
  }

  /// The groups of at least two operations, except that of the output's statement.
  ///
  /// Of several calls of one function, the first is called by its name, the next `name#1`.
  mutating func finish(output: Node) -> NodeGroups {
    for (root, group) in statements {
      if root === output {
        groups[group].isOfOutput = true
      } else if members[ObjectIdentifier(root)] == nil {
        insert(root, into: group)
        gather(root.operands.filter { $0.name == nil }, into: group)
      }
    }
    var counts: [String: Int] = [:]
    var paths: [[String]] = []
    for group in groups {
      var path = group.parent.map { paths[$0] } ?? []
      if group.operations > 1, !group.isOfOutput {
        let count = counts[group.name, default: 0]
        counts[group.name] = count + 1
        path.append(count == 0 ? group.name : "\(group.name)#\(count)")
      }
      paths.append(path)
    }
    var result = NodeGroups()
    guard paths.contains(where: { !$0.isEmpty }) else { return result }
    for node in output.operandsFirst() {
      guard let group = members[ObjectIdentifier(node)] ?? nil, !paths[group].isEmpty else { continue }
      result.insert(node, into: paths[group])
    }
    return result
  }
}
