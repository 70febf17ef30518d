import Autodiff
import Formulas
import Output
import Player
import Rendering
import Storyboard

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The frames of a trace as a folder.
public enum AnimationFolder {
  /// The outcome of a run.
  public struct Result: Hashable, Sendable {
    /// The folder.
    public let folder: String
    /// The number of frames, the start included.
    public let frameCount: Int
    /// How well the graph can be read on a slide.
    public let legibility: Legibility
    /// The formats written beside them, in their order.
    public let formats: [OutputFormat]
    /// The files that stand beside videos: captions, a transcript and a still.
    public let captionFiles: [String]
    /// The reasons for which a format was left out: a program is missing or failed.
    public let failures: [EmbedError]
    /// The files of the folder that were written, by their names within it: those of formats first, frames last.
    package let files: [String]
    /// The formats that an earlier run wrote into the folder and this one has not, in their order.
    public let removedFormats: [OutputFormat]
    /// The new names of files of others that came to the folder in the last moment under a name of ours.
    public let renamedFiles: [String]
  }

  /// Writes `frames/frame-0000.svg` and so on, `trace.jsonl`, `manifest.json` and the files of each format into a
  /// folder, all or nothing; only a video that lacks its program is left out.
  ///
  /// What adviz wrote there earlier is replaced as a whole, in one step. Other files, folders and links of the folder
  /// stay, also those that are put there meanwhile: they are moved into the new folder right after it has taken the
  /// place of the old one. A task that is cancelled leaves no trace. A process that is killed between the two leaves
  /// them in a hidden folder beside, from where the next run moves them. Runs that write into one folder at the same
  /// time take turns; the last one's files remain.
  ///
  /// - Parameters:
  ///   - trace: what happened.
  ///   - path: the folder, which may hold other files under other names.
  ///   - options: how the frames look.
  ///   - export: what is written beside the frames, and how.
  /// - Returns: the files and formats that were written.
  /// - Throws: ``OutputError``, ``TemplateError``, ``EmbedError``, `CancellationError`, and what layout and encoding say;
  ///   ``EmbedError/badOption(_:)`` and ``LayoutError/badOption(_:)`` for an option out of its range.
  @discardableResult
  public static func write(
    _ trace: Trace, to path: String, options: PictureOptions = PictureOptions(), export: ExportOptions = ExportOptions()
  ) async throws -> Result {
    try await write(trace, told: nil, to: path, options: options, export: export)
  }

  /// The same for a trace that is told together with others; nil for the story of the trace alone.
  @discardableResult
  package static func write(
    _ trace: Trace, told: Storyboard?, to path: String, options: PictureOptions, export: ExportOptions
  ) async throws -> Result {
    try export.check()
    try options.check()
    let drawn = try trace.closing(options.closedGroups)
    try OutputEstimate.check(drawn, export.excerpt, options, limit: export.maxOutput)
    let (story, renderer) =
      try told.map { try picture(of: $0, options) } ?? picture(of: drawn, options, export.excerpt)
    var input = ExportInput(
      trace: trace, story: story, options: options, renderer: renderer, templates: export.templates,
      pace: export.followsSpeech ? .spoken : .even(seconds: export.secondsPerStep), scale: export.scale,
      markdownStyle: export.markdownStyle,
      isWhole: told == nil && export.excerpt == Excerpt(), keepsTheme: export.keepsTheme, playback: export.playback)
    input.lab = export.lab
    let asked = Set(export.formats + export.formats.compactMap(\.exporter.companion))
    let formats = OutputFormat.allCases.filter(asked.contains)
    input.pictures = SharedPictures(for: formats)
    try OutputEstimate(input, formats, every: export.excerpt.every).check(limit: export.maxOutput)
    for format in formats { try format.exporter.check(input) }
    let expected = input.frameFiles + formats.flatMap { $0.exporter.files(of: input) } + [traceName, Manifest.name]
    let folder = try OutputFolder(path, names: expected, isForced: export.replacesFilesOfOthers)
    do {
      let drawings = 1 + formats.filter(\.exporter.drawsSteps).count
      let progress = Progress(total: drawings * renderer.count, report: export.onProgress)
      try await writeFrames(input, into: folder, progress)
      try folder.write(trace.file(atMost: export.maxOutput ?? .max), to: traceName)
      let hasVideo = formats.contains { !$0.companionFiles.isEmpty }
      let voiceFailure = hasVideo ? try await addWords(export.hasVoice, to: &input, in: folder) : nil
      let failures = try await write(formats, of: input, into: folder, progress)
      let written = formats.filter { failures[$0] == nil }
      let captionFiles = CaptionFiles.keep(in: folder, of: written)
      try folder.write(manifest(of: input, written, folder.digests).data(), to: Manifest.name)
      try Task.checkCancellation()
      let exchanged = try folder.exchange()
      return Result(
        folder: path, frameCount: renderer.count, legibility: renderer.legibility, formats: written,
        captionFiles: captionFiles, failures: [voiceFailure].compactMap(\.self) + formats.compactMap { failures[$0] },
        files: files(of: folder),
        removedFormats: OutputFormat.allCases.filter { exchanged.removed.contains($0.fileName) },
        renamedFiles: exchanged.renamed)
    } catch {
      folder.discard()
      throw error
    }
  }

