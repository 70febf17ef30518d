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
    /// Pixels a point of the frames as PNG.
    public var scale = 2.0
    /// Which steps and nodes are drawn.
    public var excerpt = Excerpt()
    /// The most bytes that may be written; nil for as many as there are.
    public var maxOutput: Int?
    /// The templates of what surrounds the pictures.
    public var templates = Templates()
    /// Is told from any thread the share of the work that is done, 0 to 1.
    public var onProgress: (@Sendable (Double) -> Void)?

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
    /// What was written beside them, in the order of the formats.
    public let formats: [OutputFormat]
    /// What was asked for and could not be written because a program is missing or failed.
    public let failures: [EmbedError]
  }

  /// Writes `frames/frame-0000.svg` and so on, `trace.jsonl`, `manifest.json` and the files of each format into a
  /// folder, all or nothing; only a video that lacks its program is left out.
  ///
  /// A task that is cancelled leaves no trace.
  ///
  /// - Parameters:
  ///   - trace: what happened.
  ///   - path: the folder; one that adviz wrote earlier is replaced as a whole.
  ///   - options: how the frames look.
  ///   - embeds: what is written beside the frames.
  /// - Returns: what was written.
  /// - Throws: ``OutputError``, ``TemplateError``, ``EmbedError``, `CancellationError`, and what layout and encoding say.
  @discardableResult
  public static func write(
    _ trace: Trace, to path: String, options: PictureOptions = PictureOptions(), embeds: Embeds = Embeds()
  ) async throws -> Result {
    try OutputEstimate.check(trace, embeds.excerpt, options, limit: embeds.maxOutput)
    let story = Storyboard(trace, numbers: options.numbers, excerpt: embeds.excerpt)
    let renderer = try FrameRenderer(story, options: options)
    let lesson = Lesson(
      trace: trace, story: story, options: options, renderer: renderer, templates: embeds.templates,
      secondsPerStep: embeds.secondsPerStep, scale: embeds.scale)
    let asked = Set(embeds.formats + embeds.formats.compactMap(\.companion))
    let formats = OutputFormat.allCases.filter(asked.contains)
    try OutputEstimate(lesson, formats, every: embeds.excerpt.every).check(limit: embeds.maxOutput)
    let folder = try OutputFolder(path)
    do {
      let drawings = 1 + formats.filter(\.drawsSteps).count
      let progress = Progress(total: drawings * renderer.count, report: embeds.onProgress)
      try await writeFrames(lesson, into: folder, progress)
      try folder.write(trace.file(atMost: embeds.maxOutput ?? .max), to: "trace.jsonl")
      let written = try await write(formats, of: lesson, into: folder, progress)
      try folder.write(manifest(of: lesson, written.files).data(), to: Manifest.name)
      try Task.checkCancellation()
      try folder.exchange()
      return Result(
        folder: path, frameCount: renderer.count, formats: formats.filter { written.files[$0] != nil },
        failures: formats.compactMap { written.failures[$0] })
    } catch {
      folder.discard()
      throw error
    }
  }

  private static func writeFrames(_ lesson: Lesson, into folder: OutputFolder, _ progress: Progress) async throws {
    try folder.makeFolder("frames")
    let names = lesson.story.frames.steps.map { frameName($0, "svg") }
    let workers = ProcessInfo.processInfo.activeProcessorCount
    try await withThrowingTaskGroup(of: Void.self) { group in
      for worker in 0..<workers {
        group.addTask {
          for index in stride(from: worker, to: names.count, by: workers) {
            try Task.checkCancellation()
            try folder.write(lesson.renderer.svg(index), to: names[index])
            progress.advance()
          }
        }
      }
      try await group.waitForAll()
    }
  }

  /// Writes all formats at once; what lacks its program does not keep the others from being written.
  private static func write(
    _ formats: [OutputFormat], of lesson: Lesson, into folder: OutputFolder, _ progress: Progress
  ) async throws -> (files: [OutputFormat: [String]], failures: [OutputFormat: EmbedError]) {
    try await withThrowingTaskGroup(of: (OutputFormat, Swift.Result<[String], EmbedError>).self) { group in
      for format in formats {
        group.addTask {
          do {
            return (format, .success(try await lesson.write(format, into: folder, progress)))
          } catch let error as EmbedError where error.isOfProgram {
            folder.remove(format.fileName)
            return (format, .failure(error))
          }
        }
      }
      var (files, failures): ([OutputFormat: [String]], [OutputFormat: EmbedError]) = ([:], [:])
      for try await (format, result) in group {
        switch result {
        case .success(let names): files[format] = names
        case .failure(let error): failures[format] = error
        }
      }
      return (files, failures)
    }
  }

  private static func manifest(of lesson: Lesson, _ files: [OutputFormat: [String]]) -> Manifest {
    let steps = lesson.story.frames.map { frame in
      Manifest.Step(
        step: frame.step,
        caption: .init(
          text: frame.caption.text(lesson.options.numbers), latex: frame.caption.latex(lesson.options.numbers)),
        files: [frameName(frame.step, "svg")] + (files[.png].map { [$0[frame.index]] } ?? []))
    }
    let others = files.filter { $0.key != .png }.flatMap(\.value)
    return Manifest(
      adviz: advizVersion, title: lesson.trace.title, steps: steps,
      files: (steps.flatMap(\.files) + others + ["trace.jsonl", Manifest.name]).sorted())
  }

  /// The file of a step: at least four digits, so that names sort in the order of the steps.
  static func frameName(_ step: Int, _ ending: String) -> String {
    let digits = String(step)
    return "frames/frame-\(String(repeating: "0", count: max(0, 4 - digits.count)) + digits).\(ending)"
  }
}
