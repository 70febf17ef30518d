import Output

/// Everything adviz knows about one output format: its files, what it needs, how large it gets, how it is written.
///
/// ``OutputFormat/exporter`` names the one of each format; the rest of the program asks it and has no list of its own.
protocol Exporter: Sendable {
  /// The name of its file within the folder; where there is one for each frame, that of the first.
  var fileName: String { get }
  /// The ending of the file that it adds to each frame; nil for a format of a file of its own.
  var frameEnding: String? { get }
  /// The format whose file it refers to, which is written with it; nil for none.
  var companion: OutputFormat? { get }
  /// The files that stand beside it, which it may share with other formats.
  var companionFiles: [String] { get }
  /// Whether `ffmpeg` makes it.
  var needsFFmpeg: Bool { get }
  /// Whether every step is drawn anew for it, so that each counts as a part of the work.
  var drawsSteps: Bool { get }

  /// All its files, by their names within the folder.
  func files(of input: ExportInput) -> [String]
  /// Checks that the format has room for it, before anything is written.
  func check(_ input: ExportInput) throws(EmbedError)
  /// An estimate of the bytes that it takes.
  func size(of frame: FrameSize) -> ExportSize
  /// Writes its files into the folder.
  ///
  /// - Throws: ``EmbedError``, ``TemplateError``, `OutputError`, `CancellationError`.
  func write(_ input: ExportInput, into folder: OutputFolder, _ progress: Progress) async throws
}

extension Exporter {
  var frameEnding: String? { nil }
  var companion: OutputFormat? { nil }
  var companionFiles: [String] { [] }
  var needsFFmpeg: Bool { false }
  var drawsSteps: Bool { false }

  func files(of input: ExportInput) -> [String] {
    guard let frameEnding else { return [fileName] + companionFiles }
    return input.story.frames.steps.map { Animation.frameName($0, frameEnding) }
  }

  func check(_ input: ExportInput) throws(EmbedError) {}

  /// The estimate for a page around the moving picture.
  func size(of frame: FrameSize) -> ExportSize { ExportSize(bytesPerFrame: 3_000, otherBytes: 2 * frame.svgBytes) }
}

/// A format of one file that is made in memory.
protocol SingleFileExporter: Exporter {
  /// The bytes of the file.
  func contents(of input: ExportInput, _ progress: Progress) throws -> [UInt8]
}

extension SingleFileExporter {
  func write(_ input: ExportInput, into folder: OutputFolder, _ progress: Progress) async throws {
    try folder.write(contents(of: input, progress), to: fileName)
  }
}

/// The size of a frame, from which formats estimate their own.
struct FrameSize {
  /// The bytes of the frame as SVG.
  let svgBytes: Double
  /// The pixels of the frame at the scale asked for.
  let pixels: Double
  /// Pixels a point.
  let scale: Double
}

/// The bytes that a format takes, as an estimate.
struct ExportSize {
  /// For each frame.
  let bytesPerFrame: Double
  /// For what does not grow with the frames.
  var otherBytes = 0.0
}

extension OutputFormat {
  /// What adviz knows about the format.
  var exporter: any Exporter {
    switch self {
    case .html: PlayerExporter()
    case .lab: LabExporter()
    case .svg: AnimatedSVGExporter()
    case .gif: VideoExporter.gif
    case .mp4: VideoExporter.mp4
    case .webm: VideoExporter.webm
    case .apng: AnimatedPNGExporter()
    case .png: PNGExporter()
    case .pdf: PDFExporter()
    case .pptx: SlidesExporter()
    case .latex: BeamerExporter()
    case .reveal: RevealExporter()
    case .snippet: SnippetExporter()
    case .markdown: MarkdownExporter()
    case .notebook: NotebookExporter()
    }
  }
}
