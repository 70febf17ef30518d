import Formulas
import Output
import Player
import Storyboard

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The files that stand beside a video: the words of its steps, and a still.
enum CaptionFiles {
  /// Subtitles, a cue a step.
  static let captions = "captions.vtt"
  /// All words, to be read without the video.
  static let transcript = "transcript.txt"
  /// The last step, to be shown in place of the video.
  static let poster = "poster.png"
  /// The chapters of the video; only while it is made.
  static let chapters = ".chapters"

  /// All that stay.
  static let names = [captions, transcript, poster]

  /// Writes them into the folder, with what the videos need.
  ///
  /// - Throws: ``EmbedError``, `OutputError`.
  static func write(_ input: ExportInput, into folder: OutputFolder) throws {
    try folder.write(Array(input.webVTT.utf8), to: captions)
    try folder.write(Array(input.transcript.utf8), to: transcript)
    try folder.write(Array(input.chapters.utf8), to: chapters)
    let last = input.renderer.count - 1
    let raster = try Raster(
      input.renderer.svg(last), size: input.renderer.size, ground: input.options.theme.background, calling: poster)
    try folder.write(raster.png(), to: poster)
  }

  /// Removes what was needed for the videos only, and all where none was written.
  ///
  /// - Parameters:
  ///   - folder: the folder.
  ///   - formats: the formats that were written.
  /// - Returns: the files that stay.
  static func keep(in folder: OutputFolder, of formats: [OutputFormat]) -> [String] {
    for name in [chapters, Voice.fileName] { folder.remove(name) }
    guard formats.allSatisfy(\.companionFiles.isEmpty) else { return names }
    for name in names { folder.remove(name) }
    return []
  }
}

extension ExportInput {
  /// The times of the steps in a video.
  var videoTimes: StepTimes { times.withLongLast }

  /// Subtitles as WebVTT.
  fileprivate var webVTT: String {
    "WEBVTT\n"
      + told { step, start, end in
        "\n\(Words.step(step.number))\n\(start.clock) --> \(end.clock)\n\(step.spoken.asCueText)\n"
      }
  }

  /// The title, the graph and every step in words.
  fileprivate var transcript: String {
    let graph = story.nodes.count <= Storyboard.mostToldNodes ? story.spokenGraph.printable + "\n\n" : ""
    return "\(story.plainTitle.printable)\n\n\(graph)"
      + told { step, start, _ in "\(Words.step(step.number)) (\(start.minutes))\n\(step.spoken)\n\n" }.dropLast()
  }

  /// The chapters of a video, as `ffmpeg` reads them.
  fileprivate var chapters: String {
    ";FFMETADATA1\n"
      + told { step, start, end in
        "[CHAPTER]\nTIMEBASE=1/1000\nSTART=\(start)\nEND=\(end)\n"
          + "title=\(Words.step(step.number)): \(step.formula)".asMetadata + "\n"
      }
  }

  /// A text for each step, one after the other.
  private func told(
    _ tell: (_ step: (number: Int, spoken: String, formula: String), _ start: Int, _ end: Int) -> String
  ) -> String {
    let times = videoTimes
    return zip(story.frames.indices, zip(times.starts, times.durations)).map { place, time in
      let caption = story.frames.caption(place)
      let formula = caption.lines.first?.text(options.numbers).printable ?? ""
      return tell(
        (story.frames.steps[place], caption.spoken.printable, formula), time.0, time.0 + time.1)
    }.joined()
  }
}

extension Int {
  /// Milliseconds as WebVTT has them, `00:01:02.500`.
  fileprivate var clock: String {
    func digits(_ number: Int, _ count: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: Swift.max(0, count - text.count)) + text
    }
    return [self / 3_600_000, self / 60_000 % 60].map { digits($0, 2) + ":" }.joined()
      + digits(self / 1000 % 60, 2) + "." + digits(self % 1000, 3)
  }

  /// Milliseconds as people write them, `1:02`.
  fileprivate var minutes: String {
    let seconds = self / 1000 % 60
    return "\(self / 60_000):\(seconds < 10 ? "0" : "")\(seconds)"
  }
}

extension String {
  /// The text with what WebVTT reserves escaped; no arrow is left in it.
  fileprivate var asCueText: String {
    replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  /// A key and its value for `ffmpeg`, with what its metadata files reserve escaped in the value.
  fileprivate var asMetadata: String {
    guard let equals = firstIndex(of: "=") else { return self }
    let value = self[index(after: equals)...].map { "=;#\\".contains($0) ? "\\\($0)" : String($0) }
    return self[...equals] + value.joined()
  }
}
