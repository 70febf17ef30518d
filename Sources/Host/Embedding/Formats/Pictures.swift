import Output
import Rendering
import Storyboard

extension ExportInput {
  /// A PNG file of each step, drawn on all cores.
  func pngFrames(into folder: OutputFolder, _ progress: Progress) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (step, name) in files(of: .png).enumerated() {
        group.addTask {
          try Task.checkCancellation()
          let raster = try Raster(renderer.svg(step), size: renderer.size, scale: scale, calling: name)
          try folder.write(raster.png(), to: name)
          progress.advance()
        }
      }
      try await group.waitForAll()
    }
  }

  /// All steps as pages of one PDF file.
  func pdf(_ progress: Progress) throws -> [UInt8] {
    let pdf = PDF(size: renderer.size, title: story.plainTitle.printable, subject: story.spokenGraph.printable)
    for step in 0..<renderer.count {
      try Task.checkCancellation()
      try pdf.add(renderer.svg(step), label: "\(step)")
      progress.advance()
    }
    return try pdf.finish()
  }
}
