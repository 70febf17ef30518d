import Adviz
import ArgumentParser

struct TraceCommand: ExpressionCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Write the backward pass as a stream of events.",
    discussion: """
      One JSON object a line: a header, the nodes, and every event in the order in which it happened. \
      'adviz animate' and 'adviz graph' draw a saved trace.

      Example:
        adviz trace expr.txt -o trace.jsonl
      """)

  @OptionGroup var input: ExpressionInput

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to write; - is standard output.", valueName: "file"))
  var output: String = "-"

  @Flag(help: "Write arrays of more than 4,096 elements in full instead of a summary.")
  var fullValues = false

  @Option(help: ArgumentHelp("The most to write, 50MB or 1GB; what would be more is refused.", valueName: "size"))
  var maxOutput = ByteCount(megabytes: 200)

  func execute(_ file: Input) throws {
    try InputFiles([input.file]).refuse(asOutput: output)
    let trace = try input.evaluation.program(file).trace(fullValues: fullValues)
    Console.warn(trace.warnings)
    let lines = try trace.file(atMost: maxOutput.bytes)
    if output == "-" { try Console.print(lines) } else { try writeResult(lines, to: output) }
  }
}
