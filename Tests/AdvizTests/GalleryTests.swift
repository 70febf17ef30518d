import Adviz
import Foundation
import Testing

/// The pictures of the README are what adviz draws today.
///
/// With `ADVIZ_RECORD=1` in the environment they are drawn anew; one that is missing is drawn, and the test fails.
@Suite struct GalleryTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private func story(_ name: String) throws -> Storyboard {
    let file = Self.root.appendingPathComponent("Templates/expressions/\(name).txt")
    return try Storyboard(Program(String(contentsOf: file, encoding: .utf8)).trace())
  }

  private func compare(_ picture: [UInt8], with name: String) throws {
    let file = Self.root.appendingPathComponent("Output/gallery/\(name).svg")
    let recorded = try? Data(contentsOf: file)
    if recorded == nil || ProcessInfo.processInfo.environment["ADVIZ_RECORD"] == "1" {
      try Data(picture).write(to: file)
    }
    #expect(recorded == Data(picture), "\(name).svg differs; look at it and record it with ADVIZ_RECORD=1")
  }

  @Test(arguments: [
    ("single-path", 5), ("two-paths", 6), ("multi-variable", 8), ("dense", 14), ("affine-layer", 5),
    ("maximum-along-axis", 4),
  ])
  func aFrame(_ name: String, _ step: Int) throws {
    try compare(FrameRenderer(story(name)).svg(step), with: "\(name)-step-\(step)")
  }

  @Test(arguments: ["single-path", "two-paths", "multi-variable", "affine-layer"]) func anAnimation(
    _ name: String
  ) throws {
    let file = Self.root.appendingPathComponent("Templates/expressions/\(name).txt")
    let trace = try Program(String(contentsOf: file, encoding: .utf8)).trace()
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("adviz-test-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (suffix, theme) in [("", Theme.light), ("-dark", .dark)] {
      var options = PictureOptions()
      options.theme = theme
      try Animation.write(trace, to: folder, options: options, embeds: Animation.Embeds([.svg]))
      let picture = try #require(FileManager.default.contents(atPath: "\(folder)/animation.svg"))
      try compare(Array(picture), with: "\(name)-animation\(suffix)")
    }
  }

  @Test(arguments: ["multi-variable", "dense"]) func aGraph(_ name: String) throws {
    try compare(GraphRenderer.svg(story(name)), with: "\(name)-graph")
  }
}
