import Autodiff
import Embedding
import Expressions
import Foundation
import Rendering
import Storyboard
import TestSupport
import Testing
import TraceFiles

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// LaTeX, reveal.js, Markdown and the notebook by their text; `Tests/Embeds/check-programs` shows them to the programs.
@Suite struct EmbedTests {
  private func cells(_ written: Written) throws -> [[String: Any]] {
    let data = try #require(written.files["notebook.ipynb"])
    let notebook = try JSONSerialization.jsonObject(with: data)
    return try #require((notebook as? [String: Any])?["cells"] as? [[String: Any]])
  }

  @Test func beamerHasOverlayPerStep() async throws {
    let written = try await Written([.latex])
    let tex = try written.text("beamer.tex")
    for page in 1...5 {
      #expect(tex.contains("\\includegraphics<\\advizslides{ \(page) }>[page=\(page)]{\\advizpages}"))
      #expect(tex.contains("\\note<\\advizslides{ \(page) }>{"))
    }
    #expect(tex.contains("\\frac{\\partial f}{\\partial x}=6"))
    #expect(written.files["frames.pdf"] != nil, "the pages are written with it")
    #expect(written.result.formats == [.pdf, .latex])
  }

  @Test func beamerShowsCaptionsOnSlide() async throws {
    var options = PictureOptions()
    options.showsCaption = false
    let tex = try await Written([.latex], options: options).text("beamer.tex")
    #expect(tex.contains("\\only<\\advizslides{ 5 }>{") && !tex.contains("\\note"))
  }

  @Test func pdfHasTitleAndCaptionsAsText() async throws {
    let program = try #require(Installed("pdftotext"))
    let written = try await Written([.pdf], Written.example)
    let pages = String(decoding: try program.output(written.path("frames.pdf"), "-"), as: UTF8.self)
      .split(separator: "\u{C}", omittingEmptySubsequences: false).dropLast()
    #expect(pages.count == 13)
    let manifest = try JSONSerialization.jsonObject(with: #require(written.files["manifest.json"])) as? [String: Any]
    let steps = try #require(manifest?["steps"] as? [[String: Any]])
    for (page, step) in zip(pages, steps) {
      let text = try #require((step["caption"] as? [String: String])?["text"])
      #expect(page.contains("Three variables"))
      // Several spaces are one.
      let words = page.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      for line in text.split(separator: "\n") {
        #expect(words.contains(line.split(separator: " ").joined(separator: " ")), "\(line) in \(page)")
      }
    }
    let title = "A title that is long enough to come near to the number of the step, and goes on behind it"
    let long = try await Written([.pdf], "# \(title)\nf(x) = x^2 at 3")
    let text = String(decoding: try program.output("-f", "2", "-l", "2", long.path("frames.pdf"), "-"), as: UTF8.self)
    #expect(text.contains(title) && text.contains("step 1 of 4"), "\(text)")
    // The letters are empty: nothing of them is seen.
    let plain = try #require(written.files["frames.pdf"])
    #expect(plain.range(of: Data("/Type3".utf8)) != nil)
  }

  @Test func markdownShowsPictureAndCaptions() async throws {
    let written = try await Written([.markdown]) { $0.markdownStyle.urlPrefix = "https://example.org/a_(b)" }
    let markdown = try written.text("snippet.md")
    #expect(markdown.hasPrefix("![Short: the backward pass through"))
    #expect(markdown.contains("](https://example.org/a_%28b%29/animation.svg)\n\n- **Step 0**: Start"))
    #expect(!markdown.contains("\\\n") && markdown.contains("  \n  ∂f/∂x"))
    #expect(written.files["animation-dark.svg"] != nil)
    let formulas = try await Written([.markdown]) { $0.markdownStyle.formulas = .latex }.text("snippet.md")
    #expect(formulas.contains("$\\frac{\\partial f}{\\partial x}") && formulas.contains("**Step 1**: $"))
    #expect(formulas.contains("- **Step 0**: Start: the forward values are known"))
    #expect(!formulas.contains("{{") && !formulas.contains("}}"), "Jekyll would fill it in")
    await #expect(throws: EmbedError.self) {
      _ = try await Written([.markdown]) { $0.markdownStyle.urlPrefix = "a b" }
    }
  }

  @Test func markdownForGitHubShowsBothThemes() async throws {
    let written = try await Written([.markdown]) { $0.markdownStyle.flavor = .github }
    let markdown = try written.text("snippet.md")
    #expect(markdown.contains("<source media=\"(prefers-color-scheme: dark)\" srcset=\"animation-dark.svg\" />"))
    #expect(markdown.contains("<img src=\"animation.svg\" alt=\"Short: the backward pass"))
    #expect(markdown.components(separatedBy: "\n- **Step ").count == 6)
    #expect(markdown.contains("- **Step 3**: Variable x: end of path, ∂f/∂x = 6\n"))
    #expect(try written.text("animation-dark.svg").contains("#101724"))
    #expect(try written.text("animation.svg").contains("#ffffff"))
    var options = PictureOptions()
    options.theme = .dark
    let dark = try await Written([.markdown], options: options) { $0.markdownStyle.flavor = .github }
    #expect(try dark.text("snippet.md").contains("(prefers-color-scheme: light)\" srcset=\"animation-light.svg\""))
    #expect(try dark.text("animation-light.svg").contains("#ffffff"))
  }

