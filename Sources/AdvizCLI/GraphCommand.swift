import Adviz
import ArgumentParser
import FoundationEssentials

struct GraphCommand: AdvizCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph",
    abstract: "Draw the computational graph.",
    discussion: """
      The ending of the file picks the format, .svg or .dot; without -o the SVG goes to standard output.

      Example:
        adviz graph expr.txt -o graph.svg
      """)

  @OptionGroup var input: ExpressionInput

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to write; - is standard output.", valueName: "file"))
  var output: String = "-"

  @OptionGroup var picture: PictureFlags

  func validate() throws {
    guard output == "-" || output.hasSuffix(".svg") || output.hasSuffix(".dot") else {
      throw ValidationError("The name of the output ends in .svg or .dot, which picks the format.")
    }
  }

  func execute() throws {
    let trace = try input.trace()
    Console.warn(trace.warnings)
    let options = try picture.options()
    let story = Storyboard(trace, numbers: options.numbers, tellsSteps: false)
    let bytes =
      output.hasSuffix(".dot")
      ? Array(DotRenderer.dot(story, options: options).utf8)
      : try GraphRenderer.svg(story, options: options)
    if output == "-" { try Console.print(bytes) } else { try writeFile(bytes, to: output) }
  }
}
