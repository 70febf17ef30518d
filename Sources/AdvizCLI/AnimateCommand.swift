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
      """)

  @OptionGroup var input: ExpressionInput

  @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write; Output/<name> by default.", valueName: "dir"))
  var output: String?

  @Flag(inversion: .prefixedNo, help: "Whether the queue stands below.")
  var queue = true

  @Flag(inversion: .prefixedNo, help: "Whether each step is told in formulas below the graph.")
  var caption = true

  @OptionGroup var picture: PictureFlags

  func validate() throws {
    if output == "-" { throw ValidationError("The frames are a folder, which standard output cannot hold.") }
  }

  func execute() throws {
    let trace = try input.trace()
    Console.warn(trace.warnings)
    var options = try picture.options()
    options.showsQueue = queue
    options.showsCaption = caption
    let result = try Animation.write(trace, to: output ?? "Output/\(input.stem)", options: options)
    try Console.print("\(result.folder): \(result.frameCount) frames")
  }
}
