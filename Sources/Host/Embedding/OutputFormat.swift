/// What can be written beside the frames, by the names of `--format`.
public enum OutputFormat: String, CaseIterable, Sendable {
  /// The player: a page of its own.
  case html
  /// One picture that plays by itself.
  case svg
  /// One that plays in every program that shows pictures, in the theme's colours.
  case gif
  /// Video that every browser and program for slides plays.
  case mp4
  /// Video without patents.
  case webm
  /// One that plays by itself, every pixel as in the frames.
  case apng
  /// Each step as pixels.
  case png
  /// All steps as pages.
  case pdf
  /// A frame of LaTeX's Beamer, with an overlay a step.
  case latex
  /// A section of reveal.js, with a fragment a step.
  case reveal
  /// The player as a part of another page.
  case snippet
  /// The picture and its captions for a README.
  case markdown
  /// A Jupyter notebook that shows the player without a kernel.
  case notebook

  /// The file of the folder that it is; the first of them for ``png``.
  public var fileName: String {
    switch self {
    case .html: "player.html"
    case .svg: "animation.svg"
    case .gif: "animation.gif"
    case .mp4: "animation.mp4"
    case .webm: "animation.webm"
    case .apng: "animation.apng"
    case .png: Animation.frameName(0, "png")
    case .pdf: "frames.pdf"
    case .latex: "beamer.tex"
    case .reveal: "reveal.html"
    case .snippet: "snippet.html"
    case .markdown: "snippet.md"
    case .notebook: "notebook.ipynb"
    }
  }

  /// What it shows and is written with it.
  var companion: OutputFormat? {
    switch self {
    case .latex: .pdf
    case .markdown: .svg
    default: nil
    }
  }

  /// Whether `ffmpeg` makes it.
  var isVideo: Bool {
    switch self {
    case .gif, .mp4, .webm, .apng: true
    default: false
    }
  }

  /// Whether every step is drawn anew for it.
  var drawsSteps: Bool {
    switch self {
    case .gif, .mp4, .webm, .apng, .png, .pdf: true
    default: false
    }
  }
}
