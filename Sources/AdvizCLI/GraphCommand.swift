import Adviz
import ArgumentParser
import FoundationEssentials

struct GraphCommand: AdvizCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph",
    abstract: "Draw the computational graph.",
    discussion: """
      The ending of the file picks the format, .svg, .png, .pdf or .dot; without -o the SVG goes to standard output.

      Example:
        adviz graph expr.txt -o graph.svg
      """)

  @OptionGroup var input: ExpressionInput

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to write; - is standard output.", valueName: "file"))
  var output: String = "-"

  @Option(help: ArgumentHelp("Pixels a point of a PNG file, 0.1 to 10.", valueName: "factor"))
  var scale = 2.0

  @OptionGroup var picture: PictureFlags

  func validate() throws {
    guard output == "-" || GraphFormat(path: output) != nil else {
      throw ValidationError("The name of the output ends in .svg, .png, .pdf or .dot, which picks the format.")
    }
    guard (0.1...10).contains(scale) else { throw ValidationError("--scale is a number from 0.1 to 10.") }
  }

  func execute() throws {
    let trace = try input.trace()
    Console.warn(trace.warnings)
    let options = try picture.options()
    let story = Storyboard(trace, numbers: options.numbers, tellsSteps: false)
    let bytes = try (GraphFormat(path: output) ?? .svg).bytes(story, options: options, scale: scale)
    if output == "-" { try Console.print(bytes) } else { try writeFile(bytes, to: output) }
  }
}
