import Adviz
import ArgumentParser

/// The options for a part of a graph, which `animate` and `graph` have.
struct PartOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Draw only what is near a node, called by its name.", valueName: "node"))
  var around: String?

  @Option(help: ArgumentHelp("How many edges away from that node the drawing goes, 0 or more.", valueName: "n"))
  var radius = 2

  func validate() throws {
    guard radius >= 0 else { throw ValidationError("--radius is 0 or a positive number.") }
  }

  /// The ids of the nodes to draw; nil for all.
  func nodes(of trace: Trace) throws -> Set<Int>? {
    guard let around else { return nil }
    let drawn = trace.nodes.filter { trace.standIn($0.id) == $0.id }
    let named = drawn.first { $0.name == around } ?? drawn.first { $0.label == around }
    guard let node = named else {
      let some = drawn.suffix(4).map { "'\($0.name.quotable)'" }.joined(separator: ", ")
      throw CommandError(
        .usage,
        "error: there is no node '\(around.quotable)' to draw around; some of the \(drawn.count) are \(some)",
        option: "around")
    }
    return trace.neighborhood(of: node.id, radius: radius)
  }
}
