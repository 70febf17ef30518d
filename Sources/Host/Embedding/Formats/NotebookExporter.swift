import Formulas
import Rendering
import Storyboard

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `notebook`: a Jupyter notebook that shows the player.
struct NotebookExporter: SingleFileExporter {
  let fileName = "notebook.ipynb"

  func contents(of input: ExportInput, _ progress: Progress) throws -> [UInt8] { try input.notebook() }
}

extension ExportInput {
  /// A Jupyter notebook that shows the player, for which no kernel is needed.
  ///
  /// A picture in the flow of the page gives the output its height. Where the notebook is trusted and scripts run, the
  /// player covers it, and the room below for its controls; elsewhere the picture is what is seen, without that room, as
  /// JupyterLab takes `calc` from what it does not trust. Programs that show no HTML have the last step as PNG, or the
  /// captions.
  func notebook() throws -> [UInt8] {
    let last = renderer.count - 1
    let png = try Raster(renderer.svg(last), size: renderer.size, calling: OutputFormat.notebook.fileName).png()
    // Without scripts there is nothing to be seen of the player.
    let page =
      "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><style>body{margin:0;visibility:hidden}</style>"
    let end = "<script>document.body.style.visibility = \"visible\"</script>"
    let html = try templates.render(
      .notebook,
      [
        "title": story.plainTitle.printable, "alternative": alternative,
        "animation": Data(try animatedSVG()).base64EncodedString(),
        "page": page + String(decoding: try snippet(), as: UTF8.self) + end,
      ])
    let captions = (0...last).map { "\(Words.step($0)): \(caption($0).printable)\n" }.joined()
    let output = Notebook.Output(
      data: [
        "text/html": String(decoding: html, as: UTF8.self), "image/png": Data(png).base64EncodedString(),
        "text/plain": story.plainTitle.printable + "\n" + captions,
      ])
    let cells = [
      Notebook.Cell(id: "\(story.identifier)-title", markdown: "## \(story.plainTitle.printable.markdown)"),
      Notebook.Cell(id: "\(story.identifier)-player", output: output),
    ]
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    return Array(try encoder.encode(Notebook(cells: cells)))
  }
}

/// The contents of a notebook file.
///
/// - SeeAlso: The Jupyter Notebook Format, version 4.5.
private struct Notebook: Encodable {
  let cells: [Cell]
  let metadata: [String: String] = [:]
  let nbformat = 4
  let nbformatMinor = 5

  enum CodingKeys: String, CodingKey {
    case cells, metadata, nbformat
    case nbformatMinor = "nbformat_minor"
  }

  struct Output: Encodable {
    let data: [String: String]
    let metadata: [String: String] = [:]
    let outputType = "display_data"

    enum CodingKeys: String, CodingKey {
      case data, metadata
      case outputType = "output_type"
    }
  }

  struct Cell: Encodable {
    let id: String
    let source: String
    /// Of a cell of code; nil for text.
    let outputs: [Output]?

    init(id: String, markdown: String) {
      (self.id, source, outputs) = (id, markdown, nil)
    }

    init(id: String, output: Output) {
      (self.id, source, outputs) = (id, "# Made by adviz \(advizVersion); the output needs no kernel.", [output])
    }

    enum CodingKeys: String, CodingKey {
      case id, source, outputs, metadata
      case type = "cell_type"
      case count = "execution_count"
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(id, forKey: .id)
      try container.encode(source, forKey: .source)
      try container.encode([String: String](), forKey: .metadata)
      try container.encode(outputs == nil ? "markdown" : "code", forKey: .type)
      guard let outputs else { return }
      try container.encode(outputs, forKey: .outputs)
      try container.encodeNil(forKey: .count)
    }
  }
}
