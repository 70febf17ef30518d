import Autodiff
import Formulas
import Player
import Rendering
import Storyboard

/// The input of every exporter: the story, its pictures, and how they are to be shown.
struct ExportInput: Sendable {
  let trace: Trace
  var story: Storyboard
  var options: PictureOptions
  var renderer: FrameRenderer
  let templates: Templates
  /// What the steps of pictures that move by themselves last by.
  let pace: StepTimes.Pace
  /// Pixels a point of PNG files.
  let scale: Double
  let markdownStyle: MarkdownStyle
  /// Whether every step and node is drawn.
  let isWhole: Bool
  /// Whether pages keep the theme, whatever the reader's system prefers.
  let keepsTheme: Bool
  /// When pictures that move by themselves play.
  let playback: Playback
  /// How long each step is to be seen.
  var times: StepTimes
  /// What reads the steps aloud in videos; nil for none.
  var voice: Voice?
  /// The frames as pixels that several formats show.
  var pictures = SharedPictures(for: [])
  /// What a page of the Lab has beside its picture.
  var lab = LabContents()

  /// Whether the theme is one of light on dark.
  var isDark: Bool { options.theme.background.luminance < 0.18 }

  /// The input for the frames of a story.
  init(
    trace: Trace, story: Storyboard, options: PictureOptions, renderer: FrameRenderer, templates: Templates,
    pace: StepTimes.Pace, scale: Double, markdownStyle: MarkdownStyle, isWhole: Bool, keepsTheme: Bool,
    playback: Playback
  ) {
    (self.trace, self.story, self.options, self.renderer) = (trace, story, options, renderer)
    (self.templates, self.pace, self.scale, self.markdownStyle) = (templates, pace, scale, markdownStyle)
    (self.isWhole, self.keepsTheme, self.playback) = (isWhole, keepsTheme, playback)
    times = StepTimes(story.frames, pace)
  }

  /// The input for a trace.
  ///
  /// - Throws: ``EmbedError/badOption(_:)``, and what layout says.
  init(_ trace: Trace, _ options: PictureOptions, _ export: ExportOptions) throws {
    try export.check()
    try options.check()
    let (story, renderer) = try Animation.picture(
      of: trace.closing(options.closedGroups), options, export.excerpt)
    self.init(
      trace: trace, story: story, options: options, renderer: renderer, templates: export.templates,
      pace: export.followsSpeech ? .spoken : .even(seconds: export.secondsPerStep), scale: export.scale,
      markdownStyle: export.markdownStyle, isWhole: export.excerpt == Excerpt(), keepsTheme: export.keepsTheme,
      playback: export.playback)
  }

  /// The caption of a frame as plain text.
  func caption(_ index: Int) -> String { story.frames.caption(index).text(options.numbers) }
}
