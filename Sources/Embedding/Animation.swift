import Autodiff
import Formulas
import FoundationEssentials
import Rendering
import Storyboard

/// The frames of a trace as a folder.
public enum Animation {
  /// What was written.
  public struct Result: Hashable, Sendable {
    /// The folder.
    public let folder: String
    /// How many frames there are, the start included.
    public let frameCount: Int
  }

  /// Writes `frames/frame-0000.svg` and so on, `trace.jsonl` and `manifest.json` into a folder, all or nothing.
  ///
  /// - Parameters:
  ///   - trace: what happened.
  ///   - path: the folder; one that adviz wrote earlier is replaced as a whole.
  ///   - options: how the frames look.
  /// - Returns: what was written.
  /// - Throws: ``OutputError``, and what layout and encoding say.
  @discardableResult
  public static func write(
    _ trace: Trace, to path: String, options: PictureOptions = PictureOptions()
  ) throws -> Result {
    let story = Storyboard(trace, numbers: options.numbers)
    let renderer = try FrameRenderer(story, options: options)
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
      let files = (steps.flatMap(\.files) + ["trace.jsonl", Manifest.name]).sorted()
      let manifest = Manifest(adviz: advizVersion, title: trace.title, steps: steps, files: files)
      try folder.write(manifest.data(), to: Manifest.name)
      try folder.exchange()
    } catch {
      folder.discard()
      throw error
    }
    return Result(folder: path, frameCount: story.frames.count)
  }

  /// At least four digits, so that names sort in the order of the steps.
  private static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
