import Player

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
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
  ///   - input: how long each step is to be seen, and whether the video repeats.
  ///   - words: the file of the captions.
  ///   - chapters: the file of the chapters.
  ///   - voice: the file of the samples.
  ///   - path: the file to write.
  /// - Returns: arguments with which the same pictures give the same bytes: neither date nor version is written, nor
  ///   does it matter how many cores there are.
  static func arguments(
    _ video: VideoExporter, _ frame: Raster, _ input: ExportInput, words: String, chapters: String, voice: String,
    to path: String
  ) -> [String] {
    let times = input.times
    var filters = video.filters(times)
    if !times.areEqual { filters.insert(places(input.videoTimes, isLastTwice: video.lastCount == 2), at: 0) }
    var arguments = [
      "-nostdin", "-hide_banner", "-loglevel", "error", "-y", "-f", "rawvideo",
      "-pixel_format", video.pixels == .indexed ? "pal8" : "bgra", "-video_size", "\(frame.width)x\(frame.height)",
      "-framerate", "1000/\(times.areEqual ? times.last : 1)", "-i", "pipe:0",
    ]
    if let subtitles = video.subtitles {
      arguments += ["-f", "webvtt", "-i", "file:\(words)", "-f", "ffmetadata", "-i", "file:\(chapters)"]
      if let rate = input.voice?.rate {
        arguments += ["-f", "s16le", "-ar", "\(rate)", "-ac", "1", "-i", "file:\(voice)", "-map", "0:v", "-map", "3:a"]
        arguments += video.sound + ["-metadata:s:a:0", "language=eng"]
      } else {
        arguments += ["-map", "0:v"]
      }
      arguments += ["-map", "1:s", "-map_chapters", "2", "-c:s", subtitles]
      // The pictures have the formulas, so that subtitles are shown to who asks for them.
      arguments += ["-metadata:s:s:0", "language=eng", "-disposition:s:0", "0"]
      arguments += ["-metadata", "title=\(input.story.plainTitle.printable)"]
    }
    if !filters.isEmpty { arguments += ["-vf", filters.joined(separator: ",")] }
    return arguments + video.codec(input.videoTimes.last)
      + (input.playback == .once ? video.repetition.once : video.repetition.repeating)
      + ["-threads", "2", "-map_metadata:g", "-1", "-map_metadata:s", "-1", "-fflags", "+bitexact"]
      + ["-flags:v", "+bitexact", "-flags:a", "+bitexact", "file:\(path)"]
  }

  /// The filter that gives each picture its place in time; pictures come in with one for each millisecond.
  ///
  /// - Parameters:
  ///   - times: how long each picture is to be seen.
  ///   - isLastTwice: whether the last is sent twice: then again for the last millisecond, so that it stays until then.
  /// - Returns: a filter whose length grows with the number of times that the duration changes.
  private static func places(_ times: StepTimes, isLastTwice: Bool) -> String {
    var durations = times.durations
    if isLastTwice, let last = durations.popLast() { durations.append(max(1, last - 1)) }
    var (terms, first): ([String], Int) = ([], 0)
    for place in durations.indices where place + 1 == durations.count || durations[place + 1] != durations[place] {
      terms.append("\(durations[place])*clip(N-\(first),0,\(place + 1 - first))")
      first = place + 1
    }
    return "setpts='\(terms.joined(separator: "+"))'"
  }

  /// The greatest number that divides both.
  static func greatestDivisor(_ one: Int, _ other: Int) -> Int {
    var (one, other) = (one, other)
    while other != 0 { (one, other) = (other, one % other) }
    return one
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
}
