import Adviz
import ArgumentParser

struct DiffCommand: AdvizCommand, ExpressionReading {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Tell where two backward passes differ.",
    discussion: """
      Each is an expression file or a saved trace. The outputs are compared whatever they are called, and variables and \
      other nodes where both have them under one name that you gave. What is told is the first adjoint that differs, in \
      the order of the first pass, by more than 1e-9 of the larger; nodes without a partner are listed. Exits with 1 where \
      an adjoint or a value differs, or a variable has no partner.

      Example:
        adviz diff answer.txt homework.txt
        adviz diff before.jsonl after.jsonl --json
      """)

  @Argument(help: ArgumentHelp("An expression file or a saved trace; - is standard input.", valueName: "a"))
  var first: String

  @Argument(help: ArgumentHelp("Another.", valueName: "b"))
  var second: String

  @OptionGroup var evaluation: EvaluationOptions

  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws {
    guard first != "-" || second != "-" else {
      throw ValidationError("Standard input is read once: name a file for one of the two.")
    }
  }

  func execute() throws {
    let files = (try Input(first), try Input(second))
    let (one, two) = (try trace(files.0, beside: files.1), try trace(files.1, beside: files.0))
    let difference = TraceDifference(one, two)
    let report = DiffReport(difference, one, two, names: (files.0.name, files.1.name))
    try Console.print(json ? JSONReport.text(report) : report.text)
    if !difference.isSame { throw ExitCode(SystemExit.checkFailed.rawValue) }
  }

  /// The trace of a file; values for variables are those of expression files, of which there must be one.
  private func trace(_ file: Input, beside other: Input) throws -> Trace {
    let settled = try Settled(self, file)
    var evaluation = settled.command.evaluation
    if file.holdsTrace, !other.holdsTrace { evaluation.point = nil }
    do {
      let trace = try evaluation.trace(file)
      guard trace.input == nil else {
        throw CommandError(
          .badInput, "error: \(file.name.shown) is a pass of forward mode, which has no adjoints to compare")
      }
      for warning in trace.warnings { Console.complain(line: "warning: \(file.name.shown): \(warning)") }
      return trace
    } catch {
      throw settled.placed(error)
    }
  }
}
