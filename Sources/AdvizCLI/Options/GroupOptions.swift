import Adviz
import ArgumentParser

/// The options for groups, which `animate` and `graph` have.
struct GroupOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Draw hulls around groups: none, named (named statements), all (calls of functions and modules too).",
      valueName: "which"))
  var groups = ShownGroups.none

  @Option(
    help: ArgumentHelp(
      """
      Draw groups as one node each: their names, the ends of their paths (encoder/attention), or all of the outermost. \
      The name of a function means all its calls; layer#0 is the first alone. With all, of more than three equal groups \
      that follow each other the first and the last are drawn.
      """, valueName: "name,…|all"))
  var collapse: String?

  func apply(to options: inout PictureOptions) throws {
    options.groups = groups
    guard let collapse else { return }
    let names = collapse.split(separator: ",", omittingEmptySubsequences: false).map { name in
      name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    guard names.allSatisfy({ !$0.isEmpty }) else {
      throw CommandError(
        .usage, "error: --collapse takes names of groups with commas between them, or all", option: "collapse")
    }
    options.closedGroups = names == ["all"] ? .all : .named(names)
  }

  /// The trace with the groups of `--collapse` as one node each.
  func closing(_ trace: Trace, _ options: PictureOptions) throws -> Trace {
    do throws(GroupError) {
      return try trace.closing(options.closedGroups)
    } catch {
      throw CommandError(.usage, "error: \(Hint.sentence(error, groupsOf: trace))", option: "collapse")
    }
  }
}

extension ShownGroups: ExpressibleByArgument {}
