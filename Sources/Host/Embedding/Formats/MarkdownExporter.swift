import Formulas
import GraphLayout
import Output
import Rendering
import Storyboard

/// `markdown`: the picture that plays by itself, light or dark as the reader has it, and the captions, for a README.
struct MarkdownExporter: Exporter {
  let fileName = "snippet.md"
  let companion: OutputFormat? = .svg

  func files(of input: ExportInput) -> [String] { [input.counterpartName, fileName] }

  func write(_ input: ExportInput, into folder: OutputFolder, _ progress: Progress) async throws {
    try folder.write(input.counterpart().animatedSVG(), to: input.counterpartName)
    try folder.write(input.markdown(), to: fileName)
  }
}

extension ExportInput {
  /// The animated picture, light or dark as the reader has it, and the captions as a list.
  func markdown() throws -> [UInt8] {
    let markdownStyle = markdownStyle
    return try templates.render(
      .markdown,
      [
        "isForGitHub": markdownStyle.flavor == .github,
        "file": markdownStyle.address(of: OutputFormat.svg.fileName),
        "otherFile": markdownStyle.address(of: counterpartName), "otherScheme": isDark ? "light" : "dark",
        "alternative": alternative, "alternativeText": alternative.markdown, "width": renderer.size.width.decimal,
        "steps": story.frames.map { frame in
          var lines =
            switch markdownStyle.formulas {
            case .text: caption(frame.index).split(separator: "\n").map { String($0).printable.markdown }
            case .latex:
              frame.caption.lines.map { line in
                let latex = line.latex(options.numbers).printable
                // What is words alone is no formula, and may be broken at the end of a line.
                return latex.hasPrefix("\\mbox{") && latex.firstIndex(of: "}") == latex.lastIndex { _ in true }
                  ? line.text(options.numbers).printable.markdown : "$\(latex.dollarMath)$"
              }
            }
          lines = ["**\(Words.step(frame.step))**: " + (lines.first ?? "")] + lines.dropFirst()
          return ["lines": lines]
        },
      ])
  }

  /// The same input in the other colours: dark for a light theme, light for a dark one.
  func counterpart() throws(LayoutError) -> ExportInput {
    var options = options
    options.theme = isDark ? .light : .dark
    options.theme.sizes = self.options.theme.sizes
    var input = self
    input.options = options
    input.renderer = try FrameRenderer(story, options: options)
    return input
  }

  /// The file that it is shown in.
  var counterpartName: String { isDark ? "animation-light.svg" : "animation-dark.svg" }

  /// The alternative text of the moving picture.
  var alternative: String {
    story.hasQueue || story.isJoined
      ? Words.movingPicture(story.spokenTitle.printable, steps: story.stepCount)
      : Words.movingForward(story.spokenTitle.printable, steps: story.stepCount)
  }
}

extension String {
  /// LaTeX between dollars, in which nothing is an element or a character of HTML, ends the formula, or is an expression
  /// of Liquid, by which Jekyll fills in pages.
  fileprivate var dollarMath: String {
    replacing("\\$", with: "\\mathdollar{}").replacing("$", with: "").replacing("<", with: "<{}")
      .replacing("&", with: "& ").replacing("{{", with: "{ {").replacing("{{", with: "{ {").replacing("}}", with: "} }")
      .replacing("}}", with: "} }").replacing("{%", with: "{ %")
  }

  /// Text within a line that means nothing to Markdown, nor to what GitHub adds to it.
  var markdown: String {
    var isAtStart = true
    return unicodeScalars.map { scalar in
      defer { isAtStart = isAtStart && ("0"..."9").contains(scalar) }
      switch scalar {
      case "\\", "`", "*", "_", "{", "}", "[", "]", "<", ">", "&", "~", "|", "$", "!", "@": return "\\\(scalar)"
      // A line may begin as a heading or a list does.
      case "#", "+", "-", "=", ".", ")": return isAtStart ? "\\\(scalar)" : String(scalar)
      default: return String(scalar)
      }
    }.joined()
  }
}
