import ArgumentParser

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@main
struct AdvizBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adviz-bench",
    abstract: "Measure adviz; each benchmark prints one JSON object.",
    subcommands: [
      MNISTStepBenchmark.self, MNISTRunBenchmark.self, ConvolutionBenchmark.self, ScalarGraphBenchmark.self,
      ElementwiseBenchmark.self, FramesBenchmark.self,
    ])
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

extension Encodable {
  /// Writes the report of a benchmark: one JSON object on a line.
  func print() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    Swift.print(String(decoding: try encoder.encode(self), as: UTF8.self))
  }
}
