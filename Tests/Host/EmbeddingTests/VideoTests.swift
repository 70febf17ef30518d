import Embedding
import Expressions
import Foundation
import GraphLayout
import Rendering
import TestSupport
import Testing

/// What `ffmpeg` made, read back with `ffprobe` and `ffmpeg`; `.ci/install` installs both.
@Suite(.enabled(if: Installed("ffmpeg") != nil && Installed("ffprobe") != nil, ".ci/install installs ffmpeg"))
struct VideoTests {
  private func write(
    _ format: OutputFormat, _ size: Size = Size(width: 240, height: 136), seconds: Double = 1.5
  ) async throws -> Written {
    try await Written([format], options: Self.options(size.width, size.height)) { $0.secondsPerStep = seconds }
  }

  private static func options(_ width: Double, _ height: Double) -> PictureOptions {
    var options = PictureOptions()
    options.size = Size(width: width, height: height)
    return options
  }

  /// Frames, width, height and seconds.
  private func probe(_ path: String) throws -> [String: Double] {
    let told = try #require(Installed("ffprobe")).output(
      "-v", "error", "-select_streams", "v", "-count_frames", "-of", "default=noprint_wrappers=1", "-show_entries",
      "stream=nb_read_frames,width,height:format=duration", path)
    let lines = String(decoding: told, as: UTF8.self).split(separator: "\n").map { $0.split(separator: "=") }
    return Dictionary(uniqueKeysWithValues: lines.map { (String($0[0]), Double($0[1]) ?? -1) })
  }

  /// 5 steps of 1.5 s, the last of them twice as long.
  @Test(arguments: sampled([(OutputFormat.gif, 5.0), (.mp4, 18), (.webm, 6), (.apng, 5)], oneIn: 2))
  func framesDurationAndSize(_ format: OutputFormat, _ frames: Double) async throws {
    let written = try await write(format)
    let told = try probe(written.path(format.fileName))
    #expect(told["nb_read_frames"] == frames && told["width"] == 240 && told["height"] == 136)
    // How long an APNG takes is told by its frames only.
    #expect(told["duration"] == (format == .apng ? -1 : 9))
    #expect(written.result.formats == [format] && written.result.failures == [])
  }

  /// Seconds of a step that are no whole pictures of a usual rate.
  @Test func stillsLastAsLongAsDocumented() async throws {
    let written = try await write(.mp4, Size(width: 480, height: 270), seconds: 0.7)
    let changes = try Self.changes(written.path("animation.mp4"))
    #expect(zip(changes, [0, 0.7, 1.4, 2.1, 2.8]).allSatisfy { abs($0 - $1) < 0.001 } && changes.count == 5)
    #expect(try abs(#require(probe(written.path("animation.mp4"))["duration"]) - 4.2) < 0.001)
  }

  @Test func stillsLastAsLongAsTheirSentences() async throws {
    let formats: [OutputFormat] = isThorough ? [.mp4, .webm, .gif, .apng] : [.mp4]
    let written = try await Written(formats, options: Self.options(480, 270)) { $0.followsSpeech = true }
    let steps = try written.steps()
    let end = try #require(steps.last.map { $0.start + $0.duration })
    for path in formats.map({ written.path($0.fileName) }) {
      let changes = try Self.changes(path)
      #expect(zip(changes, steps).allSatisfy { abs($0 - $1.start) < 0.001 } && changes.count == 5, "\(changes)")
      // How long an APNG takes is told by its frames only.
      guard !path.hasSuffix("apng") else { continue }
      #expect(try abs(#require(probe(path)["duration"]) - end) < 0.001)
    }
  }

  /// The seconds at which a video shows another picture.
  private static func changes(_ path: String) throws -> [Double] {
    let told = try #require(Installed("ffprobe")).output(
      "-v", "error", "-f", "lavfi", "-i", "movie='\(path)',mpdecimate=hi=1500:lo=1500:frac=0", "-show_entries",
      "frame=pts_time", "-of", "csv=p=0")
    return String(decoding: told, as: UTF8.self).split { $0 == "\n" || $0 == "," }.compactMap { Double($0) }
  }

  @Test func subtitlesAndChaptersAreWithin() async throws {
    let source = "# A < B & C; \"d\" = e\nf(x) = x^2 at 3"
    let written = try await Written(isThorough ? [.mp4, .webm] : [.webm], source, options: Self.options(240, 136))
    for format in written.result.formats {
      try checkWords(written.path(format.fileName), written.steps())
    }
  }

  private func checkWords(_ path: String, _ steps: [Written.Step]) throws {
    let cues = try #require(Installed("ffmpeg")).output("-v", "error", "-i", path, "-map", "0:s:0", "-f", "webvtt", "-")
    let told = String(decoding: cues, as: UTF8.self)
    #expect(steps.allSatisfy { told.contains($0.spoken) } && told.split(separator: " --> ").count == steps.count + 1)
    let probed = try JSONSerialization.jsonObject(
      with: #require(Installed("ffprobe")).output(
        "-v", "error", "-show_chapters", "-show_format", "-show_streams", "-of", "json", path))
    let tree = try #require(probed as? [String: Any])
    let chapters = try #require(tree["chapters"] as? [[String: Any]])
    #expect(chapters.map { Double("\($0["start_time"] ?? "")") } == steps.map(\.start))
    let titles = chapters.map { ($0["tags"] as? [String: String])?["title"] ?? "" }
    #expect(titles[1] == "Step 1: pow = x^2 ⇒ ∂pow/∂x = 2 · x = 6" && titles.count == steps.count)
    let tags = (tree["format"] as? [String: Any])?["tags"] as? [String: String]
    #expect(tags?["title"] == "A < B & C; \"d\" = e")
    let streams = try #require(tree["streams"] as? [[String: Any]])
    #expect(streams.map { $0["codec_type"] as? String ?? "" }.prefix(2) == ["video", "subtitle"])
  }

  @Test func samePicturesGiveSameBytes() async throws {
    for format in sampled([OutputFormat.gif, .mp4, .webm, .apng], oneIn: 4) {
      let (first, second) = try await (write(format), write(format))
      #expect(first.files[format.fileName] != nil && first.files == second.files, "\(format)")
    }
  }

  /// What `ffmpeg` shows of the animation is what it shows of each frame.
  @Test("An animated PNG has the pixels of the frames") func animatedPixels() async throws {
    let written = try await Written([.apng, .png, .gif], options: Self.options(481, 271)) { $0.scale = 1 }
    func pixels(_ path: String) throws -> Data {
      try #require(Installed("ffmpeg")).output(
        "-v", "error", "-i", path, "-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", "rgba", "-")
    }
    let names = written.files.keys.filter { $0.hasPrefix("frames/") && $0.hasSuffix(".png") }.sorted()
    let frames = try names.map { try pixels(written.path($0)) }
    #expect(frames.count == 5 && frames[0].count == 4 * 481 * 271 && Set(frames).count == 5)
    #expect(try pixels(written.path("animation.apng")) == frames.reduce(Data(), +))
  }

  @Test func oddSizeIsMadeEvenForMP4Only() async throws {
    let odd = Size(width: 481, height: 271)
    let video = try await write(.mp4, odd), image = try await write(.gif, odd)
    #expect(try probe(video.path("animation.mp4")).filter { $0.key.count < 7 } == ["width": 482, "height": 272])
    #expect(try probe(image.path("animation.gif")).filter { $0.key.count < 7 } == ["width": 481, "height": 271])
  }

  @Test func mp4HasItsIndexFirst() async throws {
    let file = try #require(try await write(.mp4).files["animation.mp4"])
    let index = try #require(file.range(of: Data("moov".utf8))),
      pictures = try #require(file.range(of: Data("mdat".utf8)))
    #expect(index.lowerBound < pictures.lowerBound)
  }

  /// Every colour of the theme that fills something is in the GIF as it is, and the last frame shows for 3 s.
  @Test func gifHasThemeColoursAndLoops() async throws {
    let written = try await write(.gif, Size(width: 1280, height: 720))
    let gif = try #require(written.files["animation.gif"])
    #expect(gif.range(of: Data("NETSCAPE2.0\u{3}\u{1}\u{0}\u{0}\u{0}".utf8)) != nil, "it loops for ever")
    let pixels = try #require(Installed("ffmpeg")).output(
      "-v", "error", "-i", written.path("animation.gif"), "-vf", "select=eq(n\\,1)", "-frames:v", "1", "-f", "rawvideo",
      "-pix_fmt", "rgb24", "-")
    var counts: [Int: Int] = [:]
    for pixel in stride(from: 0, to: pixels.count, by: 3) {
      counts[Int(pixels[pixel]) << 16 | Int(pixels[pixel + 1]) << 8 | Int(pixels[pixel + 2]), default: 0] += 1
    }
    let theme = Theme.light
    for color in [theme.background, theme.variable, theme.constant, theme.operation, theme.accent, theme.card] {
      let key = Int(color.red) << 16 | Int(color.green) << 8 | Int(color.blue)
      #expect(counts[key, default: 0] > 200, "\(color)")
    }
  }

  /// A folder called like a command is a folder: no shell reads its name.
  @Test func folderNamedLikeCommandIsWritten() async throws {
    let scratch = try Scratch()
    // A slash cannot be in it, so a shell would write to the working folder.
    let mark = "adviz-test-\(UUID())"
    let name = "a; touch \(mark); $(touch \(mark)) `touch \(mark)` 'b' \"c\" & d | e %03d"
    var export = ExportOptions([.mp4, .gif])
    export.secondsPerStep = 0.1
    export.scale = 0.2
    try await Animation.write(Program(Written.short).trace(), to: "\(scratch.path)/\(name)", export: export)
    let files = scratch.files(name)
    #expect(files["animation.mp4"] != nil && files["animation.gif"] != nil)
    #expect(!FileManager.default.fileExists(atPath: mark))
  }
}
