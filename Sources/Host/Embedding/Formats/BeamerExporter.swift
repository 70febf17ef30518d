import Rendering
import Storyboard

/// `latex`: a frame of LaTeX's Beamer over the pages of the PDF file.
struct BeamerExporter: SingleFileExporter {
  let fileName = "beamer.tex"
  let companion: OutputFormat? = .pdf

  func size(of frame: FrameSize) -> ExportSize { ExportSize(bytesPerFrame: 500) }

  func contents(of input: ExportInput, _ progress: Progress) throws -> [UInt8] { try input.beamer() }
}

extension ExportInput {
  /// A frame of LaTeX's Beamer with an overlay a step over the pages of `frames.pdf`.
  ///
  /// The captions are set by LaTeX: below pictures that have none, else as notes for the speaker.
  func beamer() throws -> [UInt8] {
    let size = renderer.size
    return try templates.render(
      .beamer,
      [
        "title": latexTitle, "plainTitle": story.plainTitle.printable.latexText.forBookmarks,
        "last": String(renderer.count), "aspectRatio": size.width / size.height > 1.5 ? "169" : "43",
        "height": options.showsCaption ? "0.98" : "0.72", "command": options.showsCaption ? "\\note" : "\\only",
        "steps": story.frames.map { frame in
          [
            "overlay": String(frame.index + 1),
            "lines": frame.caption.lines.map { $0.latex(options.numbers).printable.forAnyLaTeX(isMath: true) },
          ] as [String: Any]
        },
      ])
  }

  private var latexTitle: String {
    switch story.title {
    case .words(let text): text.printable.latexText.forAnyLaTeX(isMath: false)
    case .formula(let formula): "$\(formula.latex(options.numbers).printable.forAnyLaTeX(isMath: true))$"
    }
  }
}

extension String {
  /// Text whose special characters LaTeX prints.
  fileprivate var latexText: String {
    let commands: [Character: String] = [
      "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "$": "\\$", "&": "\\&", "#": "\\#", "%": "\\%", "_": "\\_",
      "^": "\\textasciicircum{}", "~": "\\textasciitilde{}", "<": "\\textless{}", ">": "\\textgreater{}",
      "|": "\\textbar{}", "\"": "\\textquotedbl{}",
    ]
    return map { commands[$0] ?? String($0) }.joined()
  }

  /// Text for the properties of a PDF document, in which every character is written by its number.
  fileprivate var forBookmarks: String {
    unicodeScalars.map { scalar in
      scalar.isASCII ? String(scalar) : "\\unichar{\"\(String(scalar.value, radix: 16, uppercase: true))}"
    }.joined()
  }

  /// LaTeX that pdfLaTeX takes too, which knows letters with accents, in text only, and no other script.
  fileprivate func forAnyLaTeX(isMath: Bool) -> String {
    map { character in
      guard !character.isASCII else { return String(character) }
      if character.unicodeScalars.allSatisfy({ (0xC0...0x17F).contains($0.value) }) {
        return isMath ? "\\mbox{\(character)}" : String(character)
      }
      let number = character.unicodeScalars.first.map { String($0.value, radix: 16, uppercase: true) } ?? ""
      return "\\advizcharacter{\(character)}{\(number)}"
    }.joined()
  }
}
