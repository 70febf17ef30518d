import Embedding
import Expressions
import Foundation
import Rendering
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The player, the snippet and the animated SVG without a browser: structure, sizes, templates.
@Suite struct PlayerFileTests {
  private static let formats: [OutputFormat] = [.html, .snippet, .svg]
  private static let example = "# Three variables\nf(x, y, z) = sin(x + y) + (x * y)^z at (1, 2, 3)"

  private func write(
    _ formats: [OutputFormat], _ source: String, _ change: (inout ExportOptions) throws -> Void = { _ in }
  ) async throws -> [String: String] {
    let scratch = try Scratch()
    var export = ExportOptions(formats)
    try change(&export)
    try await Animation.write(Program(source).trace(), to: "\(scratch.path)/f", export: export)
    return scratch.files("f").compactMapValues { String(data: $0, encoding: .utf8) }
  }

  /// The example in the formats, which many tests look at.
  private static let written = Task { try await PlayerFileTests().write(formats, example) }

  private func parse(_ xml: String) throws {
    let parser = XMLParser(data: Data(xml.utf8))
    if !parser.parse() { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
  }

  @Test func manifestNamesFileOfEveryFormat() async throws {
    let files = try await write(Self.formats, "f(x) = x^2 at 3")
    for format in Self.formats {
      let text = try #require(files[format.fileName])
      #expect(!text.isEmpty)
      #expect(files["manifest.json"]?.contains("\"\(format.fileName)\"") == true)
    }
    #expect(Set(Self.formats.map(\.fileName)).count == Self.formats.count)
  }

  @Test func fewerFormatsLeaveNoneBehind() async throws {
    let scratch = try Scratch()
    let trace = try Program("f(x) = x^2 at 3").trace()
    try await Animation.write(trace, to: "\(scratch.path)/f", export: ExportOptions([.html, .svg]))
    try await Animation.write(trace, to: "\(scratch.path)/f", export: ExportOptions([.svg]))
    #expect(scratch.files("f")["player.html"] == nil)
    #expect(scratch.files("f")["animation.svg"] != nil)
  }

  @Test func sameInputGivesSameBytes() async throws {
    let first = try await write(Self.formats, Self.example)
    let second = try await Self.written.value
    #expect(first == second)
  }

  @Test func twelveStepsAreSmall() async throws {
    let files = try await Self.written.value
    #expect(files["player.html"]?.contains(":host{") == true)
    for format in [OutputFormat.html, .snippet, .svg] {
      let size = try #require(files[format.fileName]?.utf8.count)
      #expect(size <= (format == .svg ? 130_000 : 120_000), "\(format) has \(size) bytes")
    }
  }

  /// Three layers of eight neurons: 100 nodes and 200 steps.
  @Test(.enabled(if: Browser.isWanted)) func hundredNodesAreNotLarge() async throws {
    var lines = (0..<10).map { "x\($0) = \(Double($0) / 4 - 1)\nw\($0) = \(1 - Double($0) / 5)" }
    var outputs = (0..<10).map { "x\($0)" }
    for layer in 0..<3 {
      let names = (0..<8).map { "h\(layer)_\($0)" }
      for (index, name) in names.enumerated() {
        let (a, b) = (outputs[index], outputs[(index + 1) % outputs.count])
        lines.append("\(name) = tanh(\(a) * w\((index + layer) % 10) + \(b) + x\((index + layer) % 10))")
      }
      outputs = names
    }
    let source = (lines + ["f = " + outputs.joined(separator: " + ")]).joined(separator: "\n")
    let trace = try Program(source).trace()
    let files = try await write([.html, .svg], source)
    let steps = files.keys.filter { $0.hasPrefix("frames/") }.count - 1
    #expect(trace.nodes.count >= 100 && steps >= 200, "\(trace.nodes.count) nodes, \(steps) steps")
    let size = try #require(files["player.html"]?.utf8.count)
    #expect(size <= 700_000, "\(size) bytes")
  }

  /// States of groups are held where groups are asked for, and nowhere else.
  @Test func playerHoldsStatesOfGroupsThatAreAskedFor() async throws {
    let source = "w = 0.7; x = 0.5; h = tanh(w*x + 1); k = tanh(w*h + 1); f = (k - 1)^2"
    let plain = try #require(await write([.html], source)["player.html"])
    #expect(!plain.contains("data-do=\"closed\""))
    let scratch = try Scratch()
    var options = PictureOptions()
    options.closedGroups = .named(["h"])
    try await Animation.write(
      Program(source).trace(), to: "\(scratch.path)/f", options: options, export: ExportOptions([.html]))
    let page = try #require(scratch.files("f")["player.html"].flatMap { String(data: $0, encoding: .utf8) })
    #expect(page.contains("data-do=\"closed\""))
    #expect(page.utf8.count < 3 * plain.utf8.count, "\(page.utf8.count) and \(plain.utf8.count) bytes")
  }

  @Test func animatedSVGIsWellFormed() async throws {
    let svg = try #require(await Self.written.value["animation.svg"])
    try parse(svg)
    #expect(!svg.contains("<script") && !svg.contains("<animate"))
    #expect(svg.contains("prefers-reduced-motion"))
    for step in 0...12 { #expect(svg.contains("<h:a name=\"step-\(step)\"/>")) }
    #expect(svg.contains("<metadata><r:RDF "), "validators let nothing else into metadata")
    #expect(svg.contains("animation:32.5s"))
    #expect(
      try #require(await write([.svg], Self.example) { $0.secondsPerStep = 0.5 }["animation.svg"]).contains(
        "animation:6.5s"))
  }

