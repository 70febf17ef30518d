import Adviz
import ArgumentParser

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

struct GradCommand: ExpressionCommand {
  static let configuration = CommandConfiguration(
    commandName: "grad",
    abstract: "Print the value and its gradients.",
    discussion: """
      Example:
        adviz grad expr.txt --at x=2
        adviz grad expr.txt --order 2
      """)

  @OptionGroup var input: ExpressionInput

  @OptionGroup var evaluation: EvaluationOptions

  @Flag(help: "Print one JSON object.")
  var json = false

  @Option(help: ArgumentHelp("Print derivatives up to this order, 1 to 64; 2 for second derivatives.", valueName: "n"))
  var order = 1

  /// The most derivatives of the orders from the second on that are printed.
  private static let derivativeLimit = 10_000

  func validate() throws {
    guard (1...64).contains(order) else { throw ValidationError("--order is a number from 1 to 64.") }
  }

  func execute(_ file: Input) throws {
    let program = try evaluation.program(file)
    let trace = try program.trace()
    let derivatives = try self.derivatives(of: program)
    Console.warn(trace.warnings)
    if let note = trace.arrayOutputNote { Console.complain("note: \(note)") }
    guard case .end(let gradients)? = trace.events.last else { return }
    let output = trace.nodes[trace.output]
    let variables = trace.nodes.filter { $0.kind == .variable }
    if json {
      let report = Report(
        output: .init(name: trace.functionName, value: output.value),
        gradients: gradients.mapValues { Report.Entry(value: $0) },
        derivatives: order == 1 ? nil : derivatives.map { Report.Derivative(variables: $0.names, value: $0.value) },
        warnings: trace.warnings)
      try Console.print(JSONReport.text(report))
    } else {
      let function = trace.differentiatedName
      let rows =
        [[trace.functionName, output.value.text]]
        + variables.map { ["∂\(function)/∂\($0.name)", gradients[$0.name]?.text ?? ""] }
        + derivatives.map { [Words.derivative(of: function, by: $0.names), $0.value.text] }
      try Console.print(Table.text(rows))
    }
  }

  /// The derivatives of the second and higher orders, each choice of variables once.
  private func derivatives(of program: ExpressionProgram) throws -> [(names: [String], value: TraceValue)] {
    guard order > 1, !program.variables.isEmpty else { return [] }
    if let largest = program.variables.max(by: { $0.value.shape.count < $1.value.shape.count }) {
      try DerivativeElements.check(Array(repeating: largest, count: order))
    }
    var choices = program.variables.map { (names: [$0], elements: DerivativeElements(of: program.output)) }
    var found: [(names: [String], value: TraceValue)] = []
    for _ in 2...order {
      var next: [(names: [Node], elements: DerivativeElements)] = []
      for choice in choices {
        guard let last = choice.names.last else { continue }
        let elements = try choice.elements.differentiated(by: last)
        for variable in program.variables.drop(while: { $0 !== last }) {
          let names = choice.names + [variable]
          guard found.count < Self.derivativeLimit else {
            throw CommandError(
              .usage,
              "error: that are more than 10,000 derivatives; \(program.variables.count) variables call for a lower order",
              option: "order")
          }
          found.append((names.compactMap(\.name), TraceValue(try elements.slope(by: variable), isFull: true)))
          next.append((names, elements))
        }
      }
      choices = next
    }
    return found
  }

  private struct Report: Encodable {
    let output: Entry
    let gradients: [String: Entry]
    var derivatives: [Derivative]?
    let warnings: [String]

    /// A derivative of a higher order.
    struct Derivative: Encodable {
      let variables: [String]
      let shape: [Int]
      let value: TraceValue

      init(variables: [String], value: TraceValue) {
        (self.variables, self.shape, self.value) = (variables, value.shape, value)
      }
    }

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
