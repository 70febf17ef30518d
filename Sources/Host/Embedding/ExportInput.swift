import Autodiff
import Formulas
import Output
import Rendering
import Storyboard

/// What every format is made from: the story, its pictures, and how they are to be shown.
struct ExportInput: Sendable {
  let trace: Trace
  let story: Storyboard
  let options: PictureOptions
  let renderer: FrameRenderer
  let templates: Templates
  let secondsPerStep: Double
  let scale: Double

  /// The files of a format, by their names within the folder; those of `png` in the order of the steps.
  func files(of format: OutputFormat) -> [String] {
    switch format {
    case .png: story.frames.steps.map { Animation.frameName($0, "png") }
    case .markdown: [counterpartName, format.fileName]
    default: [format.fileName]
    }
  }

  /// Writes the files of a format into a folder.
  func write(_ format: OutputFormat, into folder: OutputFolder, _ progress: Progress) async throws {
    let name = format.fileName
    switch format {
    case .html: try folder.write(player(), to: name)
    case .svg: try folder.write(animatedSVG(), to: name)
    case .gif, .mp4, .webm, .apng: try await video(format, into: folder, progress)
    case .png: try await pngFrames(into: folder, progress)
    case .pdf: try folder.write(pdf(progress), to: name)
    case .latex: try folder.write(beamer(), to: name)
    case .reveal: try folder.write(reveal(), to: name)
    case .snippet: try folder.write(snippet(), to: name)
    case .markdown:
      try folder.write(counterpart().animatedSVG(), to: counterpartName)
      try folder.write(markdown(), to: name)
    case .notebook: try folder.write(notebook(), to: name)
    }
  }

  /// Whether the theme that was asked for is one of light on dark; else it is how a page looks by day.
  var isDark: Bool { options.theme.background.luminance < 0.18 }

  /// What a frame says, as plain text.
  func caption(_ index: Int) -> String { story.frames.caption(index).text(options.numbers) }
}
