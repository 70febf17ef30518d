import Adviz
import ArgumentParser
import FoundationEssentials

struct GraphCommand: AdvizCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph",
    abstract: "Draw the computational graph.",
    discussion: """
      The ending of the file picks the format, \(GraphFormat.endings); without -o the SVG goes to standard output.

      Example:
        adviz graph expr.txt -o graph.svg
        adviz graph expr.txt --optimize -o both.svg
      """)

  @OptionGroup var input: ExpressionInput

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to write; - is standard output.", valueName: "file"))
  var output: String = "-"

  @Flag(
    help: """
      Draw the graph before and after static optimisation: equal subexpressions merged, constants folded.
      """)
  var optimize = false

  @Option(help: ArgumentHelp("Pixels a point of a PNG file, 0.1 to 10.", valueName: "factor"))
  var scale = 2.0

  @OptionGroup var part: PartOptions

  @OptionGroup var grouping: GroupOptions

  @OptionGroup var picture: PictureOptionGroup

  func validate() throws {
    guard output == "-" || GraphFormat(path: output) != nil else {
      throw ValidationError(
        "The name of the output ends in \(GraphFormat.endings), in small or capital letters, which picks the format.")
    }
    guard !optimize || part.around == nil else {
      throw ValidationError("--around draws a part of one graph, which --optimize does not.")
    }
    guard !optimize || grouping.collapse == nil && grouping.groups == .none else {
      throw ValidationError("--groups and --collapse draw one graph, which --optimize does not.")
    }
    guard (0.1...10).contains(scale) else { throw ValidationError("--scale is a number from 0.1 to 10.") }
  }

  func execute() throws {
    try InputFiles([input.file, picture.theme]).refuse(asOutput: output)
    let bytes = try optimize ? comparison() : graph()
    if output == "-" { try Console.print(bytes) } else { try writeFile(bytes, to: output) }
  }

  private var format: GraphFormat { GraphFormat(path: output) ?? .svg }

  /// The graph as it is.
  private func graph() throws -> [UInt8] {
    let trace = try input.trace()
    Console.warn(trace.warnings)
    var options = try picture.options()
    try grouping.apply(to: &options)
    let drawn = try grouping.closing(trace, options)
    let story = Storyboard(
      drawn, numbers: options.numbers, tellsSteps: false, excerpt: Excerpt(nodes: try part.nodes(of: drawn)),
      elementsUpTo: options.elementsUpTo, literalsInside: options.literals == .inside)
    return try format.bytes(story, options: options, scale: scale)
  }

  /// The graph before and after static optimisation.
  private func comparison() throws -> [UInt8] {
    let program = try input.program(
      insteadOfTrace: "--optimize needs an expression file: a saved trace cannot be computed anew")
    let before = try program.trace()
    Console.warn(before.warnings)
    let options = try picture.options()
    let optimization = optimized(program.output)
    let after = try Trace(of: optimization.output, variables: program.variables, title: program.title)
    let comparison = OptimizationComparison(
      before: before, after: after, savings: optimization.savings, numbers: options.numbers,
      elementsUpTo: options.elementsUpTo)
    return try format.bytes(comparison, options: options, scale: scale)
  }
}
