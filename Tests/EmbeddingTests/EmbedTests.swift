import Embedding
import Expressions
import Foundation
import FoundationXML
import Testing

/// What is written beside the frames, without a browser: structure, escapes, sizes, templates.
@Suite struct EmbedTests {
  private let example = "# Three variables\nf(x, y, z) = sin(x + y) + (x * y)^z at (1, 2, 3)"

  private func write(
    _ formats: [OutputFormat], _ source: String, _ change: (inout Animation.Embeds) throws -> Void = { _ in }
  ) throws -> [String: String] {
    let scratch = try Scratch()
    var embeds = Animation.Embeds(formats)
    try change(&embeds)
    try Animation.write(Program(source).trace(), to: "\(scratch.path)/f", embeds: embeds)
    return scratch.files("f").compactMapValues { String(data: $0, encoding: .utf8) }
  }

  private func parse(_ xml: String) throws {
    let parser = XMLParser(data: Data(xml.utf8))
    if !parser.parse() { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
  }

  @Test func everyFormatIsAFileThatTheManifestNames() throws {
    let files = try write(OutputFormat.allCases, "f(x) = x^2 at 3")
    for format in OutputFormat.allCases {
      let text = try #require(files[format.fileName])
      #expect(!text.isEmpty)
      #expect(files["manifest.json"]?.contains("\"\(format.fileName)\"") == true)
    }
    #expect(Set(OutputFormat.allCases.map(\.fileName)).count == OutputFormat.allCases.count)
  }

  @Test func aSecondRunWithFewerFormatsLeavesNoneBehind() throws {
    let scratch = try Scratch()
    let trace = try Program("f(x) = x^2 at 3").trace()
    try Animation.write(trace, to: "\(scratch.path)/f", embeds: Animation.Embeds([.html, .svg]))
    try Animation.write(trace, to: "\(scratch.path)/f", embeds: Animation.Embeds([.svg]))
    #expect(scratch.files("f")["player.html"] == nil)
    #expect(scratch.files("f")["animation.svg"] != nil)
  }

  @Test func theSameInputGivesTheSameBytes() throws {
    #expect(try write(OutputFormat.allCases, example) == write(OutputFormat.allCases, example))
  }

  @Test func aGraphOfTwelveStepsIsSmall() throws {
    let files = try write(OutputFormat.allCases, example)
    for format in [OutputFormat.html, .snippet, .svg] {
      let size = try #require(files[format.fileName]?.utf8.count)
      #expect(size <= 120_000, "\(format) has \(size) bytes")
    }
  }

  /// Three layers of eight neurons: 100 nodes and 200 steps.
  @Test(.enabled(if: Browser.isWanted)) func aGraphOfAHundredNodesIsNotLarge() throws {
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
    let files = try write([.html, .svg], source)
    let steps = files.keys.filter { $0.hasPrefix("frames/") }.count - 1
    #expect(trace.nodes.count >= 100 && steps >= 200, "\(trace.nodes.count) nodes, \(steps) steps")
    let size = try #require(files["player.html"]?.utf8.count)
    #expect(size <= 600_000, "\(size) bytes")
  }

  @Test func theAnimatedSVGIsWellFormedAndPlain() throws {
    let svg = try #require(write([.svg], example)["animation.svg"])
    try parse(svg)
    #expect(!svg.contains("<script") && !svg.contains("<animate") && !svg.contains("http://www.w3.org/1999/xlink"))
    #expect(svg.contains("prefers-reduced-motion"))
    for step in 0...12 { #expect(svg.contains("id=\"step-\(step)\"")) }
    #expect(svg.contains("animation:32.5s"))
    #expect(
      try #require(write([.svg], example) { $0.secondsPerStep = 0.5 }["animation.svg"]).contains("animation:6.5s"))
  }

  @Test func noIdIsUsedTwice() throws {
    let ids = try ["f(x) = x^2 at 3", "f(x) = x^3 at 3", example].map { source in
      let text = try #require(write([.snippet], source)["snippet.html"])
      return text.matches(of: /\sid="([^"]+)"/).map { String($0.output.1) }
    }
    #expect(Set(ids.joined()).count == ids.joined().count)
    let svg = try #require(write([.svg], example)["animation.svg"])
    let all = svg.matches(of: /\sid="([^"]+)"/).map { String($0.output.1) }
    #expect(Set(all).count == all.count && all.count > 40)
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "</svg>", "]]>", "\"quoted\"", "\\input{secret}", "{{title}}", "<!-- -->", "&amp;",
    "~!!!|[1;2;3]", "図",
  ])
  func titlesLikeMarkupComeOutAsText(_ title: String) throws {
    let files = try write(OutputFormat.allCases, "# \(title)\nx = 1\nf = x * 2")
    let svg = try #require(files["animation.svg"])
    try parse(svg)
    #expect(!svg.contains("<script"))
    let plain = try #require(try write(OutputFormat.allCases, "# T\nx = 1\nf = x * 2")["player.html"])
    let page = try #require(files["player.html"])
    for mark in ["<script", "</script", "</svg>", "<!--"] {
      #expect(page.components(separatedBy: mark).count == plain.components(separatedBy: mark).count, "\(mark)")
    }
    let escaped = title.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
    #expect(page.contains("<title>\(escaped)</title>"))
    #expect(svg.contains("<title id=\"title\">\(escaped)</title>"))
  }

  @Test func nothingOfThePlayerComesFromElsewhere() throws {
    let files = try write([.html, .snippet], example)
    for text in files.filter({ $0.key.hasSuffix(".html") }).values {
      #expect(
        !text.contains("http:") && !text.contains("https:") && !text.contains("src=") && !text.contains("@import"))
    }
  }

  @Test func templatesOfAFolderAreUsedInPlace() throws {
    let scratch = try Scratch()
    func put(_ text: String, _ name: String) throws {
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(scratch.path)/\(name)"))
    }
    try put("<title>Mine: {{title}}</title>{{> snippet.mustache}}", "player.mustache")
    let templates = try Templates(folder: scratch.path)
    let page = try #require(write([.html], example) { $0.templates = templates }["player.html"])
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
