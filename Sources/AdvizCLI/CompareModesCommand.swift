import Adviz
import ArgumentParser

struct CompareModesCommand: AsyncParsableCommand, ExpressionReading {
  static let configuration = CommandConfiguration(
    commandName: "compare-modes",
    abstract: "Draw forward mode beside reverse mode, and count what each costs.",
    discussion: """
      Forward mode takes a pass for each input, that is each variable, or each element of one that is an array; reverse \
      mode takes one for each output. Both are drawn on one clock, with the multiplications and additions so far, and \
      with the Jacobian as it fills: by columns on one side, by rows on the other. The table of counts is printed.

      What is counted: an entry of an operation's local Jacobian other than 0, 1 and -1 is a multiplication for each \
      number it meets, and k contributions to one number are k - 1 additions.

      Example:
        adviz compare-modes Templates/expressions/multi-variable.txt -o lesson --format html
        adviz compare-modes expr.txt --table-only
        adviz compare-modes expr.txt --table-only --json
      """)

  @OptionGroup var input: ExpressionInput

  @OptionGroup var evaluation: EvaluationOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The folder to write; Output/<name>-modes by default.", valueName: "dir"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "What to write beside the frames: \(OutputFormat.allCases.filter { $0 != .lab }.map(\.rawValue).joined(separator: ", ")), or all.",
      valueName: "a,b"))
  var format: Formats?

  @Flag(help: "Print the counts, and draw nothing.")
  var tableOnly = false

  @Flag(help: "Print one JSON object instead of the table.")
  var json = false

  @OptionGroup var player: PlayerOptions

  @Option(help: ArgumentHelp("Pixels a point of the frames as PNG, 0.1 to 10.", valueName: "factor"))
  var scale = 2.0

  @Option(help: ArgumentHelp("The most to write, 50MB or 1GB; what would be more is refused.", valueName: "size"))
  var maxOutput = ByteCount(megabytes: 200)

  @Flag(help: "Replace files that have names of adviz's and were not written by it, or were changed since.")
  var force = false

  @OptionGroup var picture: PictureOptionGroup

  /// The most passes of a mode that are drawn.
  static let mostDrawnPasses = 32

  func validate() throws {
    if output == "-" { throw ValidationError("The frames are a folder, which standard output cannot hold.") }
    if tableOnly, output != nil || format != nil {
      throw ValidationError("--table-only draws nothing; leave out \(output != nil ? "-o" : "--format").")
    }
    guard format?.namesLab != true else {
      throw ValidationError("The Lab shows one pass; 'adviz animate --format lab' writes it.")
    }
    guard (0.1...10).contains(scale) else { throw ValidationError("--scale is a number from 0.1 to 10.") }
  }

  func run() async throws {
    do {
      let file = try Input(input.file)
      let settled = try Settled(self, file)
      do { try await settled.command.compare(file) } catch { throw settled.placed(error) }
    } catch {
      throw AdvizTool.report(error)
    }
  }

  private func compare(_ file: Input) async throws {
    let (comparison, trace) = try comparison(of: file)
    Console.warn(trace.warnings)
    if !tableOnly {
      let result = try await draw(comparison, with: trace, beside: file)
      try result.tell(direction: picture.direction, drawsParts: false, isResult: !json)
    }
    let report = ModeReport(comparison)
    try Console.print(json ? JSONReport.text(report) : report.text)
  }

  /// All passes of both modes, and the backward pass over the output as a whole.
  private func comparison(of file: Input) throws -> (ModeComparison, Trace) {
    let program = try evaluation.program(
      file, insteadOfTrace: "compare-modes needs an expression file: a saved trace cannot be computed anew")
    let inputs = program.variables.reduce(0) { $0 + $1.value.shape.count }
    let outputs = program.output.value.shape.count
    let most = max(inputs, outputs)
    guard tableOnly || most <= Self.mostDrawnPasses || most > ModeComparison.mostPasses else {
      throw CommandError(
        .badInput,
        "error: \(file.name.shown): this takes \(inputs) forward and \(outputs) reverse passes, and at most "
          + "\(Self.mostDrawnPasses) of a mode are drawn; --table-only counts up to \(ModeComparison.mostPasses)")
    }
    do {
      return try (program.modeComparison(), program.trace())
    } catch ModeError.tensor(let error) {
      throw error
    } catch let error as ModeError {
      throw CommandError(.badInput, "error: \(file.name.shown): \(error)")
    }
  }

  private func draw(
    _ comparison: ModeComparison, with trace: Trace, beside file: Input
  ) async throws -> AnimationFolder.Result {
    let folder = output ?? "Output/\(PathName.stem(input.file))-modes"
    var options = try picture.options()
    player.apply(to: &options)
    var export = ExportOptions(format?.formats.filter { $0 != .lab } ?? [])
    try player.apply(to: &export)
    (export.maxOutput, export.scale, export.replacesFilesOfOthers) = (maxOutput.bytes, scale, force)
    export.keepsTheme = picture.keepsTheme
    let names = ["trace.jsonl", "manifest.json"] + export.formats.flatMap { [$0.fileName] + $0.companionFiles }
    let read = InputFiles([file.path, picture.theme ?? ""])
    for name in names { try read.refuse(asOutput: "\(folder)/\(name)") }
    let story = Storyboard(
      comparison, numbers: options.numbers, elementsUpTo: options.elementsUpTo,
      literalsInside: options.literals == .inside)
    let bar = ProgressBar()
    defer { bar.clear() }
    export.onProgress = { bar.show($0) }
    do {
      return try await untilInterrupted { [export, options] in
        try await AnimationFolder.write(trace, told: story, to: folder, options: options, export: export)
      }
    } catch let error as EmbedError {
      throw Hint.ofWholePasses(error)
    }
  }
}
