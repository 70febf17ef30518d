/// What a trace is drawn from in which groups are drawn as one node each.
///
/// Such a trace keeps the nodes of the whole by their ids; the members of a closed group are there and not drawn. The
/// node of a group has the id of its result, or an id of its own where it has several.
package final class Contraction: Sendable {
  /// The trace as it was recorded.
  package let whole: Trace
  /// The closed groups by the ids of their nodes.
  package let groups: [Int: ClosedGroup]
  /// By id, the node that is drawn for a node: itself, or that of its group.
  package let standIns: [Int]

  package init(whole: Trace, groups: [Int: ClosedGroup], standIns: [Int]) {
    (self.whole, self.groups, self.standIns) = (whole, groups, standIns)
  }
}

extension Contraction: Hashable {
  package static func == (a: Contraction, b: Contraction) -> Bool {
    a === b || (a.whole == b.whole && a.groups == b.groups && a.standIns == b.standIns)
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(standIns) }
}

/// A group that is drawn as one node.
package struct ClosedGroup: Hashable, Sendable {
  /// The text inside the node.
  package var title: String
  /// The name that the user gave its result, where that is another.
  package var usersName: String?
  /// The names of the groups it stands in and its own, outermost first.
  package var path: [String]
  /// The number of steps of the walk that lie within it.
  package var stepCount: Int
  /// The ids of its members, ascending.
  package var members: [Int]
  /// The ids of the members that are used outside it.
  package var results: [Int]
  /// The edges into it, as the operands of its node.
  package var inputs: [Input]
  /// The names of the groups that it stands for where they are equal and follow each other; else empty.
  package var repeated: [String]
  /// The path of the first of these.
  package var firstPath: [String]

  package init(
    title: String, usersName: String?, path: [String], stepCount: Int, members: [Int], results: [Int],
    inputs: [Input], repeated: [String], firstPath: [String]
  ) {
    self.firstPath = firstPath
    (self.title, self.usersName, self.path, self.stepCount) = (title, usersName, path, stepCount)
    (self.members, self.results, self.inputs, self.repeated) = (members, results, inputs, repeated)
  }

  /// An edge into a closed group.
  package struct Input: Hashable, Sendable {
    /// The member it leads to.
    package var member: Int
    /// The position among the operands of that member.
    package var operand: Int
    /// The number of steps within the group on the ways back from its results to that member.
    package var stepCount: Int
    /// The node whose derivative is written on the edge; nil for none.
    package var target: Int?

    package init(member: Int, operand: Int, stepCount: Int, target: Int?) {
      (self.member, self.operand, self.stepCount, self.target) = (member, operand, stepCount, target)
    }
  }
}

extension Trace {
  /// The id of the node that is drawn for a node.
  package func standIn(_ id: Int) -> Int {
    guard let contraction, contraction.standIns.indices.contains(id) else { return id }
    return contraction.standIns[id]
  }

  /// The closed group that a node stands for.
  package func closedGroup(_ id: Int) -> ClosedGroup? { contraction?.groups[id] }

  /// The edge that is drawn for an edge of the whole graph, by its operation and the operand; nil within a closed group.
  package func drawnEdge(_ id: Int, _ operand: Int) -> (node: Int, operand: Int)? {
    let node = standIn(id)
    guard let group = closedGroup(node) else { return (id, operand) }
    return group.inputs.firstIndex { $0.member == id && $0.operand == operand }.map { (node, $0) }
  }
}
