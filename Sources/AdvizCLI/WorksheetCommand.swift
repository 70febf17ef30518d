import Adviz
import ArgumentParser
import Worksheets

struct WorksheetCommand: ExpressionCommand {
  static let configuration = CommandConfiguration(
    commandName: "worksheet",
    abstract: "Write questions about the backward pass on paper, and their key.",
    discussion: """
      The graph with boxes in place of the derivatives, then each use of the chain rule in the order of the pass: the \
      local derivative, the contribution, the new sum. The key has the same pages with the answers and comes last. With \
      --variants each student gets other numbers. The ending of the file picks the format, \(WorksheetFormat.endings).

      Example:
        adviz worksheet expr.txt -o worksheet.pdf
        adviz worksheet expr.txt -o class.pdf --variants 30 --seed 7
      """)

  @OptionGroup var input: ExpressionInput

  @OptionGroup var evaluation: EvaluationOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to write; - is standard output.", valueName: "file"))
  var output = "worksheet.pdf"

  @Option(
    help: ArgumentHelp(
      "The format where no name of a file picks it, on standard output: \(WorksheetFormat.endings).",
      valueName: "ending"))
  var ending = WorksheetFormat.pdf

  @Option(
    help: ArgumentHelp(
      "Draw other numbers for the variables of so many worksheets, 1 to 500, which differ from each other.",
      valueName: "count"))
  var variants: Int?

  @Option(help: ArgumentHelp("Numbers to draw from; the same seed gives the same worksheets.", valueName: "n"))
  var seed: UInt64?

  @Option(help: ArgumentHelp("The paper: a4 or letter.", valueName: "size"))
  var paper = Paper.a4

  @Option(help: ArgumentHelp("Significant digits of numbers, 1 to 17.", valueName: "digits"))
  var precision = 4

  @Option(
    help: ArgumentHelp(
      "What is asked for on an edge: what travels along it to the operand (contribution), the derivative with respect to "
        + "the operation it points to (adjoint), or nothing (none).", valueName: "which"))
  var edgeNumbers = EdgeNumbers.contribution

  @Option(
    help: ArgumentHelp(
      "\(PictureOptionGroup.themes), or a theme file (.json); print by default, which reads in grey.",
      valueName: "theme"
    ))
  var theme = "print"

  func validate() throws {
    guard output == "-" || WorksheetFormat(path: output) != nil else {
      throw ValidationError(
        "The name of the output ends in \(WorksheetFormat.endings), in small or capital letters, which picks the format."
      )
    }
    guard (1...WorksheetCommand.mostVariants).contains(variants ?? 1) else {
      throw ValidationError("--variants is a number from 1 to \(WorksheetCommand.mostVariants).")
    }
    guard seed == nil || variants != nil else {
      throw ValidationError("--seed is that of --variants: --variants 30 --seed 7.")
    }
    guard (1...17).contains(precision) else { throw ValidationError("--precision is a number from 1 to 17.") }
  }

  private static let mostVariants = 500

  func execute(_ file: Input) throws {
    try InputFiles([input.file, theme]).refuse(asOutput: output)
    var style = WorksheetStyle()
    (style.paper, style.edgeNumbers, style.numbers) = (paper, edgeNumbers, NumberStyle(precision: precision))
    style.theme = try PictureOptionGroup.theme(theme)
    let traces = try traces(of: file)
    let document = try WorksheetDocument(traces, isNumbered: variants != nil, style: style)
    let bytes = try document.bytes(WorksheetFormat(path: output) ?? ending)
    guard output != "-" else { return try Console.print(bytes) }
    try writeResult(bytes, to: output)
    let pages = document.pageCount
    try Console.print(
      "\(output.shown): \(pages) page\(pages == 1 ? "" : "s") and as many of the key, \(bytes.count.asByteCount)")
  }

  /// A backward pass for each variant.
  private func traces(of file: Input) throws -> [Trace] {
    guard let variants else {
      let trace = try evaluation.trace(file)
      Console.warn(trace.warnings)
      if let note = trace.arrayOutputNote { Console.complain("note: \(note)") }
      try WorksheetCommand.check(trace, file)
      return [trace]
    }
    let program = try evaluation.program(
      file, insteadOfTrace: "--variants needs an expression file: a saved trace cannot be computed anew")
    try WorksheetCommand.check(try program.trace(), file)
    do {
      return try VariantSearch(program, seed: seed ?? 1).traces(variants)
    } catch let error as VariantError {
      throw CommandError(.badInput, "error: \(file.name.shown): \(error.description.shown)", option: "variants")
    }
  }

  /// Refuses what no worksheet can be made of.
  private static func check(_ trace: Trace, _ file: Input) throws {
    func refuse(_ sentence: String) -> CommandError {
      CommandError(.badInput, "error: \(file.name.shown): \(sentence)")
    }
    guard trace.input == nil, trace.walk == nil else {
      throw refuse("a worksheet asks for a right backward pass; this is a saved trace of another pass")
    }
    guard trace.nodes.contains(where: { $0.kind == .variable }) else {
      throw refuse("there is no variable, and so no derivative to ask for")
    }
    let count = trace.events.count { if case .propagate = $0 { true } else { false } }
    guard count <= WorksheetStyle.mostQuestions else {
      throw refuse(
        "the worksheet would have \(count) questions, and the most is \(WorksheetStyle.mostQuestions); take a smaller "
          + "expression")
    }
  }
}

extension WorksheetFormat: ExpressibleByArgument {
  /// A format by the ending of its files, with or without the point.
  package init?(argument: String) {
    self.init(rawValue: String(argument.hasPrefix(".") ? argument.dropFirst() : argument[...]).lowercased())
  }
}

extension Paper: ExpressibleByArgument {
  /// A size by its name, in small or capital letters.
  package init?(argument: String) { self.init(rawValue: argument.lowercased()) }
}
