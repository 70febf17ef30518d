import Storyboard

/// When a picture that moves by itself plays.
public enum Playback: Hashable, Sendable {
  /// Again and again.
  case repeating
  /// Once, to the last step.
  case once
  /// From when it is clicked, in an animated SVG that is a part of its page; until then the start is seen, and other
  /// formats repeat.
  case onClick
}

/// The formats to write beside the frames, and how to write them.
public struct ExportOptions: Sendable {
  /// The formats.
  public var formats: [OutputFormat] = []
  /// The seconds that pictures which move by themselves show a step, 0.1 to 60.
  public var secondsPerStep = 2.5
  /// Whether a step is shown as long as its sentence takes to be said at 150 words a minute, 2.5 seconds or longer, in
  /// place of ``secondsPerStep``.
  public var followsSpeech = false
  /// Whether videos are read aloud by `espeak-ng`; a step lasts at least as long as its sentence.
  public var hasVoice = false
  /// When pictures that move by themselves play.
  public var playback = Playback.repeating
  /// Pixels a point of the frames as PNG, 0.1 to 10.
  public var scale = 2.0
  /// How Markdown is written.
  public var markdownStyle = MarkdownStyle()
  /// The steps and nodes that are drawn.
  public var excerpt = Excerpt()
  /// The most bytes that may be written; nil for as many as there are.
  public var maxOutput: Int?
  /// Whether a file that has the name of one of ours is replaced also where adviz did not write it.
  public var replacesFilesOfOthers = false
  /// Whether pages keep a light theme where the reader's system prefers a dark one; a dark theme is always kept.
  public var keepsTheme = false
  /// The templates of what surrounds the pictures.
  public var templates = Templates()
  /// What a page of the Lab has beside its picture.
  package var lab = LabContents()
  /// Called from any thread with the share of the work that is done, 0 to 1.
  public var onProgress: (@Sendable (Double) -> Void)?

  /// Nothing beside the frames.
  public init() {}

  /// Some formats.
  public init(_ formats: [OutputFormat]) { self.formats = formats }

  /// Checks that every option is in its range.
  func check() throws(EmbedError) {
    guard (0.1...60).contains(secondsPerStep) else {
      throw .badOption("a step is shown for 0.1 to 60 seconds, not \(secondsPerStep)")
    }
    guard (0.1...10).contains(scale) else { throw .badOption("the scale is a number from 0.1 to 10, not \(scale)") }
    try markdownStyle.check()
    guard excerpt.every > 0 else {
      throw .badOption("each n-th step is drawn for an n from 1, not \(excerpt.every)")
    }
    guard maxOutput ?? 0 >= 0 else {
      throw .badOption("the most bytes to write are a number from 0, not \(maxOutput ?? 0)")
    }
  }
}
