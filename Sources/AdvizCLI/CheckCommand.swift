import Adviz
import ArgumentParser

struct CheckCommand: AdvizCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Compare the gradients of reverse mode, forward mode and central differences.",
    discussion: """
      Exits with 1 where they disagree, which they may at a point without a derivative.

      Example:
        adviz check expr.txt
      """)

  @OptionGroup var input: ExpressionInput

  @Flag(help: "Print one JSON object.")
  var json = false

  func execute() throws {
    let program = try input.program()
    let trace = try program.trace()
    Console.warn(trace.warnings)
    let checks = try checkGradient(of: program.output, variables: program.variables)
    let output = trace.nodes[trace.output]
    if json {
      let gradients = checks.map { check in
        (
          check.variable.name ?? "",
          Report.Entry(
            reverse: TraceValue(check.reverse, isFull: false), forward: TraceValue(check.forward, isFull: false),
            difference: TraceValue(check.difference, isFull: false), agrees: check.agrees)
        )
      }
      let report = Report(
        output: .init(name: trace.functionName, shape: output.shape, value: output.value),
        gradients: Dictionary(gradients) { first, _ in first }, warnings: trace.warnings)
      try Console.print(JSONReport.text(report))
    } else {
      if let note = trace.arrayOutputNote { Console.complain("note: \(note)") }
      let function = trace.differentiatedName
      let rows = checks.map { check in
        [
          "∂\(function)/∂\(check.variable.name ?? "")", check.reverse.description,
          check.forward.description, check.difference.description, check.agrees ? "agrees" : "DISAGREES",
        ]
      }
      try Console.print(Table.text([["", "reverse mode", "forward mode", "differences", ""]] + rows))
    }
    if !checks.allSatisfy(\.agrees) { throw ExitCode(SystemExit.checkFailed.rawValue) }
  }

  private struct Report: Encodable {
    let output: Output
    let gradients: [String: Entry]
    let warnings: [String]

    struct Output: Encodable {
      let name: String
      let shape: [Int]
      let value: TraceValue
    }

    struct Entry: Encodable {
      let reverse: TraceValue
      let forward: TraceValue
      let difference: TraceValue
      let agrees: Bool
    }
  }
}