  /// At every step reveal.js shows what comes up to then and does not go before: that is what the frame draws.
  @Test func revealHasFragmentPerStep() async throws {
    let section = try await Written([.reveal], Written.example).text("reveal.html")
    let numbers = Set(section.matches(of: /data-fragment-index="(\d+)"/).compactMap { Int($0.output.1) })
    #expect(numbers == Set(1...12))
    let ids = section.matches(of: /\sid="([^"]*)"/).map { String($0.output.1) }
    #expect(ids.count == Set(ids).count && ids.allSatisfy { $0.contains("-r-") })
    let references = Set(section.matches(of: /href="#([^"]*)"/).map { String($0.output.1) })
    #expect(references.isSubset(of: Set(ids)))
    let classes = Set(section.matches(of: /\sclass="([^"]*)"/).flatMap { $0.output.1.split(separator: " ") })
    for step in 1...12 {
      let markers = section.matches(of: /<(g|p) class="fragment[^"]*" data-fragment-index="(\d+)"( data-notes=|>Step )/)
        .filter { $0.output.2 == "\(step)" }.map { String($0.output.1) }
      #expect(markers == ["g", "p"], "step \(step) has its notes before what it brings, its words behind")
    }
    #expect(classes.isDisjoint(with: ["progress", "controls", "slides", "backgrounds", "present", "past", "future"]))
  }

  @Test func notebookShowsPlayerOrPicture() async throws {
    let cells = try cells(try await Written([.notebook]))
    let output = try #require((cells[1]["outputs"] as? [[String: Any]])?.first)
    let data = try #require(output["data"] as? [String: String])
    #expect(Set(data.keys) == ["text/html", "image/png", "text/plain"])
    #expect(data["text/html"]?.contains("<iframe title=\"Short\"") == true)
    let png = try #require(data["image/png"].flatMap { Data(base64Encoded: $0) })
    #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    #expect(cells[1]["execution_count"] is NSNull)
  }

  /// Whatever a title or a name holds comes out as text, in every format that has text.
  @Test func markupInNamesIsEscaped() async throws {
    let hostile = "<script>alert(1)</script></svg>]]>\"&\\input{/etc/passwd}%_#$^~"
    let escaped = "\\\"&\\\\input{/etc/passwd}%_#$^~"
    let lines = String(decoding: try Program("# Title\nf(x) = x^2 at 3").trace().jsonLines(), as: UTF8.self)
    let json = "<script>alert(1)</script></svg>]]>" + escaped
    let changed = lines.replacingOccurrences(of: "\"Title\"", with: "\"\(json)\"")
      .replacingOccurrences(of: "\"x\"", with: "\"\(json)\"")
    let trace = try Trace(jsonLines: Data(changed.utf8))
    #expect(trace.title == hostile && trace.nodes.contains { $0.name == hostile })

    let scratch = try Scratch()
    let formats: [OutputFormat] = [.html, .svg, .pdf, .latex, .reveal, .snippet, .markdown, .notebook]
    try await Animation.write(trace, to: "\(scratch.path)/f", export: ExportOptions(formats))
    let files = scratch.files("f")
    func text(_ name: String) throws -> String { String(decoding: try #require(files[name]), as: UTF8.self) }
    for name in ["player.html", "snippet.html", "reveal.html", "snippet.md", "animation.svg", "animation-dark.svg"] {
      let page = try text(name)
      #expect(!page.contains("<script>alert") && !page.contains("</script></svg>"), "\(name)")
      let escaped = name == "snippet.md" ? "\\<script\\>alert(1)\\</script\\>" : "&lt;script&gt;alert(1)&lt;/script&gt;"
      #expect(page.contains(escaped), "\(name)")
    }
    for name in files.keys where name.hasSuffix(".svg") {
      let parser = XMLParser(data: try #require(files[name]))
      #expect(parser.parse(), "\(name)")
    }
    let tex = try text("beamer.tex")
    #expect(!tex.contains("\\input{/etc") && tex.contains("\\textbackslash{}input\\{/etc/passwd\\}\\%\\_\\#\\$"))
    let data = try #require(files["notebook.ipynb"])
    let notebook = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let cells = try #require(notebook["cells"] as? [[String: Any]])
    #expect((cells[0]["source"] as? String)?.contains("\\<script\\>alert(1)\\</script\\>") == true)
    let html = (cells[1]["outputs"] as? [[String: [String: String]]])?.first?["data"]?["text/html"]
    #expect(html?.contains("<script>") != true)
    let dot = String(
      decoding: try GraphFormat.dot.bytes(Storyboard(trace), options: PictureOptions(), scale: 1), as: UTF8.self)
    #expect(
      !dot.contains("<script") && !dot.contains("</svg>") && dot.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
  }

  @Test func cancelledTaskLeavesNothing() async throws {
    let scratch = try Scratch()
    let path = "\(scratch.path)/f"
    try await Animation.write(Program(Written.short).trace(), to: path)
    let before = scratch.files()
    let trace = try Program(Written.example).trace()
    let task = Task {
      var export = ExportOptions([.png, .pdf])
      export.onProgress = { share in if share > 0.4 { withUnsafeCurrentTask { $0?.cancel() } } }
      return try await Animation.write(trace, to: path, export: export)
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(scratch.files() == before)
  }
}