  private static func files(of folder: OutputFolder) -> [String] {
    let names = folder.digests.keys.sorted()
    return names.filter { !$0.contains("/") } + names.filter { $0.contains("/") }
  }

  /// The story of a trace and its pictures.
  static func picture(
    of trace: Trace, _ options: PictureOptions, _ excerpt: Excerpt
  ) throws -> (Storyboard, FrameRenderer) {
    let story = Storyboard(
      trace, numbers: options.numbers, excerpt: excerpt, elementsUpTo: options.elementsUpTo,
      literalsInside: options.literals == .inside)
    return try picture(of: options.showsCells ? story.tellingCells() : story, options)
  }

  private static func picture(
    of story: Storyboard, _ options: PictureOptions
  ) throws -> (Storyboard, FrameRenderer) {
    let renderer = try FrameRenderer(story, options: options)
    // It may be told with less than was asked for.
    return (renderer.story, renderer)
  }

  private static func writeFrames(_ input: ExportInput, into folder: OutputFolder, _ progress: Progress) async throws {
    try folder.makeFolder("frames")
    let names = input.frameFiles
    let workers = ProcessInfo.processInfo.activeProcessorCount
    try await withThrowingTaskGroup(of: Void.self) { group in
      for worker in 0..<workers {
        group.addTask {
          for index in stride(from: worker, to: names.count, by: workers) {
            try Task.checkCancellation()
            try folder.write(input.renderer.svg(index), to: names[index])
            progress.advance()
          }
        }
      }
      try await group.waitForAll()
    }
  }

  /// Writes the words of videos; a voice that lacks its program does not keep them from being written.
  ///
  /// - Returns: why there is no voice, where one is asked for; nil where there is one.
  private static func addWords(
    _ hasVoice: Bool, to input: inout ExportInput, in folder: OutputFolder
  ) async throws -> EmbedError? {
    var failure: EmbedError?
    if hasVoice {
      do {
        input.voice = try await Voice.record(&input, into: folder)
      } catch let error as EmbedError where error.isOfProgram {
        failure = error
      }
    }
    try CaptionFiles.write(input, into: folder)
    return failure
  }

  /// Writes all formats at once; what lacks its program does not keep the others from being written.
  private static func write(
    _ formats: [OutputFormat], of input: ExportInput, into folder: OutputFolder, _ progress: Progress
  ) async throws -> [OutputFormat: EmbedError] {
    let refusesVideos = formats.contains(where: \.exporter.needsFFmpeg) && !FFmpeg.hasRoomForPipes
    return try await withThrowingTaskGroup(of: (OutputFormat, EmbedError)?.self) { group in
      // What other processes work on begins first.
      for format in formats.filter(\.exporter.needsFFmpeg) + formats.filter({ !$0.exporter.needsFFmpeg }) {
        group.addTask {
          do {
            guard !refusesVideos || !format.exporter.needsFFmpeg else {
              throw EmbedError.programFailed(
                "ffmpeg", file: format.fileName, reason: String(cString: strerror(EMFILE)), code: EMFILE)
            }
            try await format.exporter.write(input, into: folder, progress)
            return nil
          } catch let error as EmbedError where error.isOfProgram {
            folder.remove(format.fileName)
            return (format, error)
          }
        }
      }
      var failures: [OutputFormat: EmbedError] = [:]
      for try await failure in group {
        if let (format, error) = failure { failures[format] = error }
      }
      return failures
    }
  }

  private static func manifest(
    of input: ExportInput, _ formats: [OutputFormat], _ digests: [String: String]
  ) -> Manifest {
    let endings = ["svg"] + formats.compactMap(\.exporter.frameEnding)
    let times = input.videoTimes
    let steps = zip(input.story.frames.indices, zip(times.starts, times.durations)).map { place, time in
      let (step, caption) = (input.story.frames.steps[place], input.story.frames.caption(place))
      return Manifest.Step(
        step, caption: .init(text: caption.text(input.options.numbers), latex: caption.latex(input.options.numbers)),
        spoken: caption.spoken, milliseconds: (start: time.0, duration: time.1),
        files: endings.map { frameName(step, $0) })
    }
    return Manifest(version: advizVersion, title: input.trace.title, steps: steps, digests: digests)
  }

  private static let traceName = "trace.jsonl"

  /// The file of a step: at least four digits, so that names sort in the order of the steps.
  static func frameName(_ step: Int, _ ending: String) -> String {
    let digits = String(step)
    return "frames/frame-\(String(repeating: "0", count: max(0, 4 - digits.count)) + digits).\(ending)"
  }
}

extension ExportInput {
  /// The frames as SVG, in the order of the steps.
  fileprivate var frameFiles: [String] { story.frames.steps.map { AnimationFolder.frameName($0, "svg") } }
}

/// The short name within the package; for users it would be that of types of other libraries.
package typealias Animation = AnimationFolder
