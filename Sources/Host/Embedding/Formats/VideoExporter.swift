import Output
import Player
import Rendering
import Subprocess

/// `gif`, `mp4` and `webm`: the steps one after the other, made by `ffmpeg` from one picture a step.
///
/// The last step is to be seen twice as long as the others.
struct VideoExporter: Exporter {
  /// The ending of its file, which is the name of the format.
  let ending: String
  /// The pixels that `ffmpeg` is sent.
  var pixels = Pixels.opaque
  /// Whether width and height have to be even numbers.
  var isEven = false
  /// The times that the last picture is sent: two, unless the format itself says how long it stays.
  var lastCount = 2
  /// The codec of its subtitles; nil for none.
  var subtitles: String?
  /// The arguments of `ffmpeg` for its sound.
  var sound: [String] = []
  /// The bytes by which a file of the format is known, and their place.
  let signature: (offset: Int, bytes: [UInt8])
  /// The filters that its pictures pass.
  var filters: @Sendable (_ times: StepTimes) -> [String] = { _ in [] }
  /// The arguments of `ffmpeg` for the format; its last step takes so many milliseconds.
  let codec: @Sendable (_ last: Int) -> [String]
  /// The arguments that make it repeat, and those that do not.
  var repetition: (repeating: [String], once: [String]) = ([], [])
  /// The bytes of a frame, as an estimate.
  var bytesPerFrame: @Sendable (FrameSize) -> Double = { _ in 8_000 }

  /// The form of pixels.
  enum Pixels {
    /// Blue, green, red and alpha, on the theme's background.
    case opaque
    /// Numbers of colours of the theme's palette, on its background.
    case indexed
  }

  var fileName: String { "animation.\(ending)" }
  var needsFFmpeg: Bool { true }
  private var ffmpeg: HelperProgram { HelperProgram(name: "ffmpeg", file: fileName) }
  var companionFiles: [String] { subtitles == nil ? [] : CaptionFiles.names }
  var drawsSteps: Bool { true }

  func size(of frame: FrameSize) -> ExportSize { ExportSize(bytesPerFrame: bytesPerFrame(frame)) }

  func write(_ input: ExportInput, into folder: OutputFolder, _ progress: Progress) async throws {
    try await runFFmpeg(input, in: folder, progress)
    guard let beginning = folder.adopt(fileName), !beginning.isEmpty else {
      throw ffmpeg.failure("it ended without an error and wrote nothing")
    }
    guard beginning.dropFirst(signature.offset).starts(with: signature.bytes) else {
      throw ffmpeg.failure("what it wrote is not of the format \(ending)")
    }
  }

  private func runFFmpeg(_ input: ExportInput, in folder: OutputFolder, _ progress: Progress) async throws {
    let first = try await raster(0, input)
    let arguments = FFmpeg.arguments(
      self, first, input, words: folder.stagingPath(CaptionFiles.captions),
      chapters: folder.stagingPath(CaptionFiles.chapters), voice: folder.stagingPath(Voice.fileName),
      to: folder.stagingPath(fileName))
    _ = try await ffmpeg.run { program in
      try await Subprocess.run(
        program, arguments: Arguments(arguments), input: .inputWriter, output: .discarded,
        error: .string(limit: 1 << 20)
      ) { execution in try await send(input, first, to: execution.standardInputWriter, progress) }
    }
  }

  /// Sends the picture of each step down a pipe.
  private func send(
    _ input: ExportInput, _ first: Raster, to pipe: StandardInputWriter, _ progress: Progress
  ) async throws {
    var palette = Palette(input.options.theme)
    let count = input.renderer.count
    for step in 0..<count {
      try Task.checkCancellation()
      let raster = step == 0 ? first : try await raster(step, input)
      let frame =
        switch pixels {
        case .indexed: palette.indexed(raster)
        case .opaque: raster.pixels
        }
      for _ in 0..<(step == count - 1 ? lastCount : 1) {
        // Where ffmpeg has ended, its own words say why.
        guard (try? await pipe.write(frame)) != nil else { return }
      }
      progress.advance()
    }
    try? await pipe.finish()
  }

  private func raster(_ step: Int, _ input: ExportInput) async throws -> Raster {
    let plain = try await input.pictures.raster(step, of: input.renderer, calling: fileName)
    // What covers its ground needs none.
    if plain.isOpaque, !isEven || (plain.width % 2 == 0 && plain.height % 2 == 0) { return plain }
    // Video has no transparency that every browser understands, and GIF's has hard edges.
    return try Raster(
      input.renderer.svg(step), size: input.renderer.size, isEven: isEven, ground: input.options.theme.background,
      calling: fileName)
  }
}

extension VideoExporter {
  static let gif = VideoExporter(
    ending: "gif", pixels: .indexed, lastCount: 1, signature: (0, Array("GIF8".utf8)),
    codec: { ["-final_delay", "\(($0 + 5) / 10)", "-f", "gif"] },
    repetition: (["-loop", "0"], ["-loop", "-1"]),
    bytesPerFrame: { $0.pixels / $0.scale / $0.scale / 20 })

  static let webm = VideoExporter(
    // What is copied keeps its escapes.
    ending: "webm", subtitles: "copy", sound: ["-c:a", "libopus", "-b:a", "32k"],
    signature: (0, [0x1A, 0x45, 0xDF, 0xA3]),
    filters: { _ in [FFmpeg.toVideo] },
    codec: { _ in
      ["-c:v", "libvpx-vp9", "-crf", "24", "-b:v", "0", "-cpu-used", "4", "-row-mt", "1"]
        + FFmpeg.colors + ["-f", "webm"]
    })

  static let mp4 = VideoExporter(
    ending: "mp4", isEven: true, subtitles: "mov_text", sound: ["-c:a", "aac", "-b:a", "64k"],
    signature: (4, Array("ftyp".utf8)),
    filters: { times in
      // Some players stumble over less than two pictures a second, and over pictures of different lengths.
      let common = times.durations.reduce(0, FFmpeg.greatestDivisor)
      let length = times.areEqual ? common : max(40, common)
      return ["fps=\(1000 * ((length + 499) / 500))/\(length)", FFmpeg.toVideo]
    },
    codec: { _ in
      ["-c:v", "libx264", "-crf", "18", "-bf", "0"] + FFmpeg.colors + ["-movflags", "+faststart", "-f", "mp4"]
    })
}
