#if canImport(Glibc)
  import Glibc
#endif

/// The arguments of `ffmpeg`, and what it needs of this process.
enum FFmpeg {
  /// The filter that converts to the colours of video (BT.709), and the arguments that declare them.
  static let toVideo = "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p"
  static let colors = [
    "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv",
  ]

  /// All arguments for a video.
  ///
  /// - Parameters:
  ///   - video: the format.
  ///   - frame: the first picture; the others have its size.
  ///   - input: how long a step is to be seen, and whether the video repeats.
  ///   - path: the file to write.
  /// - Returns: arguments with which the same pictures give the same bytes: neither date nor version is written, nor
  ///   does it matter how many cores there are.
  static func arguments(_ video: VideoExporter, _ frame: Raster, _ input: ExportInput, to path: String) -> [String] {
    let milliseconds = Int((input.secondsPerStep * 1000).rounded())
    return [
      "-nostdin", "-hide_banner", "-loglevel", "error", "-y", "-f", "rawvideo",
      "-pixel_format", video.pixels == .indexed ? "pal8" : "bgra", "-video_size", "\(frame.width)x\(frame.height)",
      "-framerate", "1000/\(milliseconds)", "-i", "pipe:0",
    ] + video.codec(milliseconds) + (input.playback == .once ? video.repetition.once : video.repetition.repeating)
      + ["-threads", "2", "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "file:\(path)"]
  }

  /// The system's error code where the words of `ffmpeg`, which tells no code, say that it refused memory, processes or
  /// open files; nil otherwise.
  static func systemError(_ words: String) -> Int32? {
    [ENOMEM, EAGAIN, EMFILE, ENFILE].first { words.contains(String(cString: strerror($0))) }
  }

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
