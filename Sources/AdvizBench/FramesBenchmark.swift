import Adviz
import ArgumentParser

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

struct FramesBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "frames",
    abstract: "Time the layout and the frames of an expression, or of a random graph.",
    discussion: """
      Example:
        adviz-bench frames Templates/expressions/multi-variable.txt
        adviz-bench frames --nodes 1000
      """)

  @Argument(help: "An expression file.")
  var file: String?

  @Option(help: "Draw a random layered graph of this many nodes in place of a file.")
  var nodes: Int?

  @Option(help: "How often everything is measured.")
  var repeats = 50

  func validate() throws {
    guard (file == nil) != (nodes == nil) else { throw ValidationError("Name a file or a number of nodes.") }
    guard nodes ?? 2 >= 2 else { throw ValidationError("A graph has at least 2 nodes.") }
  }

  func run() throws {
    let trace = try trace()
    let story = Storyboard(trace)
    // The first layout starts Graphviz; frames are timed together, as one alone is near the clock's resolution.
    var renderer = try FrameRenderer(story)
    var layouts: [Double] = []
    var frames: [Double] = []
    var bytes = 0
    let clock = ContinuousClock()
    for _ in 0..<max(1, repeats) {
      layouts.append(try clock.measure { renderer = try FrameRenderer(story) } / .milliseconds(1))
      bytes = 0
      let time = clock.measure {
        for frame in 0..<renderer.count { bytes += renderer.svg(frame).count }
      }
      frames.append(time / .microseconds(1) / Double(renderer.count))
    }
    try Report(
      layout_ms: Spread(layouts), us_per_frame: Spread(frames), frames: renderer.count,
      bytes_per_frame: bytes / renderer.count
    ).print()
  }

  private func trace() throws -> Trace {
    if let nodes { return try Trace(of: RandomGraph(nodes: nodes).output) }
    guard let file, let data = FileManager.default.contents(atPath: file) else {
      throw ValidationError("\(file ?? "") cannot be read.")
    }
    return try ExpressionProgram(String(decoding: data, as: UTF8.self)).trace()
  }

  // The names are those of the output.
  private struct Report: Encodable {
    // swift-format-ignore: AlwaysUseLowerCamelCase
    let layout_ms: Spread
    // swift-format-ignore: AlwaysUseLowerCamelCase
    let us_per_frame: Spread
    let frames: Int
    // swift-format-ignore: AlwaysUseLowerCamelCase
    let bytes_per_frame: Int
  }
}
