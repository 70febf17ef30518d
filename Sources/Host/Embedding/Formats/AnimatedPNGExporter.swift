import Output
import Player

/// `apng`: the steps one after the other as an animated PNG, with every colour and every degree of transparency.
struct AnimatedPNGExporter: Exporter {
  let fileName = "animation.apng"
  let drawsSteps = true

  func size(of frame: FrameSize) -> ExportSize { ExportSize(bytesPerFrame: frame.pixels / 20) }

  func write(_ input: ExportInput, into folder: OutputFolder, _ progress: Progress) async throws {
    let (width, height) = try Raster.dimensions(of: input.renderer.size, scale: 1, calling: fileName)
    var animation = AnimatedPNG(width: width, height: height)
    let durations = input.videoTimes.durations
    for step in 0..<input.renderer.count {
      try Task.checkCancellation()
      let raster = try await input.pictures.raster(step, of: input.renderer, calling: fileName)
      try animation.add(raster, milliseconds: step < durations.count ? durations[step] : 0)
      progress.advance()
    }
    try folder.write(animation.file(plays: input.playback == .once ? 1 : 0), to: fileName)
  }
}
