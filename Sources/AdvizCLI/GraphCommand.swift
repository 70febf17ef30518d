import Adviz
import ArgumentParser

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

struct GraphCommand: AsyncParsableCommand, ExpressionReading {
  static let configuration = CommandConfiguration(
    commandName: "graph",
    abstract: "Draw the computational graph.",
    discussion: """
      The ending of the file picks the format, \(GraphFormat.endings); without -o the SVG goes to standard \
      output. Of several files, or of a folder, each is drawn into a file of its own, at its path below -o (Output by \
      default); --ending picks the format.

      Example:
        adviz graph expr.txt -o graph.svg
        adviz graph expr.txt --optimize -o both.svg
        adviz graph expr.txt --derivative x --optimize -o slope.svg
        adviz graph Templates/expressions/affine-layer.txt --cells -o cells.svg
        adviz graph Templates/expressions -o pictures --ending png
        adviz graph --beside layer.txt rows.txt --headings 'broadcast,row by row' -o both.svg
      """)

  @OptionGroup var inputs: InputList

  @OptionGroup var evaluation: EvaluationOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The file to write, - is standard output; of several files the folder to write into.", valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "The format where no name of a file picks it, of several pictures or on standard output: \(GraphFormat.endings).",
      valueName: "ending"))
  var ending = GraphFormat.svg

  @Flag(
    help: """
      Draw the graph before and after static optimisation: equal subexpressions merged, constants folded, and what
      identities such as x·1 = x make superfluous left out. With --derivative, the derivative is drawn after it.
      """)
  var optimize = false

  @OptionGroup var slope: DerivativeOptions

  @Flag(help: "Draw the graphs of two files side by side, and tell whether value and gradients are the same.")
  var beside = false

  @Option(help: ArgumentHelp("The headings of --beside, with a comma between them.", valueName: "left,right"))
  var headings: String?

  @Option(help: ArgumentHelp("Pixels a point of a PNG file, 0.1 to 10.", valueName: "factor"))
  var scale = 2.0

  @Flag(
    help: """
      Draw small arrays as grids of cells. A graph of one operation is drawn cell by cell: the values forward, the \
      adjoints backward. So is the operation of --around Y --radius 0.
      """)
  var cells = false

  @OptionGroup var part: PartOptions

  @OptionGroup var grouping: GroupOptions

  @OptionGroup var picture: PictureOptionGroup

  func validate() throws {
    try validateOutput()
    guard !optimize || part.around == nil else {
      throw ValidationError("--around draws a part of one graph, which --optimize does not.")
    }
    guard !optimize || grouping.collapse == nil && grouping.groups == .none else {
      throw ValidationError("--groups and --collapse draw one graph, which --optimize does not.")
    }
    try validateBeside()
    guard slope.derivative == nil || part.around == nil && grouping.collapse == nil && grouping.groups == .none else {
      throw ValidationError(
        "--derivative draws two whole graphs; leave out \(part.around == nil ? "--groups and --collapse" : "--around")."
      )
    }
    guard !optimize || slope.derivative != nil || picture.literals != .inside else {
      throw ValidationError("--optimize tells what becomes of each number; leave out --literals inside.")
    }
    guard (0.1...10).contains(scale) else { throw ValidationError("--scale is a number from 0.1 to 10.") }
  }

  /// Whether each file has a picture of its own below a folder.
  private var isMany: Bool { !beside && inputs.isMany }

  private func validateOutput() throws {
    guard isMany else {
      guard let output, output != "-", GraphFormat(path: output) == nil else { return }
      throw ValidationError(
        "The name of the output ends in \(GraphFormat.endings), in small or capital letters, which picks the format.")
    }
    guard output != "-" else {
      throw ValidationError("Standard output holds one picture; several go into a folder: -o pictures.")
    }
    guard let output, GraphFormat(path: output) != nil, !ExpressionFolder.isFolder(output) else { return }
    throw ValidationError(
      "'\(output.quotable)' is the name of one picture; several go into a folder (-o pictures), and --beside draws two"
        + " side by side.")
  }

  private func validateBeside() throws {
    guard beside else {
      guard headings == nil else { throw ValidationError("--headings are those of --beside.") }
      return
    }
    guard inputs.files.count == 2 else { throw ValidationError("--beside takes two files: --beside a.txt b.txt.") }
    guard !optimize, part.around == nil, slope.derivative == nil else {
      let other = optimize ? "--optimize" : part.around == nil ? "--derivative" : "--around"
      throw ValidationError("--beside draws two whole graphs; leave out \(other).")
    }
    guard grouping.collapse == nil, grouping.groups == .none else {
      throw ValidationError("--groups and --collapse draw one graph, which --beside does not.")
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

  func run() async throws {
    do {
      let plan = try self.plan()
      try await Batch.run(plan, inputs) { entry, _ in
        let file = try Input(entry.file)
        let settled = try Settled(self, file)
        do {
          return try settled.command.draw(file, to: entry.place, beside: plan.entries.map(\.file))
        } catch {
          throw settled.placed(error)
        }
      }
    } catch {
      throw AdvizTool.report(error)
    }
  }

  private func plan() throws -> OutputPlan {
    guard isMany else { return OutputPlan(inputs.first, to: output ?? "-") }
    // What is wrong with the options is told once.
    _ = try picture.options(warns: false)
    return try OutputPlan(inputs.files, below: output ?? "Output", ending: ".\(ending.rawValue)")
  }

  /// Draws one file, or two side by side.
  private func draw(_ file: Input, to place: String, beside files: [String]) throws -> Drawn {
    try InputFiles(files + inputs.files + [picture.theme ?? ""]).refuse(asOutput: place)
    let format = GraphFormat(path: place) ?? ending
    let bytes =
      try slope.derivative != nil
      ? derivative(file, format)
      : optimize ? comparison(file, format) : beside ? pair(file, format) : graph(file, format)
    guard place != "-" else {
      try Console.print(bytes)
      return Drawn()
    }
    try writeResult(bytes, to: place)
    if isMany { try Console.print(place.shown) }
    let read = (beside ? inputs.files : [file.path]) + [picture.themeFile].compactMap(\.self)
    return Drawn(outputs: [place], inputs: read.filter { $0 != "-" })
  }

  /// The graph as it is.
  private func graph(_ file: Input, _ format: GraphFormat) throws -> [UInt8] {
    let trace = try evaluation.trace(file)
    Console.warn(trace.warnings)
    var options = try picture.options()
    try grouping.apply(to: &options)
    options.showsCells = cells
    let drawn = try grouping.closing(trace, options)
    if cells, let figure = try cellFigure(trace, options, format) {
      return try format.bytes(figure, options: options, scale: scale)
    }
    let story = Storyboard(
      drawn, numbers: options.numbers, tellsSteps: false, excerpt: Excerpt(nodes: try part.nodes(of: drawn)),
      elementsUpTo: options.elementsUpTo, literalsInside: options.literals == .inside)
    let (bytes, legibility) = try format.drawing(story, options: options, scale: scale)
    if let legibility { Console.note(legibility, direction: options.direction) }
    return bytes
  }

  /// The figure of the only operation, or of the one that the picture is about; nil where the graph is drawn.
  private func cellFigure(_ trace: Trace, _ options: PictureOptions, _ format: GraphFormat) throws -> CellFigure? {
    try CellRequest.check(trace)
    guard format != .dot, grouping.collapse == nil else { return nil }
    let operation = part.around == nil ? trace.onlyOperation : part.radius == 0 ? try part.nodes(of: trace)?.first : nil
    return try operation.flatMap { try CellRequest.figure(trace, $0, options.numbers) }
  }

  /// The graph before and after static optimisation.
  private func comparison(_ file: Input, _ format: GraphFormat) throws -> [UInt8] {
    let options = try picture.options()
    let comparison = try EvaluationOptions.alone {
      let program = try evaluation.program(
        file, insteadOfTrace: "--optimize needs an expression file: a saved trace cannot be computed anew")
      let before = try program.trace()
      Console.warn(before.warnings)
      let optimization = optimized(program.output)
      let after = try Trace(
        of: optimization.output, variables: program.variables, title: program.title, outputName: program.outputName)
      return OptimizationComparison(
        before: before, after: after, optimization: optimization, numbers: options.numbers,
        elementsUpTo: options.elementsUpTo)
    }
    return try noted(format.drawing(comparison, options: options, scale: scale), options)
  }

  /// The graph of the function beside that of its derivative.
  private func derivative(_ file: Input, _ format: GraphFormat) throws -> [UInt8] {
    let options = try picture.options()
    let pair = try EvaluationOptions.alone {
      let program = try evaluation.program(
        file, insteadOfTrace: "--derivative needs an expression file: a saved trace cannot be computed anew")
      guard let derivative = try slope.derivative(of: program, isOptimized: optimize) else { return GraphPair?.none }
      let (function, slope) = (try program.trace(), try derivative.trace())
      Console.warn(function.warnings + slope.warnings)
      return GraphPair(
        function, slope, headings: headings.flatMap(GraphCommand.pair), numbers: options.numbers,
        elementsUpTo: options.elementsUpTo, literalsInside: options.literals == .inside,
        verdict: Words.derivative(
          of: function.differentiatedName, by: derivative.directions,
          derivative.output.value.scalar.map(options.numbers.text)
            ?? "an array of shape \(derivative.output.value.shape)"))
    }
    guard let pair else { throw ValidationError("--derivative names a variable: --derivative x.") }
    return try noted(format.drawing(pair, options: options, scale: scale), options)
  }

  /// A picture of two graphs, after a note on what a large one costs its reader.
  private func noted(_ drawing: (bytes: [UInt8], legibility: Legibility?), _ options: PictureOptions) -> [UInt8] {
    if let legibility = drawing.legibility { Console.note(legibility, direction: options.direction, drawsParts: false) }
    return drawing.bytes
  }

  /// The graphs of two files.
  private func pair(_ file: Input, _ format: GraphFormat) throws -> [UInt8] {
    let other = try Input(inputs.files.last ?? "-")
    let settled = try Settled(self, other)
    let one = try evaluation.trace(file)
    let two: Trace
    do { two = try settled.command.evaluation.trace(other) } catch { throw settled.placed(error) }
    Console.warn(one.warnings + two.warnings)
    let options = try picture.options()
    let pair = GraphPair(
      one, two, headings: headings.flatMap(GraphCommand.pair), numbers: options.numbers,
      elementsUpTo: options.elementsUpTo, literalsInside: options.literals == .inside)
    return try noted(format.drawing(pair, options: options, scale: scale), options)
  }
}

extension GraphFormat: ExpressibleByArgument {
  /// A format by the ending of its files, with or without the point.
  public init?(argument: String) {
    self.init(rawValue: String(argument.hasPrefix(".") ? argument.dropFirst() : argument[...]).lowercased())
  }
}
