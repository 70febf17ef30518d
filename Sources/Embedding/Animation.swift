import Autodiff
import Formulas
import FoundationEssentials
import Rendering
import Storyboard

/// The frames of a trace as a folder.
public enum Animation {
  /// What is written beside the frames, and how.
  public struct Embeds: Sendable {
    /// The formats.
    public var formats: [OutputFormat] = []
    /// How long a step is to be seen where pictures move by themselves.
    public var secondsPerStep = 2.5
    /// The templates of what surrounds the pictures.
    public var templates = Templates()

    /// Nothing beside the frames.
    public init() {}

    /// Some formats.
    public init(_ formats: [OutputFormat]) { self.formats = formats }
  }

  /// What was written.
  public struct Result: Hashable, Sendable {
    /// The folder.
    public let folder: String
    /// How many frames there are, the start included.
    public let frameCount: Int
    /// What was asked for beside them, the names of files within the folder.
    public let embeds: [String]
  }

  /// Writes `frames/frame-0000.svg` and so on, `trace.jsonl`, `manifest.json` and a file for each format into a
  /// folder, all or nothing.
  ///
  /// - Parameters:
  ///   - trace: what happened.
  ///   - path: the folder; one that adviz wrote earlier is replaced as a whole.
  ///   - options: how the frames look.
  ///   - embeds: what is written beside the frames.
  /// - Returns: what was written.
  /// - Throws: ``OutputError``, ``TemplateError``, and what layout and encoding say.
  @discardableResult
  public static func write(
    _ trace: Trace, to path: String, options: PictureOptions = PictureOptions(), embeds: Embeds = Embeds()
  ) throws -> Result {
    let story = Storyboard(trace, numbers: options.numbers)
    let renderer = try FrameRenderer(story, options: options)
    let lesson = Lesson(
      trace: trace, story: story, options: options, renderer: renderer, templates: embeds.templates,
      secondsPerStep: embeds.secondsPerStep)
    let formats = OutputFormat.allCases.filter(embeds.formats.contains)
    let folder = try OutputFolder(path)
    do {
      try folder.makeFolder("frames")
      var steps: [Manifest.Step] = []
      for (number, frame) in story.frames.enumerated() {
        let name = "frames/frame-\(padded(number)).svg"
        try folder.write(renderer.svg(number), to: name)
        let caption = Manifest.Caption(
          text: frame.caption.text(options.numbers), latex: frame.caption.latex(options.numbers))
        steps.append(.init(step: number, caption: caption, files: [name]))
      }
      try folder.write(trace.jsonLines(), to: "trace.jsonl")
      for format in formats { try folder.write(lesson.file(format), to: format.fileName) }
      let files = (steps.flatMap(\.files) + formats.map(\.fileName) + ["trace.jsonl", Manifest.name]).sorted()
      let manifest = Manifest(adviz: advizVersion, title: trace.title, steps: steps, files: files)
      try folder.write(manifest.data(), to: Manifest.name)
      try folder.exchange()
    } catch {
      folder.discard()
      throw error
    }
    return Result(folder: path, frameCount: story.frames.count, embeds: formats.map(\.fileName))
  }

  /// At least four digits, so that names sort in the order of the steps.
  private static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
