/// The formats that can be written beside the frames; their raw values name them to users.
public enum OutputFormat: String, CaseIterable, Sendable {
  /// The player: a page of its own.
  case html
  /// The player with the expression above it, which can be changed: a page of its own.
  case lab
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
  /// A PowerPoint file with a slide a step.
  case pptx
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

  /// The name of its file within the folder; where there is one for each frame, that of the first.
  public var fileName: String { exporter.fileName }

  /// The files that stand beside it.
  package var companionFiles: [String] { exporter.companionFiles }

  /// Whether it adds a file to each frame.
  package var isOfFrames: Bool { exporter.frameEnding != nil }
}
