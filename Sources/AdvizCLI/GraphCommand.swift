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
        adviz graph --beside layer.txt rows.txt --headings 'broadcast,row by row' -o both.svg
      """)

  @OptionGroup var input: ExpressionInput

  @Argument(help: ArgumentHelp("A second file, for --beside.", valueName: "second.txt"))
  var second: String?

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to write; - is standard output.", valueName: "file"))
  var output: String = "-"

  @Flag(
    help: """
      Draw the graph before and after static optimisation: equal subexpressions merged, constants folded, and what
      identities such as x·1 = x make superfluous left out.
      """)
  var optimize = false

  @Flag(help: "Draw the graphs of two files side by side, and tell whether value and gradients are the same.")
  var beside = false

  @Option(help: ArgumentHelp("The headings of --beside, with a comma between them.", valueName: "left,right"))
  var headings: String?

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
    try validateBeside()
    guard !optimize || picture.literals != .inside else {
      throw ValidationError("--optimize tells what becomes of each number; leave out --literals inside.")
    }
    guard (0.1...10).contains(scale) else { throw ValidationError("--scale is a number from 0.1 to 10.") }
  }

  private func validateBeside() throws {
    guard beside else {
      guard headings == nil else { throw ValidationError("--headings are those of --beside.") }
      guard let second else { return }
      throw ValidationError("'\(second.quotable)' is a second file; --beside draws two side by side.")
    }
    guard let second else { throw ValidationError("--beside takes two files: --beside a.txt b.txt.") }
    guard !optimize, part.around == nil else {
      throw ValidationError("--beside draws two whole graphs; leave out \(optimize ? "--optimize" : "--around").")
    }
    guard grouping.collapse == nil, grouping.groups == .none else {
      throw ValidationError("--groups and --collapse draw one graph, which --beside does not.")
    }
    guard input.file != "-" || second != "-" else {
      throw ValidationError("Standard input holds one file; name the other.")
    }
    guard headings.map({ GraphCommand.pair($0) != nil }) ?? true else {
      throw ValidationError("--headings are two, with one comma between them: --headings before,after.")
    }
  }

  /// Two headings, with a comma between them.
  private static func pair(_ text: String) -> (first: String, second: String)? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      part.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } ? (parts[0], parts[1]) : nil
  }

  func execute() throws {
    try InputFiles([input.file, picture.theme ?? ""] + (second.map { [$0] } ?? [])).refuse(asOutput: output)
    let bytes = try optimize ? comparison() : beside ? pair() : graph()
    if output == "-" { try Console.print(bytes) } else { try writeResult(bytes, to: output) }
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
    let (bytes, legibility) = try format.drawing(story, options: options, scale: scale)
    if let legibility { Console.note(legibility, direction: options.direction) }
    return bytes
  }

  /// The graph before and after static optimisation.
  private func comparison() throws -> [UInt8] {
    let program = try input.program(
      insteadOfTrace: "--optimize needs an expression file: a saved trace cannot be computed anew")
    let before = try program.trace()
    Console.warn(before.warnings)
    let options = try picture.options()
    let optimization = optimized(program.output)
    let after = try Trace(
      of: optimization.output, variables: program.variables, title: program.title, outputName: program.outputName)
    let comparison = OptimizationComparison(
      before: before, after: after, optimization: optimization, numbers: options.numbers,
      elementsUpTo: options.elementsUpTo)
    return try format.bytes(comparison, options: options, scale: scale)
  }

  /// The graphs of two files.
  private func pair() throws -> [UInt8] {
    guard let second else { return try graph() }
    var other = input
    other.file = second
    let (one, two) = (try input.trace(), try other.trace())
    Console.warn(one.warnings + two.warnings)
    let options = try picture.options()
    let pair = GraphPair(
      one, two, headings: headings.flatMap(GraphCommand.pair), numbers: options.numbers,
      elementsUpTo: options.elementsUpTo, literalsInside: options.literals == .inside)
    return try format.bytes(pair, options: options, scale: scale)
  }
}
