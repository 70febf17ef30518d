import ArgumentParser

@main
struct AdvizBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adviz-bench",
    abstract: "Measure adviz; each benchmark prints one JSON object.",
    subcommands: [FramesBenchmark.self])
}

/// The middle, smallest and largest of repeated measurements.
struct Spread: Encodable {
  let median: Double
  let min: Double
  let max: Double

  init(_ values: [Double]) {
    let sorted = values.sorted()
    median = sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    min = sorted.first ?? 0
    max = sorted.last ?? 0
  }
}
