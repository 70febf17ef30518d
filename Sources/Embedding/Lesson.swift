import Autodiff
import Formulas
import Rendering
import Storyboard

/// What every format is made from: the story, its pictures, and how they are to be shown.
struct Lesson {
  let trace: Trace
  let story: Storyboard
  let options: PictureOptions
  let renderer: FrameRenderer
  let templates: Templates
  let secondsPerStep: Double

  /// The file of a format.
  func file(_ format: OutputFormat) throws -> [UInt8] {
    switch format {
    case .html: try player()
    case .svg: try animatedSVG()
    case .snippet: try snippet()
    }
  }

  /// What a step says, as plain text.
  func caption(_ step: Int) -> String { story.frames[step].caption.text(options.numbers) }
}