  /// Inkscape hides no groups that are only not visible, and knows no references but those of SVG 1.1.
  @Test func programsWithoutAnimationsSeeLastStep() async throws {
    let files = try await Self.written.value
    let svg = try #require(files["animation.svg"])
    #expect(!svg.contains("<use href=") && svg.contains("<use xlink:href="))
    let body = try #require(svg.range(of: "</style>").map { svg[$0.upperBound...] })
    #expect(!body.contains("visibility="))
    // As many rings as the last frame has: none.
    let prefix = try #require(svg.firstMatch(of: /<g id="(...)p">/)?.output.1)
    for piece in body.matches(of: /<g class="(\w+)"( display="none")?>/) {
      let isHidden = piece.output.1.hasPrefix(prefix + "h") || piece.output.1.hasPrefix(prefix + "v")
      #expect(isHidden == (piece.output.2 != nil), "\(piece.output.0)")
    }
  }

  /// Several animated pictures may stand in one page.
  @Test func animationsKeepApart() async throws {
    var names: [Set<String>] = []
    for source in [Self.example, "f(x) = x^2 at 3"] {
      let svg = try #require(try await write([.svg], source)["animation.svg"])
      let found =
        svg.matches(of: /\sid="([^"]+)"/).map { String($0.output.1) }
        + svg.matches(of: /@keyframes (\S+?)\{/).map { String($0.output.1) }
        + svg.matches(of: /class="(\w{3}[thv]\w+)"/).map { String($0.output.1) }
      #expect(found.count > 40)
      names.append(Set(found))
    }
    #expect(names[0].isDisjoint(with: names[1]))
  }

  @Test func animationPlaysOnceOrWaits() async throws {
    func animation(_ playback: Playback) async throws -> String {
      try #require(try await write([.svg], "f(x) = x^2 at 3") { $0.playback = playback }["animation.svg"])
    }
    let (repeating, once, waiting) = try await (animation(.repeating), animation(.once), animation(.onClick))
    #expect(repeating.contains("step-end infinite") && !repeating.contains(":focus"))
    #expect(once.contains("step-end 1;") && once.contains("linear 1;") && !once.contains("infinite"))
    #expect(waiting.contains(":not(:focus)") && waiting.contains("tabindex=\"0\""))
    try parse(waiting)
  }

