import Adviz
import Foundation

/// Everything of adviz that reads what others have written.
enum Reader: String, CaseIterable {
  case expression, picture, trace, idx, checkpoint, theme, template, png

  /// Reads an input and does with it what a command would; errors are fine, all else is not.
  func read(_ bytes: [UInt8]) {
    switch self {
    case .expression: _ = try? ExpressionProgram(String(decoding: bytes, as: UTF8.self)).trace()
    case .picture: draw(try? ExpressionProgram(String(decoding: bytes, as: UTF8.self)).trace())
    case .trace:
      guard let trace = try? Trace(jsonLines: Data(bytes)) else { return }
      _ = try? Trace(jsonLines: trace.jsonLines())
    case .idx: _ = try? IDXFile(bytes, calling: "input")
    case .checkpoint:
      guard let checkpoint = try? Checkpoint(bytes, calling: "input") else { return }
      _ = try? checkpoint.bytes()
    case .theme: _ = try? Theme(json: bytes)
    case .template:
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent("adviz-fuzz-\(getpid())")
      try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try? Data(bytes).write(to: folder.appendingPathComponent("beamer.mustache"))
      _ = try? Templates(folder: folder.path)
    case .png: _ = try? GreyImage(png: bytes, calling: "input")
    }
  }

  /// Draws some steps of a small graph.
  private func draw(_ trace: Trace?) {
    guard let trace, trace.nodes.count <= 24, let renderer = try? FrameRenderer(Storyboard(trace)) else { return }
    for step in [0, renderer.count / 2, renderer.count - 1] where step < renderer.count { _ = renderer.svg(step) }
  }
}
