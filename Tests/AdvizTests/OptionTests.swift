import Adviz
import Foundation
import TestSupport
import Testing

/// What can be chosen about pictures and exports, with values that nothing can be drawn with.
@Suite("An option out of its range is refused with a sentence") struct OptionTests {
  private static let numbers: [Double] = [.nan, .infinity, -.infinity, -1, 0, 1e300]

  private static func story() throws -> Storyboard { try Storyboard(Trace(of: sin(variable(2, name: "x")))) }

  /// Options of a picture by the name that the sentence has.
  private static let pictures: [(name: String, options: PictureOptions)] = {
    var all: [(String, PictureOptions)] = []
    let sides = numbers + [15.9, 20_001]
    for size in sides.map({ PictureSize(width: $0, height: 720) }) + sides.map({ PictureSize(width: 720, height: $0) })
      + [
        PictureSize(width: -1280, height: -720), PictureSize(width: 16, height: 20_000),
        PictureSize(width: 1200, height: 100),
      ]
    {
      var options = PictureOptions()
      options.size = size
      all.append(("size", options))
    }
    for measure in Measure.allCases {
      for number in numbers + [201] {
        var options = PictureOptions()
        options.theme.sizes[measure] = number
        all.append((measure.rawValue, options))
      }
    }
    return all
  }()

  private func refuses(_ name: String, _ draw: () throws -> Void) {
    let error = #expect(throws: LayoutError.self) { try draw() }
    guard case .badOption(let sentence)? = error else {
      Issue.record("\(name): \(error.map { "\($0)" } ?? "")")
      return
    }
    #expect(sentence.contains(name))
  }

  @Test("Sizes of pictures and themes") func sizes() throws {
    let story = try Self.story()
    let optimization = optimized(variable(1) * 2)
    let trace = try Trace(of: sin(variable(2, name: "x")))
    let comparison = OptimizationComparison(before: trace, after: trace, optimization: optimization)
    for (index, (name, options)) in Self.pictures.enumerated() where isThorough || index % 4 == 0 {
      refuses(name) { _ = try FrameRenderer(story, options: options) }
      refuses(name) { _ = try GraphRenderer.svg(story, options: options) }
      refuses(name) { _ = try ComparisonRenderer.svg(comparison, options: options) }
      for format in GraphFormat.allCases {
        refuses(name) { _ = try format.bytes(story, options: options) }
        refuses(name) { _ = try format.bytes(comparison, options: options) }
      }
    }
    #expect(Self.pictures.count == 19 + 77)
  }

  @Test("The scale of a PNG file") func scales() throws {
    let story = try Self.story()
    for scale in Self.numbers + [10.1] {
      for format in GraphFormat.allCases {
        let error = #expect(throws: EmbedError.self) { try format.bytes(story, scale: scale) }
        #expect(error?.description.contains("scale") == true)
      }
    }
  }

  @Test("The options of an export") func exports() async throws {
    let trace = try Trace(of: sin(variable(2, name: "x")))
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("adviz-test-\(UUID())").path
    var all: [(String, ExportOptions)] = []
    func add(_ name: String, _ change: (inout ExportOptions) -> Void) {
      var export = ExportOptions([.svg, .png])
      change(&export)
      all.append((name, export))
    }
    for number in Self.numbers + [61] { add("seconds") { $0.secondsPerStep = number } }
    for number in Self.numbers + [11] { add("scale") { $0.scale = number } }
    for every in [0, -1, .min] { add("n-th step") { $0.excerpt.every = every } }
    for limit in [-1, .min] { add("most bytes") { $0.maxOutput = limit } }
    for (name, export) in all {
      let error = await #expect(throws: EmbedError.self) {
        try await AnimationFolder.write(trace, to: folder, export: export)
      }
      #expect(error?.description.contains(name) == true, "\(name): \(error?.description ?? "")")
    }
    #expect(all.count == 19 && !FileManager.default.fileExists(atPath: folder))
    for (name, options) in Self.pictures.prefix(8) {
      refuses(name) { try animate(sin(variable(2)), to: folder, options: options) }
    }
    #expect(!FileManager.default.fileExists(atPath: folder))
  }

  @Test(
    "The ending of a picture's name is its format",
    arguments: [
      "svg", "SVG", "Svg", "png", "PNG", "pNg", "pdf", "PDF", "dot", "DOT",
    ])
  func endings(_ ending: String) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("adviz-test-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = try visualize(at: sin(variable(2, name: "x")), to: "\(folder)/a.picture.\(ending)")
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    let beginnings = ["svg": "<?xml", "png": "\u{89}PNG", "pdf": "%PDF", "dot": "digraph"]
    let expected = try #require(beginnings[ending.lowercased()])
    #expect(bytes.starts(with: expected.unicodeScalars.map { UInt8($0.value) }))
  }

  @Test(
    "Any other ending is refused, and nothing is written",
    arguments: [
      "jpeg", "jpg", "gif", "html", "svgz", "png ", "svg.txt", "", "ſvg",
    ])
  func otherEndings(_ ending: String) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("adviz-test-\(UUID())").path
    for path in ["\(folder)/x.\(ending)", "\(folder).svg/x\(ending)"] {
      let error = #expect(throws: EmbedError.self) { try visualize(at: sin(variable(2)), to: path) }
      #expect(error == .unknownEnding(path: path))
      #expect(error?.description.contains(".svg, .png, .pdf or .dot") == true)
    }
    #expect(!FileManager.default.fileExists(atPath: folder))
  }
}
