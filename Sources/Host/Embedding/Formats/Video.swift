import Output
import Rendering
import Subprocess

#if canImport(Glibc)
  import Glibc
#endif

extension ExportInput {
  /// The steps one after the other, the last twice as long as the others, made by `ffmpeg` from one picture a step.
  ///
  /// - Parameters:
  ///   - format: `gif`, `mp4`, `webm` or `apng`.
  ///   - folder: where the file is written.
  ///   - progress: is told of each step.
  /// - Throws: ``EmbedError``, `CancellationError`.
  func video(_ format: OutputFormat, into folder: OutputFolder, _ progress: Progress) async throws {
    let name = format.fileName
    let path = folder.stagingPath(name)
    // Video has no transparency that every browser understands, and GIF's has hard edges.
    let ground = format == .apng ? nil : options.theme.background
    func raster(_ step: Int) throws -> Raster {
      try Raster(renderer.svg(step), size: renderer.size, isEven: format == .mp4, ground: ground, calling: name)
    }
    let first = try raster(0)
    FFmpeg.surviveBrokenPipes()
    let result: ExecutionResult<Void, DiscardedOutput, StringOutput<UTF8>>
    do {
      result = try await run(
        .name("ffmpeg"),
        arguments: Arguments(FFmpeg.arguments(format, first, secondsPerStep, to: path)),
        input: .inputWriter, output: .discarded, error: .string(limit: 1 << 20)
      ) { execution in
        var palette = Palette(options.theme)
        for step in 0..<renderer.count {
          try Task.checkCancellation()
          let raster = step == 0 ? first : try raster(step)
          let frame =
            switch format {
            case .gif: palette.indexed(raster)
            case .apng: raster.straight
            default: raster.pixels
            }
          let isLast = step == renderer.count - 1
          for _ in 0..<(isLast ? FFmpeg.lastCount(format) : 1) {
            // Where ffmpeg has ended, its own words say why.
            guard (try? await execution.standardInputWriter.write(frame)) != nil else { return }
          }
          progress.advance()
        }
        try? await execution.standardInputWriter.finish()
      }
    } catch let error as SubprocessError where error.code == .executableNotFound {
      throw EmbedError.noProgram("ffmpeg", package: "ffmpeg", file: name)
    } catch let error as SubprocessError {
      try Task.checkCancellation()
      throw EmbedError.programFailed("ffmpeg", file: name, reason: "\(error)")
    }
    try Task.checkCancellation()
    guard result.terminationStatus.isSuccess else {
      let last = result.standardError.split(whereSeparator: \.isNewline).last.map(String.init)
      throw EmbedError.programFailed("ffmpeg", file: name, reason: last ?? "\(result.terminationStatus)")
    }
    guard let beginning = folder.adopt(name), !beginning.isEmpty else {
      throw EmbedError.programFailed("ffmpeg", file: name, reason: "it ended without an error and wrote nothing")
    }
    guard FFmpeg.isBeginning(beginning, of: format) else {
      throw EmbedError.programFailed("ffmpeg", file: name, reason: "what it wrote is not of the format \(format)")
    }
  }
}

/// How `ffmpeg` is told what to do.
enum FFmpeg {
  static func arguments(_ format: OutputFormat, _ frame: Raster, _ seconds: Double, to path: String) -> [String] {
    let milliseconds = Int((seconds * 1000).rounded())
    let input = [
      "-nostdin", "-hide_banner", "-loglevel", "error", "-y", "-f", "rawvideo",
      "-pixel_format", format == .gif ? "pal8" : "bgra", "-video_size", "\(frame.width)x\(frame.height)",
      "-framerate", "1000/\(milliseconds)", "-i", "pipe:0",
    ]
    return input + codec(format, milliseconds)
      // The same pictures give the same bytes: neither date nor version is written, nor does it matter how many cores.
      + ["-threads", "2", "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "file:\(path)"]
  }

  private static func codec(_ format: OutputFormat, _ milliseconds: Int) -> [String] {
    let toVideo = "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p"
    let colors = ["-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"]
    switch format {
    case .gif: return ["-loop", "0", "-final_delay", "\((2 * milliseconds + 5) / 10)", "-f", "gif"]
    case .apng:
      return ["-plays", "0", "-final_delay", "\(2 * milliseconds)/1000", "-pix_fmt", "rgba", "-f", "apng"]
    case .webm:
      return ["-vf", toVideo, "-c:v", "libvpx-vp9", "-crf", "24", "-b:v", "0", "-cpu-used", "4", "-row-mt", "1"]
        + colors + ["-f", "webm"]
    default:
      // Some players stumble over less than two pictures a second.
      let repeats = (milliseconds + 499) / 500
      return ["-vf", "fps=\(1000 * repeats)/\(milliseconds),\(toVideo)", "-c:v", "libx264", "-crf", "18", "-bf", "0"]
        + colors + ["-movflags", "+faststart", "-f", "mp4"]
    }
  }

  /// Whether a file that begins like this can be of the format.
  static func isBeginning(_ bytes: [UInt8], of format: OutputFormat) -> Bool {
    switch format {
    case .gif: bytes.starts(with: Array("GIF8".utf8))
    case .apng: bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    case .webm: bytes.starts(with: [0x1A, 0x45, 0xDF, 0xA3])
    default: bytes.dropFirst(4).starts(with: Array("ftyp".utf8))
    }
  }

  /// How often the last picture is sent: GIF and APNG say themselves how long it stays.
  static func lastCount(_ format: OutputFormat) -> Int { format == .gif || format == .apng ? 1 : 2 }

  /// Whether as many files may be opened as all videos at once take for their pipes; halfway through, it is too late.
  ///
  /// Asked once, before the first of them begins.
  static var hasRoomForPipes: Bool {
    var files: [Int32] = []
    defer { for file in files { close(file) } }
    for _ in 0..<48 {
      let file = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0)
      guard file >= 0 else { return errno != EMFILE && errno != ENFILE }
      files.append(file)
    }
    return true
  }

  /// A program that ends while it is written to is an error to be told, and must not end this process.
  static func surviveBrokenPipes() {
    var action = sigaction()
    sigaction(SIGPIPE, nil, &action)
    if action.__sigaction_handler.sa_handler == nil { signal(SIGPIPE, SIG_IGN) }
  }
}
