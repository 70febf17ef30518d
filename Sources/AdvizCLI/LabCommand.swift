import Adviz
import ArgumentParser

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

struct LabCommand: AdvizCommand, ExpressionReading {
  static let configuration = CommandConfiguration(
    commandName: "lab",
    abstract: "Write a page in which readers change the expression and its values.",
    discussion: """
      The page is one file that needs no network: the player, the expression in an editor above it, and a slider for each \
      variable. Values, derivatives, captions and every step follow at once, by the core of adviz in the page; nothing is \
      sent anywhere. Without a file the page begins empty, with the examples to choose from.

      Example:
        adviz lab Templates/expressions/multi-variable.txt -o lab.html
        adviz lab -o playground.html
      """)

  @Argument(
    help: ArgumentHelp(
      "An expression file; - is standard input. Without one the page begins empty.", valueName: "expr.txt"))
  var file: String?

  @Option(name: .shortAndLong, help: ArgumentHelp("The page to write; - is standard output.", valueName: "file"))
  var output = "lab.html"

  @OptionGroup var evaluation: EvaluationOptions

  @OptionGroup var player: PlayerOptions

  @OptionGroup var grouping: GroupOptions

  @OptionGroup var picture: PictureOptionGroup

  func validate() throws {
    guard file != nil || evaluation.point == nil else {
      throw ValidationError("--at gives values to the variables of a file, and there is none.")
    }
  }

  func execute() throws {
    try InputFiles([file, picture.theme].compactMap(\.self)).refuse(asOutput: output)
    let page = try page()
    guard output != "-" else { return try Console.print(page) }
    try writeResult(page, to: output)
    try Console.print("\(output.shown): \(page.count.asByteCount)")
  }

  private func page() throws -> [UInt8] {
    var contents = LabContents()
    contents.examples = ExampleFile.allCases.map { ($0.title, String(decoding: $0.bytes, as: UTF8.self)) }
    guard let file else {
      contents.isEmpty = true
      return try page(of: Input(path: "example", data: Data(ExampleFile.singlePath.bytes)), contents)
    }
    if file != "-" { contents.name = PathName.stem(file) }
    let input = try Input(file)
    let settled = try Settled(self, input)
    contents.settings = settled.names
    do {
      return try settled.command.page(of: input, contents)
    } catch {
      throw settled.placed(error)
    }
  }

  private func page(of input: Input, _ contents: LabContents) throws -> [UInt8] {
    let trace = try evaluation.trace(input)
    Console.warn(trace.warnings)
    var options = try picture.options()
    player.apply(to: &options)
    try grouping.apply(to: &options)
    _ = try grouping.closing(trace, options)
    var export = ExportOptions()
    export.keepsTheme = picture.keepsTheme
    try player.apply(to: &export)
    return try contents.page(trace, options: options, export: export)
  }
}
