import Autodiff

/// The groups that are drawn as one node each.
public enum ClosedGroups: Hashable, Sendable {
  /// None.
  case none
  /// Each outermost group; where one of them holds every operation, the groups within it.
  ///
  /// Where more than three equal ones follow each other, the first and the last are drawn, and one node for those
  /// between.
  case all
  /// Those of the names.
  ///
  /// A name is that of a group, `h1`, wherever it stands, or the end of its path, `encoder/attention`. The name of a
  /// function means all its calls; `layer#0` is the first of them alone, `layer#1` the second.
  case named([String])
}

/// The groups whose hulls are drawn.
public enum ShownGroups: String, CaseIterable, Hashable, Sendable {
  /// None.
  case none
  /// Named statements.
  case named
  /// Named statements, calls of functions and modules.
  case all
}

/// A reason for which a group cannot be drawn as one node.
public enum GroupError: Error, Hashable, Sendable {
  /// There is no group of a name; with the paths of those there are.
  case unknown(String, known: [String])
  /// A way leaves a group and comes back into it; with the nodes or groups it leads through.
  case leavesAndReturns(String, through: [String])
}

extension GroupError: CustomStringConvertible {
  /// The reason as a sentence.
  public var description: String {
    switch self {
    case .unknown(let name, let known) where known.isEmpty:
      "there is no group '\(name)': the trace has no groups of two operations or more; a named statement, a call of a"
        + " function of one's own and a module are groups"
    case .unknown(let name, let known):
      "there is no group '\(name)'; the \(known.count == 1 ? "group is" : "groups are") \(GroupError.list(known))"
    case .leavesAndReturns(let name, let through):
      "the group '\(name)' cannot be one node: its nodes lead to \(GroupError.list(through)) and from there back into"
        + " it, which would be a cycle; close a group that holds both, or groups within it"
    }
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(12).map { "'\($0)'" }.joined(separator: ", ")
    return names.count > 12 ? "\(shown) and \(names.count - 12) more" : shown
  }
}

extension TraceGroups {
  /// The groups to close, outermost ones only, ascending.
  ///
  /// - Throws: ``GroupError/unknown(_:known:)``.
  func positions(_ closed: ClosedGroups, in trace: Trace) throws(GroupError) -> [Int] {
    switch closed {
    case .none: return []
    case .all: return outermost(in: trace)
    case .named(let names):
      var chosen = [Bool](repeating: false, count: all.count)
      for name in names {
        let found = all.indices.filter { matches(name, all[$0].path) }
        guard !found.isEmpty else { throw .unknown(name, known: self.names) }
        for group in found { chosen[group] = true }
      }
      return all.indices.filter { group in
        guard chosen[group] else { return false }
        var above = all[group].parent
        while let parent = above, !chosen[parent] { above = all[parent].parent }
        return above == nil
      }
    }
  }

  /// The outermost groups; those within a group that holds every operation in its place.
  func outermost(in trace: Trace) -> [Int] {
    let reached = trace.reached
    let operations = trace.nodes.count { $0.kind == .operation && reached[$0.id] }
    func inner(_ parent: Int?) -> [Int] { all.indices.filter { all[$0].parent == parent } }
    var groups = inner(nil)
    while groups.count == 1, let only = groups.first,
      all[only].members.count(where: { trace.nodes[$0].kind == .operation }) == operations
    {
      let within = inner(only)
      if within.isEmpty { return groups }
      groups = within
    }
    return groups
  }

  /// Whether a name is the end of a path; the name of a function that of any of its calls.
  private func matches(_ name: String, _ path: [String]) -> Bool {
    let whole = path.joined(separator: "/")
    if whole == name || whole.hasSuffix("/" + name) { return true }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= path.count else { return false }
    return zip(parts.reversed(), path.reversed()).allSatisfy { part, group in
      part == group || TraceGroups.function(of: group) == part || part == group + "#0"
    }
  }

  /// The name of the function of a further call: `layer` for `layer#1`.
  static func function(of call: String) -> String? {
    guard let mark = call.lastIndex(of: "#"), mark != call.startIndex else { return nil }
    let number = call[call.index(after: mark)...]
    return !number.isEmpty && number.allSatisfy { $0.isASCII && $0.isNumber } ? String(call[..<mark]) : nil
  }
}
