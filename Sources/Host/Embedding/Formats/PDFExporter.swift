import Rendering
import Storyboard

/// `pdf`: all steps as pages of one file.
struct PDFExporter: SingleFileExporter {
  let fileName = "frames.pdf"
  let drawsSteps = true

  func size(of frame: FrameSize) -> ExportSize { ExportSize(bytesPerFrame: frame.svgBytes / 8) }

  func contents(of input: ExportInput, _ progress: Progress) throws -> [UInt8] {
    let (renderer, story) = (input.renderer, input.story)
    let pdf = PDF(size: renderer.size, title: story.plainTitle.printable, subject: story.spokenGraph.printable)
    for step in 0..<renderer.count {
      try Task.checkCancellation()
      try pdf.add(renderer.svg(step), label: "\(step)")
      progress.advance()
    }
    return try pdf.finish()
  }
}
