import Output
import Rendering
import Storyboard

/// `png`: each frame as pixels, beside its SVG file.
struct PNGExporter: Exporter {
  let fileName = Animation.frameName(0, "png")
  let frameEnding: String? = "png"
  let drawsSteps = true

  func size(of frame: FrameSize) -> ExportSize { ExportSize(bytesPerFrame: frame.pixels / 20) }

  /// Draws the frames on all cores.
  func write(_ input: ExportInput, into folder: OutputFolder, _ progress: Progress) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (step, name) in files(of: input).enumerated() {
        group.addTask {
          try Task.checkCancellation()
          try await folder.write(
            input.pictures.png(step, of: input.renderer, scale: input.scale, calling: name), to: name)
          progress.advance()
        }
      }
      try await group.waitForAll()
    }
  }
}
