import Adviz
import ArgumentParser

/// Which part of a graph is drawn, as `animate` and `graph` take it.
struct PartFlags: ParsableArguments {
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
    let named = trace.nodes.first { $0.name == around } ?? trace.nodes.first { $0.label == around }
    guard let node = named else {
      let some = trace.nodes.suffix(4).map { "'\($0.name.quotable)'" }.joined(separator: ", ")
      throw CommandError(
        .usage,
        "error: there is no node '\(around.quotable)' to draw around; some of the \(trace.nodes.count) are \(some)")
    }
    return trace.neighborhood(of: node.id, radius: radius)
  }
}

/// Steps from one to another, `10-40`, or one alone.
struct StepRange: ExpressibleByArgument {
  let steps: ClosedRange<Int>

  init?(argument: String) {
    let ends = argument.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1], 0 <= first, first <= last
    else { return nil }
    steps = first...last
  }
}

/// A number of bytes, `50MB` or `1.5GB`.
struct ByteCount: ExpressibleByArgument {
  let bytes: Int

  init(megabytes: Int) { bytes = megabytes * 1_000_000 }

  init?(argument: String) {
    let text = argument.lowercased()
    let units = [("kb", 1e3), ("mb", 1e6), ("gb", 1e9), ("tb", 1e12), ("b", 1)]
    let unit = units.first { text.hasSuffix($0.0) } ?? ("", 1)
    guard let number = Double(text.dropLast(unit.0.count)), number * unit.1 >= 1, number * unit.1 < 1e18 else {
      return nil
    }
    bytes = Int(number * unit.1)
  }
}
