import Adviz
import ArgumentParser

struct AnimateCommand: AdvizCommand {
  static let configuration = CommandConfiguration(
    commandName: "animate",
    abstract: "Draw every step of the backward pass.",
    discussion: """
      Writes frames/frame-0000.svg (the start) and one frame for each step after it, trace.jsonl and manifest.json. \
      A folder that adviz wrote earlier is replaced as a whole.

      Example:
        adviz animate Templates/expressions/multi-variable.txt -o lesson --theme dark
        adviz animate Templates/expressions/multi-variable.txt --format html,svg
      """)

  @OptionGroup var input: ExpressionInput

  @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write; Output/<name> by default.", valueName: "dir"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "What to write beside the frames: \(OutputFormat.allCases.map(\.rawValue).joined(separator: ", ")), or all.",
      valueName: "a,b"))
  var format = Formats(formats: [])

  @Option(
    help: ArgumentHelp("How long pictures that play by themselves show a step, 0.1 to 60.", valueName: "seconds"))
  var secondsPerStep = 2.5

  @Option(
    help: ArgumentHelp("A folder of templates to use in place of those in Templates/embed.", valueName: "dir"))
  var templates: String?

  @Flag(inversion: .prefixedNo, help: "Whether the queue stands below.")
  var queue = true

  @Flag(inversion: .prefixedNo, help: "Whether each step is told in formulas below the graph.")
  var caption = true

  @OptionGroup var picture: PictureFlags

  func validate() throws {
    if output == "-" { throw ValidationError("The frames are a folder, which standard output cannot hold.") }
    guard (0.1...60).contains(secondsPerStep) else {
      throw ValidationError("--seconds-per-step is a number from 0.1 to 60.")
    }
  }

  func execute() throws {
    let trace = try input.trace()
    Console.warn(trace.warnings)
    var options = try picture.options()
    options.showsQueue = queue
    options.showsCaption = caption
    var embeds = Animation.Embeds(format.formats)
    embeds.secondsPerStep = secondsPerStep
    if let templates { embeds.templates = try Templates(folder: templates) }
    let result = try Animation.write(
      trace, to: output ?? "Output/\(input.stem)", options: options, embeds: embeds)
    try Console.print("\(result.folder): " + (["\(result.frameCount) frames"] + result.embeds).joined(separator: ", "))
  }
}

/// Formats by their names, `html,svg`, or `all`.
struct Formats: ExpressibleByArgument {
  let formats: [OutputFormat]

  init(formats: [OutputFormat]) { self.formats = formats }

  init?(argument: String) {
    let names = argument.split(separator: ",", omittingEmptySubsequences: false).map {
      $0.trimmingCharacters(in: .whitespaces).lowercased()
    }
    let formats = names.flatMap { name in
      name == "all" ? OutputFormat.allCases : OutputFormat(rawValue: name).map { [$0] } ?? []
    }
    guard names.allSatisfy({ $0 == "all" || OutputFormat(rawValue: $0) != nil }) else { return nil }
    self.formats = formats
  }
}
