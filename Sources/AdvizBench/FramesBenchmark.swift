import Adviz
import ArgumentParser
import FoundationEssentials

struct FramesBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "frames",
    abstract: "Time the layout and the frames of an expression.",
    discussion: """
      Example:
        adviz-bench frames Templates/expressions/multi-variable.txt
      """)

  @Argument(help: "An expression file.")
  var file: String

  @Option(help: "How often everything is measured.")
  var repeats = 50

  func run() throws {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw ValidationError("\(file) cannot be read.")
    }
    let trace = try Program(String(decoding: data, as: UTF8.self)).trace()
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
    let report = Report(
      layout_ms: Spread(layouts), us_per_frame: Spread(frames), frames: renderer.count,
      bytes_per_frame: bytes / renderer.count)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    print(String(decoding: try encoder.encode(report), as: UTF8.self))
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
