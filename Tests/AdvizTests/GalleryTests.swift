import Adviz
import Foundation
import TestSupport
import Testing

/// The pictures of the README and of the gallery are what adviz draws today.
///
/// With `ADVIZ_RECORD=1` in the environment they are drawn anew; one that is missing is drawn, and the test fails.
@Suite struct GalleryTests {
  private static let root = Repository.root

  private func program(_ name: String) throws -> ExpressionProgram {
    let file = Self.root.appendingPathComponent("Templates/expressions/\(name).txt")
    return try ExpressionProgram(String(contentsOf: file, encoding: .utf8))
  }

  private func story(_ name: String) throws -> Storyboard { try Storyboard(program(name).trace()) }

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
  func frame(_ name: String, _ step: Int) throws {
    try compare(FrameRenderer(story(name)).svg(step), with: "\(name)-step-\(step)")
  }

  @Test func cells() throws {
    var options = PictureOptions()
    options.showsCells = true
    let renderer = try FrameRenderer(story("affine-layer").tellingCells(), options: options)
    try compare(renderer.svg(5), with: "affine-layer-cells-step-5")
  }

  @Test func heat() throws {
    var options = PictureOptions()
    options.heat = .gradient
    let renderer = try FrameRenderer(story("vanishing-gradients"), options: options)
    try compare(renderer.svg(renderer.count - 1), with: "vanishing-gradients-heat")
  }

  @Test func forward() throws {
    let program = try ExpressionProgram("f(x) = ln(sin(x)) at 1")
    let trace = try program.forwardTrace(movedBy: #require(program.variables.first), element: [])
    try compare(FrameRenderer(Storyboard(trace)).svg(3), with: "chain-rule-forward-step-3")
  }

  @Test func modes() throws {
    let renderer = try FrameRenderer(Storyboard(program("multi-variable").modeComparison()))
    try compare(renderer.svg(12), with: "multi-variable-modes-step-12")
  }

  @Test func comparison() throws {
    let program = try program("static-optimisation")
    let optimization = optimized(program.output)
    let comparison = try OptimizationComparison(
      before: program.trace(), after: Trace(of: optimization.output, title: program.title),
      optimization: optimization)
    try compare(ComparisonRenderer.svg(comparison), with: "static-optimisation")
  }

  @Test(arguments: ["single-path", "two-paths", "multi-variable", "affine-layer"])
  func animationsOfBothThemes(_ name: String) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("adviz-test-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await AnimationFolder.write(program(name).trace(), to: folder, export: ExportOptions([.markdown]))
    for suffix in ["", "-dark"] {
      let picture = try #require(FileManager.default.contents(atPath: "\(folder)/animation\(suffix).svg"))
      try compare(Array(picture), with: "\(name)-animation\(suffix)")
    }
  }

  @Test(arguments: ["multi-variable", "dense"]) func graph(_ name: String) throws {
    try compare(GraphRenderer.svg(story(name)), with: "\(name)-graph")
  }
}
