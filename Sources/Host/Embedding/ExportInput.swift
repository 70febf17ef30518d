import Autodiff
import Formulas
import Rendering
import Storyboard

/// The input of every exporter: the story, its pictures, and how they are to be shown.
struct ExportInput: Sendable {
  let trace: Trace
  let story: Storyboard
  let options: PictureOptions
  let renderer: FrameRenderer
  let templates: Templates
  /// The seconds that pictures which move by themselves show a step.
  let secondsPerStep: Double
  /// Pixels a point of PNG files.
  let scale: Double
  let markdownStyle: MarkdownStyle
  /// Whether every step and node is drawn.
  let isWhole: Bool
  /// Whether pages keep the theme, whatever the reader's system prefers.
  var keepsTheme = false
  /// When pictures that move by themselves play.
  var playback = Playback.repeating

  /// Whether the theme is one of light on dark.
  var isDark: Bool { options.theme.background.luminance < 0.18 }

  /// The caption of a frame as plain text.
  func caption(_ index: Int) -> String { story.frames.caption(index).text(options.numbers) }
}
