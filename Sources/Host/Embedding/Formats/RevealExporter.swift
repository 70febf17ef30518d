import Formulas
import Rendering
import Storyboard

/// `reveal`: a section of reveal.js, with a fragment a step.
struct RevealExporter: SingleFileExporter {
  let fileName = "reveal.html"

  func contents(of input: ExportInput, _ progress: Progress) throws -> [UInt8] { try input.reveal() }
}

extension ExportInput {
  /// A section of reveal.js: the picture inline, with what a step brings as fragments.
  ///
  /// The fragments are reveal.js's own two kinds, one that comes and one that goes, so that no script is needed for
  /// them. An empty fragment of each step bears the notes, as reveal.js shows those of the first fragment that comes; one
  /// with the step in words follows the picture, as reveal.js reads aloud what comes last.
  func reveal() throws -> [UInt8] {
    let picture = renderer.moving(prefix: "\(options.idPrefix ?? story.identifier)-r-", isSpoken: false)
    // The decks' own style hides what is of the class `progress`.
    let body = groups(picture, classes: "adviz-") { run in run.steps.flatMap { fragment(run.svg, $0) } }
    return try templates.render(
      .reveal,
      [
        "prefix": picture.prefix, "pageWidth": picture.page.width.decimal, "pageHeight": picture.page.height.decimal,
        "title": story.spokenTitle.printable, "description": story.spokenGraph.printable,
        "definitions": String(decoding: picture.definitions, as: UTF8.self),
        "ground": String(decoding: picture.ground, as: UTF8.self), "picture": String(decoding: body, as: UTF8.self),
        "steps": story.frames.map { frame in
          ["lines": caption(frame.index).split(separator: "\n").map { String($0).printable }]
        },
        "fragments": story.frames.dropFirst().map { frame in
          [
            "index": String(frame.index), "isLast": frame.index == renderer.count - 1,
            "notes": Words.step(frame.step) + "\n"
              + caption(frame.index).split(separator: "\n").map { String($0).printable }
              .joined(separator: "\n"),
            "spoken": Words.step(frame.step) + ". " + frame.caption.spoken.printable,
          ] as [String: Any]
        },
      ])
  }

  /// Something that comes at one step and goes after another; where reveal.js is not, the start is to be seen.
  private func fragment(_ svg: [UInt8], _ steps: ClosedRange<Int>) -> [UInt8] {
    var fragment = svg
    if steps.upperBound < renderer.count - 1 {
      fragment =
        Array("<g class=\"fragment fade-out\" data-fragment-index=\"\(steps.upperBound + 1)\">".utf8)
        + fragment + Array("</g>".utf8)
    }
    if steps.lowerBound > 0 {
      fragment =
        Array("<g class=\"fragment\" data-fragment-index=\"\(steps.lowerBound)\" visibility=\"hidden\">".utf8)
        + fragment + Array("</g>".utf8)
    }
    return fragment
  }
}
