import Adviz
import ArgumentParser

struct ScalarGraphBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scalar-graph",
    abstract: "Time a graph of scalar nodes: building, the backward pass and the release, in nanoseconds a node.",
    discussion: """
      The graph is the ladder v = v·a + sin v, three operations a step.

      Example:
        adviz-bench scalar-graph --nodes 1000000
      """)

  @Option(help: "How many operations the graph has.")
  var nodes: Int

  @Option(help: "How often everything is measured.")
  var repeats = 5

  @Option(help: "Measure a graph of this size too, in turn with the other, and report the ratio of a node's costs.")
  var against: Int?

  func validate() throws {
    guard nodes >= 3, against ?? 3 >= 3 else { throw ValidationError("A ladder has at least 3 operations.") }
  }

  func run() throws {
    let resident = ResidentMemory.peak
    var ladders: [Ladder] = []
    var others: [Ladder] = []
    // The first of each warms the caches and the allocator, and is not counted.
    for round in 0...max(1, repeats) {
      let ladder = try Ladder(operations: nodes)
      if round > 0 { ladders.append(ladder) }
      guard let against else { continue }
      // As many small graphs as make up a large one, so that both are timed over a like span.
      let small = try (0..<max(1, nodes / against)).map { _ in try Ladder(operations: against) }
      if round > 0 { others.append(Ladder(median: small)) }
    }
    let median = Ladder(median: ladders)
    try Report(
      build_ns: median.build, backward_ns: median.backward, release_ns: median.release,
      peak_rss_bytes: Double(ResidentMemory.peak - resident) / Double(nodes),
      ratio: others.isEmpty ? nil : median.total / Ladder(median: others).total
    ).print()
  }

  // The names are those of the output.
  // swift-format-ignore: AlwaysUseLowerCamelCase
  private struct Report: Encodable {
    let build_ns: Double
    let backward_ns: Double
    let release_ns: Double
    let peak_rss_bytes: Double
    let ratio: Double?
  }
}

/// The cost of one ladder, in nanoseconds a node.
private struct Ladder {
  let build: Double
  let backward: Double
  let release: Double

  var total: Double { build + backward + release }

  /// Builds a ladder, differentiates it and lets go of it.
  init(operations: Int) throws {
    let clock = ContinuousClock()
    let start = clock.now
    let (x, a) = (variable(0.7), variable(0.5))
    var v = x
    for _ in 0..<operations / 3 { v = v * a + sin(v) }
    let built = clock.now
    var gradients: Gradients? = try gradient(of: v)
    guard gradients?.variables.count == 2 else { fatalError("the graph has two variables") }
    let walked = clock.now
    // The gradients hold on to the graph, too.
    (v, gradients) = (x, nil)
    let released = clock.now
    let count = Double(operations / 3 * 3)
    build = (built - start) / .nanoseconds(1) / count
    backward = (walked - built) / .nanoseconds(1) / count
    release = (released - walked) / .nanoseconds(1) / count
  }

  init(median ladders: [Ladder]) {
    build = Spread(ladders.map(\.build)).median
    backward = Spread(ladders.map(\.backward)).median
    release = Spread(ladders.map(\.release)).median
  }
}