  /// A page without scripts shows the last step; its letters are those that the script draws with.
  @Test func pageWithoutScriptsShowsLastStep() async throws {
    let files = try await Self.written.value
    let page = try #require(files["player.html"])
    let still = try #require(page.firstMatch(of: /<noscript>(.*?)<\/noscript>/.dotMatchesNewlines())?.output.1)
    try parse(String(still))
    let frame = try #require(files["frames/frame-0012.svg"])
    #expect(still.matches(of: /<use\s/).count == frame.matches(of: /<use\s/).count)
    let references = Set(still.matches(of: /href="#([^"]+)"/).map { String($0.output.1) })
    let ids = Set(page.matches(of: /\sid="([^"]+)"/).map { String($0.output.1) })
    #expect(!references.isEmpty && references.isSubset(of: ids))
  }

  @Test func lightCanBeKept() async throws {
    let free = try #require(await write([.html], "f(x) = x^2 at 3")["player.html"])
    #expect(!free.contains("data-theme=\"\""))
    let kept = try #require(await write([.html], "f(x) = x^2 at 3") { $0.keepsTheme = true }["player.html"])
    #expect(!free.contains("data-page data-theme"))
    #expect(kept.contains("data-page data-theme=\"light\""))
  }

  @Test func idsAreUnique() async throws {
    var ids: [String] = []
    for source in ["f(x) = x^2 at 3", "f(x) = x^3 at 3", Self.example] {
      let text = try #require(try await write([.snippet], source)["snippet.html"])
      ids += text.matches(of: /\sid="([^"]+)"/).map { String($0.output.1) }
    }
    #expect(Set(ids).count == ids.count && !ids.isEmpty)
    let svg = try #require(try await Self.written.value["animation.svg"])
    let all = svg.matches(of: /\sid="([^"]+)"/).map { String($0.output.1) }
    #expect(Set(all).count == all.count && all.count > 40)
  }

  @Test(
    arguments: sampled(
      [
        "<script>alert(1)</script>", "</svg>", "]]>", "\"quoted\"", "\\input{secret}", "{{title}}", "<!-- -->", "&amp;",
        "~!!!|[1;2;3]", "図",
      ], oneIn: 5))
  func titlesLikeMarkupComeOutAsText(_ title: String) async throws {
    let files = try await write(Self.formats, "# \(title)\nx = 1\nf = x * 2")
    let svg = try #require(files["animation.svg"])
    try parse(svg)
    #expect(!svg.contains("<script"))
    let plain = try #require(await write(Self.formats, "# T\nx = 1\nf = x * 2")["player.html"])
    let page = try #require(files["player.html"])
    for mark in ["<script", "</script", "</svg>", "<!--"] {
      #expect(page.components(separatedBy: mark).count == plain.components(separatedBy: mark).count, "\(mark)")
    }
    let escaped = title.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
    #expect(page.contains("<title>\(escaped)</title>"))
    #expect(svg.contains("title\">\(escaped)</title>"))
  }

  @Test func playerLoadsNothing() async throws {
    let files = try await Self.written.value
    for text in files.filter({ $0.key.hasSuffix(".html") }).values {
      #expect(
        !text.contains("http:") && !text.contains("https:") && !text.contains("src=") && !text.contains("@import"))
    }
  }

  @Test func templatesOfFolderAreUsed() async throws {
    let scratch = try Scratch()
    func put(_ text: String, _ name: String) throws {
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(scratch.path)/\(name)"))
    }
    try put("<title>Mine: {{title}}</title>{{> snippet.mustache}}", "player.mustache")
    let templates = try Templates(folder: scratch.path)
    let page = try #require(await write([.html], Self.example) { $0.templates = templates }["player.html"])
    #expect(page.hasPrefix("<title>Mine: Three variables</title>"))
    #expect(page.contains("adviz-player"))
    try put("{{#title}}", "player.mustache")
    #expect(throws: TemplateError.self) { try Templates(folder: scratch.path) }
    // What includes itself would never end.
    try put("{{> snippet.mustache}}", "player.mustache")
    try put("{{>  player.mustache }}", "snippet.mustache")
    #expect(throws: TemplateError.self) { try Templates(folder: scratch.path) }
    let empty = try Scratch()
    #expect(throws: TemplateError.nothingToOverride(folder: empty.path)) { try Templates(folder: empty.path) }
    #expect(throws: TemplateError.noFolder("\(empty.path)/no")) { try Templates(folder: "\(empty.path)/no") }
  }
}
