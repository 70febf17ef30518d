import Autodiff
import Embedding
import Expressions
import Foundation
import GraphLayout
import Rendering
import Storyboard
import TestSupport
import Testing

/// The frames as PNG files and as pages.
@Suite struct PixelTests {
  /// Width, height, bits and kind of colours, as the first chunk tells them.
  private func header(_ png: Data) -> [Int] {
    let bytes = [UInt8](png)
    func number(_ at: Int) -> Int { bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) } }
    return [number(16), number(20), Int(bytes[24]), Int(bytes[25])]
  }

  @Test func pngHasSizeTimesScale() async throws {
    let written = try await Written([.png]) { $0.scale = 0.5 }
    for step in 0...4 {
      let png = try #require(written.files["frames/frame-000\(step).png"])
      #expect(header(png) == [640, 360, 8, 2])
    }
    let data = try #require(written.files["manifest.json"])
    let manifest = try JSONSerialization.jsonObject(with: data)
    let steps = try #require((manifest as? [String: Any])?["steps"] as? [[String: Any]])
    #expect(steps[3]["files"] as? [String] == ["frames/frame-0003.svg", "frames/frame-0003.png"])
    #expect(Set(try #require((manifest as? [String: Any])?["files"] as? [String])) == Set(written.files.keys))
  }

  @Test func pngWithoutBackgroundIsTransparent() async throws {
    var options = PictureOptions()
    options.hasBackground = false
    let written = try await Written([.png], options: options) { $0.scale = 0.25 }
    let png = try #require(written.files["frames/frame-0000.png"])
    #expect(header(png) == [320, 180, 8, 6])
  }

  /// A PNG that has been read by another program, as red, green and blue.
  @Test(.enabled(if: Installed("ffmpeg") != nil, ".ci/install installs it")) func pngHasPixelsOfLibrsvg() async throws {
    let ffmpeg = try #require(Installed("ffmpeg"))
    let written = try await Written([.png]) { $0.scale = 0.5 }
    let pixels = try ffmpeg.output(
      "-v", "error", "-i", written.path("frames/frame-0001.png"), "-f", "rawvideo", "-pix_fmt", "rgb24", "-")
    #expect(pixels.count == 640 * 360 * 3)
    var colors: Set<[UInt8]> = []
    for place in stride(from: 0, to: pixels.count, by: 3) { colors.insert([UInt8](pixels[place..<place + 3])) }
    for color in [Theme.light.background, Theme.light.variable, Theme.light.operation, Theme.light.accent] {
      #expect(colors.contains([color.red, color.green, color.blue]), "\(color)")
    }
  }

  @Test func tooManyPixelsAreRefused() async throws {
    let scratch = try Scratch()
    var options = PictureOptions()
    options.size = Size(width: 10_000, height: 8_000)
    let trace = try Program(Written.short).trace()
    await #expect(throws: EmbedError.tooManyPixels(name: "frames/frame-0000.png", width: 10_000, height: 8_000)) {
      var export = ExportOptions([.png])
      export.scale = 1
      // The first frame that is drawn is refused; which one that is, chance decides.
      do {
        try await Animation.write(trace, to: "\(scratch.path)/f", options: options, export: export)
      } catch EmbedError.tooManyPixels(_, let width, let height) {
        throw EmbedError.tooManyPixels(name: "frames/frame-0000.png", width: width, height: height)
      }
    }
    #expect(scratch.files() == [:])
  }

  @Test func pdfHasPagePerStepAndNoDate() async throws {
    let first = try await Written([.pdf])
    let pdf = try #require(first.files["frames.pdf"])
    #expect(pdf.starts(with: Data("%PDF-1".utf8)))
    #expect(pdf.range(of: Data("CreationDate".utf8)) == nil)
    #expect(try await Written([.pdf]).files["frames.pdf"] == pdf)
    if let pdfinfo = Installed("pdfinfo") {
      let told = String(decoding: try pdfinfo.output(first.path("frames.pdf")), as: UTF8.self)
      #expect(told.contains(/Pages: +5\n/) && told.contains(/Page size: +960 x 540 pts/))
      #expect(told.contains(/Title: +Short\n/) && told.contains("adviz \(advizVersion)"))
    }
  }

  @Test(arguments: GraphFormat.allCases) func graphIsWrittenInEveryFormat(_ format: GraphFormat) throws {
    let story = try Storyboard(Program(Written.example).trace(), tellsSteps: false)
    let bytes = try format.bytes(story, scale: 0.5)
    let begin: [GraphFormat: String] = [.svg: "<?xml", .png: "\u{89}PNG", .pdf: "%PDF", .dot: "digraph"]
    let expected: [UInt8] = (begin[format] ?? "").unicodeScalars.prefix(4).map { UInt8($0.value) }
    #expect([UInt8](bytes.prefix(4)) == expected)
    #expect(GraphFormat(path: "a.b/g.\(format)") == format)
    #expect(GraphFormat(path: "\(format)") == nil)
  }
}
