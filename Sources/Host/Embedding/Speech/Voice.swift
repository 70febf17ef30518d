import Output
import Player
import Storyboard
import Subprocess

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The steps read aloud by `espeak-ng`, each from the moment its picture is to be seen.
struct Voice: Sendable {
  /// Samples a second, of 16 bits and one channel.
  let rate: Int

  /// The file of the samples; only while the videos are made.
  static let fileName = ".voice"
  private static let espeak = HelperProgram(name: "espeak-ng", file: "the voice")
  /// The milliseconds of silence behind a sentence.
  private static let pause = 300

  /// Reads every step aloud, and makes each last as long as its sentence.
  ///
  /// - Parameters:
  ///   - input: what is read; its times become longer where a sentence takes longer than its step.
  ///   - folder: takes the samples, under ``fileName``.
  /// - Returns: how the samples are to be read.
  /// - Throws: ``EmbedError`` where the program is missing or fails, `OutputError`, `CancellationError`.
  static func record(_ input: inout ExportInput, into folder: OutputFolder) async throws -> Voice {
    let path = folder.stagingPath(fileName)
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw OutputError.systemRefuses(path: path, code: errno) }
    defer { close(file) }
    var rate = 0
    for place in input.story.frames.indices {
      try Task.checkCancellation()
      let sound = try await say(input.story.frames.caption(place).spoken.printable)
      if place == 0 { rate = sound.rate }
      guard sound.rate == rate else {
        throw espeak.failure("its sentences have \(rate) and \(sound.rate) samples a second")
      }
      input.times.lengthen(place, to: sound.samples.count / 2 * 1000 / rate + pause)
      let bytes = 2 * (input.videoTimes.durations[place] * rate / 1000)
      let silence = [UInt8](repeating: 0, count: max(0, bytes - sound.samples.count))
      guard writeAll(sound.samples, to: file), writeAll(silence, to: file) else {
        throw OutputError.systemRefuses(path: path, code: errno)
      }
    }
    return Voice(rate: rate)
  }

  /// A sentence as samples.
  private static func say(_ sentence: String) async throws -> (rate: Int, samples: [UInt8]) {
    let result = try await espeak.run { program in
      try await Subprocess.run(
        program, arguments: ["-v", "en", "-s", "\(StepTimes.wordsPerMinute)", "--stdin", "--stdout"],
        input: .string(sentence), output: .bytes(limit: 1 << 26), error: .string(limit: 1 << 16))
    }
    guard let sound = samples(ofWAV: result.standardOutput) else {
      throw espeak.failure("what it wrote is not sound of 16 bits and one channel")
    }
    return sound
  }

  /// The samples of a WAV file that was written to a pipe, whose sizes are not to be trusted; nil where it is none.
  static func samples(ofWAV bytes: [UInt8]) -> (rate: Int, samples: [UInt8])? {
    func number(_ place: Int, _ count: Int) -> Int {
      bytes.dropFirst(place).prefix(count).reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    guard bytes.count >= 44, bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WAVEfmt ".utf8),
      bytes.dropFirst(36).starts(with: "data".utf8), number(20, 2) == 1, number(22, 2) == 1, number(34, 2) == 16,
      (8_000...48_000).contains(number(24, 4))
    else { return nil }
    let samples = bytes.dropFirst(44)
    return (number(24, 4), Array(samples.dropLast(samples.count % 2)))
  }
}
