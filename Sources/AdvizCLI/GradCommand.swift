import Adviz
import ArgumentParser
import FoundationEssentials

struct GradCommand: ExpressionCommand {
  static let configuration = CommandConfiguration(
    commandName: "grad",
    abstract: "Print the value and its gradients.",
    discussion: """
      Example:
        adviz grad expr.txt --at x=2
      """)

  @OptionGroup var input: ExpressionInput

  @Flag(help: "Print one JSON object.")
  var json = false

  func execute(_ file: Input) throws {
    let trace = try input.evaluation.program(file).trace()
    Console.warn(trace.warnings)
    if let note = trace.arrayOutputNote { Console.complain("note: \(note)") }
    guard case .end(let gradients)? = trace.events.last else { return }
    let output = trace.nodes[trace.output]
    let variables = trace.nodes.filter { $0.kind == .variable }
    if json {
      let report = Report(
        output: .init(name: trace.functionName, value: output.value),
        gradients: gradients.mapValues { Report.Entry(value: $0) }, warnings: trace.warnings)
      try Console.print(JSONReport.text(report))
    } else {
      let function = trace.differentiatedName
      let rows =
        [[trace.functionName, output.value.text]]
        + variables.map { ["∂\(function)/∂\($0.name)", gradients[$0.name]?.text ?? ""] }
      try Console.print(Table.text(rows))
    }
  }

  private struct Report: Encodable {
    let output: Entry
    let gradients: [String: Entry]
    let warnings: [String]

    struct Entry: Encodable {
      var name: String?
      let shape: [Int]
      let value: TraceValue

      init(name: String? = nil, value: TraceValue) {
        self.name = name
        self.shape = value.shape
        self.value = value
      }
    }
  }
}
