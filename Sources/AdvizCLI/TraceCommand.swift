import Adviz
import ArgumentParser

struct TraceCommand: ExpressionCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Write the backward pass as a stream of events.",
    discussion: """
      One JSON object a line: a header, the nodes, and every event in the order in which it happened. \
      'adviz animate' and 'adviz graph' draw a saved trace. With --mistake the pass is one that makes a mistake which is \
      often made, and standard error tells which adjoint comes out wrong first, or why the mistake does not matter here.

      Example:
        adviz trace expr.txt -o trace.jsonl
        adviz trace expr.txt --mistake overwrite -o wrong.jsonl
        adviz trace expr.txt --mode forward --wrt x
        adviz trace trace.jsonl --trace-version 1 -o old.jsonl
      """)

  @OptionGroup var input: ExpressionInput

  @OptionGroup var evaluation: EvaluationOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to write; - is standard output.", valueName: "file"))
  var output: String = "-"

  @OptionGroup var pass: PassOptions

  @OptionGroup var walk: MistakeOption

  @Flag(
    help:
      "Refuse arrays that --cells of animate and graph would refuse; the events, which hold all cells, are the same.")
  var cells = false

  @Flag(help: "Write arrays of more than 4,096 elements in full instead of a summary.")
  var fullValues = false

  @Option(
    help: ArgumentHelp(
      """
      The version of the format: 1 writes the whole queue at each visit, 2 what changed in it. By default 1 where all \
      queues together take at most 10 MB, else 2. With it a saved trace is written anew.
      """, valueName: "1|2"))
  var traceVersion: TraceVersion?

  @Option(help: ArgumentHelp("The most to write, 50MB or 1GB; what would be more is refused.", valueName: "size"))
  var maxOutput = ByteCount(megabytes: 200)

  func validate() throws {
    guard walk.mistake == nil || pass.mode == .reverse else {
      throw ValidationError("--mistake is made in the backward pass; leave out --mode forward.")
    }
  }

  func execute(_ file: Input) throws {
    try InputFiles([input.file]).refuse(asOutput: output)
    let isRewritten = traceVersion != nil && file.holdsTrace && walk.mistake == nil && pass.mode == .reverse
    let trace = try isRewritten ? evaluation.trace(file) : self.trace(file)
    if cells { try CellRequest.check(trace) }
    let version = traceVersion ?? trace.fileVersion
    let lines = try trace.file(atMost: maxOutput.bytes, version: version)
    if traceVersion == nil, version != .wholeQueues {
      Console.complain(
        line: "note: the trace is written in version 2 of its format, as its queues are long; --trace-version 1 writes"
          + " each in full")
    }
    if output == "-" { try Console.print(lines) } else { try writeResult(lines, to: output) }
  }

  private func trace(_ file: Input) throws -> Trace {
    let program = try evaluation.program(
      file,
      insteadOfTrace: walk.mistake == nil
        ? nil : "--mistake needs an expression file: a saved trace cannot be walked anew")
    let right = try pass.trace(of: program, fullValues: fullValues)
    Console.warn(right.warnings)
    guard let mistake = walk.mistake else { return right }
    let wrong = try program.trace(making: mistake, fullValues: fullValues)
    if let comparison = MistakeComparison(right: right, wrong: wrong) {
      Console.complain(line: "note: --mistake \(mistake.rawValue): \(comparison.sentence())")
    }
    return pass.evaluate ? wrong.withEvaluations() : wrong
  }
}

extension TraceVersion: ExpressibleByArgument {}
