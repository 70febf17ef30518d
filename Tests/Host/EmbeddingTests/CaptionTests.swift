import Autodiff
import Embedding
import Foundation
import GraphLayout
import Rendering
import TestSupport
import Testing

/// The words beside a video, and how long the steps last.
@Suite struct CaptionTests {
  /// A cue of WebVTT.
  private struct Cue: Equatable {
    let name: String
    let start, end: Double
    let text: String
  }

  /// The cues of a file, read as WebVTT defines them.
  private static func cues(_ text: String) throws -> [Cue] {
    let blocks = text.components(separatedBy: "\n\n")
    #expect(blocks.first == "WEBVTT")
    return try blocks.dropFirst().map { block in
      let lines = block.split(separator: "\n").map(String.init)
      let times = try #require(
        lines[1].wholeMatch(of: /(\d\d):(\d\d):(\d\d\.\d\d\d) --> (\d\d):(\d\d):(\d\d\.\d\d\d)/)?.output)
      func seconds(_ parts: Substring...) -> Double { parts.reduce(0) { $0 * 60 + (Double($1) ?? .nan) } }
      return Cue(
        name: lines[0], start: seconds(times.1, times.2, times.3), end: seconds(times.4, times.5, times.6),
        text: lines[2...].joined(separator: "\n"))
    }
  }

  /// A folder with a video, in which `ffmpeg` need not be installed.
  private static func write(
    _ source: String = Written.example, _ change: (inout ExportOptions) -> Void = { _ in }
  ) async throws -> Written {
    var options = PictureOptions()
    options.size = Size(width: 160, height: 90)
    return try await Written([.webm], source, options: options) {
      $0.secondsPerStep = 0.1
      change(&$0)
    }
  }

  /// The steps of the example, as long as their sentences.
  private static let spoken = Task { try await write { $0.followsSpeech = true } }

  @Test func cuesAreTheStepsOfTheManifest() async throws {
    for (written, count) in try await [(Self.write(Written.short), 5), (Self.spoken.value, 13)] {
      let (cues, steps) = (try Self.cues(written.text("captions.vtt")), try written.steps())
      #expect(cues.count == count && cues.map(\.name) == steps.map { "Step \($0.step)" })
      #expect(cues.map(\.text) == steps.map(\.spoken))
      for (cue, step) in zip(cues, steps) {
        #expect(abs(cue.start - step.start) < 1e-9 && abs(cue.end - step.start - step.duration) < 1e-9)
      }
      for (step, next) in zip(steps, steps.dropFirst()) { #expect(abs(step.start + step.duration - next.start) < 1e-9) }
    }
  }

  /// By whatever a reader counts as a word.
  @Test func nobodyHasToReadFasterThan180WordsAMinute() async throws {
    let arrays = "f(x) = sum(x @ x) at [[0.5, 1.25], [1e-7, 2]]"
    for written in try await [Self.spoken.value, Self.write(arrays) { $0.followsSpeech = true }] {
      for cue in try Self.cues(written.text("captions.vtt")) {
        let words = max(
          cue.text.split(separator: " ").count, cue.text.matches(of: /\w+/).count, cue.text.matches(of: /\b\w/).count)
        #expect(Double(words) / (cue.end - cue.start) <= 3 && cue.end - cue.start >= 2.5, "\(cue.text)")
      }
    }
  }

  @Test func whatWebVTTReservesIsEscaped() async throws {
    let scratch = try Scratch()
    let trace = try Trace(of: sin(variable(2, name: "a<b> & c")))
    var options = PictureOptions()
    options.size = Size(width: 160, height: 90)
    try await Animation.write(trace, to: "\(scratch.path)/f", options: options, export: ExportOptions([.webm]))
    let captions = try #require(scratch.read("f/captions.vtt").map { String(decoding: $0, as: UTF8.self) })
    #expect(captions.contains("a&lt;b&gt; &amp; c") && !captions.contains("<"))
  }

  @Test func transcriptTellsTitleGraphAndSteps() async throws {
    let written = try await Self.spoken.value
    let (transcript, steps) = (try written.text("transcript.txt"), try written.steps())
    #expect(transcript.hasPrefix("Three variables\n\nA computational graph of 3 variables, 5 operations."))
    for step in steps { #expect(transcript.contains("\n\nStep \(step.step) (")) }
    for step in steps { #expect(transcript.contains(")\n\(step.spoken)\n")) }
    #expect(transcript.hasSuffix(".\n") && !transcript.hasSuffix("\n\n"))
  }

  @Test func posterIsTheLastStep() async throws {
    let poster = try #require(await Self.spoken.value.files["poster.png"])
    #expect([UInt8](poster.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] as [UInt8])
    #expect([UInt8](poster[16..<24]) == [0, 0, 0, 160, 0, 0, 0, 90] as [UInt8])
  }

  /// The picture for dark pages plays as the one for light pages does.
  @Test func bothPicturesOfMarkdownPlayAlike() async throws {
    let written = try await Written([.markdown]) {
      $0.markdownStyle.flavor = .github
      $0.playback = .once
      $0.followsSpeech = true
    }
    let heads = try ["animation.svg", "animation-dark.svg"].map { name in
      try #require(written.text(name).firstMatch(of: /animation:[\d.]+s step-end 1;/)?.output)
    }
    #expect(heads[0] == heads[1])
  }

  /// Every format that plays follows the sentences.
  @Test func playingFormatsTakeTheirTime() async throws {
    let written = try await Written([.svg, .html], Written.example) { $0.followsSpeech = true }
    let steps = try written.steps()
    // The last step of a video is twice as long.
    let total = try #require(steps.last.map { $0.start + $0.duration / 2 })
    let svg = try written.text("animation.svg")
    let duration = try #require(svg.firstMatch(of: /animation:([\d.]+)s step-end/)?.output.1)
    #expect(try abs(#require(Double(duration)) - total) < 1e-9)
    let delay = try #require(svg.firstMatch(of: /step-3\]:target\)~#\w+\{--delay:-([\d.]+)s/)?.output.1)
    #expect(try abs(#require(Double(delay)) - steps[3].start - steps[3].duration / 2) < 1e-9)
  }
}
