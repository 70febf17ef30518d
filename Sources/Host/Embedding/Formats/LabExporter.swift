import Autodiff
import Graphviz
import GraphLayout
import Player
import Rendering
import Storyboard

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `lab`: the player below the expression, in which readers change text and values.
struct LabExporter: SingleFileExporter {
  let fileName = "lab.html"

  func check(_ input: ExportInput) throws(EmbedError) {
    guard input.trace.source != nil else {
      throw .badOption("\(fileName) begins with an expression, which this trace does not hold")
    }
    guard input.story.nodes.count <= PageEngine.mostNodes else {
      throw .badOption(
        "\(fileName) draws graphs of up to \(PageEngine.mostNodes) nodes, and this one has \(input.story.nodes.count)")
    }
    guard input.isWhole else {
      throw .badOption("\(fileName) holds every step and node; it cannot be a part of them")
    }
  }

  /// The estimate for the engine and the page around the moving picture.
  func size(of frame: FrameSize) -> ExportSize {
    ExportSize(bytesPerFrame: 3_000, otherBytes: 1_300_000 + 2 * frame.svgBytes)
  }

  func contents(of input: ExportInput, _ progress: Progress) throws -> [UInt8] { try input.labPage() }
}

/// What a page of the Lab has beside its picture.
package struct LabContents: Sendable {
  /// The name of the files that readers save.
  package var name = "expression"
  /// Whether the page begins without a text; its picture is that of an example, and is not shown.
  package var isEmpty = false
  /// The names of options that the file sets: whoever changes them there, changes them.
  package var settings: Set<String> = []
  /// The titles and texts of expressions to choose from.
  package var examples: [(title: String, text: String)] = []

  /// A page that begins with an expression.
  package init() {}

  /// Whether the Lab can begin with a trace: it holds its expression, and the engine has been made.
  package static func isPossible(of trace: Trace) -> Bool { trace.source != nil && LabEngine.path != nil }

  /// The page.
  ///
  /// - Parameters:
  ///   - trace: what happened.
  ///   - options: how pictures look.
  ///   - export: how the player shows them; no formats are written.
  /// - Returns: the page, as HTML.
  /// - Throws: ``EmbedError``, ``TemplateError``, and what layout says.
  package func page(_ trace: Trace, options: PictureOptions, export: ExportOptions) throws -> [UInt8] {
    try export.check()
    try options.check()
    let (story, renderer) = try Animation.picture(of: trace.closing(options.closedGroups), options, export.excerpt)
    var input = ExportInput(
      trace: trace, story: story, options: options, renderer: renderer, templates: export.templates,
      pace: export.followsSpeech ? .spoken : .even(seconds: export.secondsPerStep), scale: export.scale,
      markdownStyle: export.markdownStyle, isWhole: true, keepsTheme: export.keepsTheme, playback: export.playback)
    input.lab = self
    try LabExporter().check(input)
    return try input.labPage()
  }
}

extension ExportInput {
  /// The page of the Lab.
  ///
  /// Its first picture has the room that other numbers need, and the order of layers of this program.
  fileprivate func labPage() throws -> [UInt8] {
    let engine = try LabEngine()
    var options = options
    options.room = .widest
    // What the page computes anew is drawn as arrays.
    options.showsCells = false
    let recorder = OrderingRecorder(options.layering.ordering)
    let story = Storyboard(
      try trace.closing(options.closedGroups), numbers: options.numbers, elementsUpTo: options.elementsUpTo,
      literalsInside: options.literals == .inside)
    var input = self
    input.options = options
    input.renderer = try FrameRenderer(story, options: options, ordering: recorder)
    input.story = input.renderer.story
    input.times = StepTimes(input.story.frames, pace)
    var values = try input.playerValues(isPage: true, isLive: true, isLab: true)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let setup = LabSetup(input, order: options.layering == .dot ? recorder.text : "", engineSize: engine.module.count)
    values["setup"] = String(decoding: try encoder.encode(setup), as: UTF8.self).replacing("<", with: "\\u003c")
    values["isEmpty"] = lab.isEmpty
    values["engine"] = try engine.text()
    return try templates.render(.lab, values)
  }

  /// The options of the program that the engine is given, by their long names: those that are not as they are by default.
  fileprivate var labOptions: [String: String] {
    let (own, plain) = (options.engineOptions, PictureOptions().engineOptions)
    var given = own.filter { $0.value != plain[$0.key] && !lab.settings.contains($0.key) }
    switch pace {
    case .spoken: given["seconds-per-step"] = "auto"
    case .even(let seconds) where seconds != 2.5: given["seconds-per-step"] = "\(seconds)"
    case .even: break
    }
    return given
  }

}

extension PictureOptions {
  /// The options as the engine in a page is given them, by their long names; theme and room it has of its own.
  var engineOptions: [String: String] {
    let closed =
      switch closedGroups {
      case .none: "none"
      case .all: "all"
      case .named(let names): names.joined(separator: ",")
      }
    return [
      "precision": "\(numbers.precision)", "direction": direction?.rawValue ?? "", "literals": literals.rawValue,
      "shared-leaves": sharedLeaves.rawValue, "edge-numbers": edgeNumbers.rawValue,
      "elements-up-to": elementsUpTo.map { "\($0)" } ?? "", "groups": groups.rawValue, "collapse": closed,
      "size": size.map { "\(Int($0.width))x\(Int($0.height))" } ?? "", "values": "\(showsValues)",
      "legend": "\(showsLegend)", "queue": "\(showsQueue)", "caption": "\(showsCaption)",
    ]
  }
}

/// The data of the script of the Lab.
private struct LabSetup: Encodable {
  let name: String
  let isEmpty: Bool
  let text: String
  /// The values of the variables, also where they are those of the text.
  let point: [String: [Number]]
  let options: [String: String]
  /// The order of layers of this program.
  let order: String
  let examples: [Example]
  /// The number of bytes of the engine.
  let engineSize: Int

  struct Example: Encodable {
    let title: String
    let text: String
  }

  /// A number; JSON has none that are not finite, which are texts.
  struct Number: Encodable {
    let value: Double

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      if value.isFinite {
        try container.encode(value)
      } else {
        try container.encode(value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity")
      }
    }
  }

  init(_ input: ExportInput, order: String, engineSize: Int) {
    let lab = input.lab
    (name, isEmpty, self.order, self.engineSize) = (lab.name, lab.isEmpty, lab.isEmpty ? "" : order, engineSize)
    text = lab.isEmpty ? "" : input.trace.source ?? ""
    var point: [String: [Number]] = [:]
    for node in input.trace.nodes where node.kind == .variable && !lab.isEmpty {
      guard case .array(_, let elements) = node.value else { continue }
      point[node.name] = elements.map(Number.init)
    }
    self.point = point
    options = input.labOptions
    examples = lab.examples.map { Example(title: $0.title, text: $0.text) }
  }
}
