import Adviz
import ArgumentParser

/// The option for the derivative of a function, which `animate` and `graph` have.
struct DerivativeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Draw the derivative with respect to a variable as a graph of its own; x,x is the second derivative, x,y a mixed \
      one.
      """, valueName: "x"))
  var derivative: String?

  /// The derivative of a program; nil where none is asked for.
  func derivative(of program: ExpressionProgram, isOptimized: Bool) throws -> ProgramDerivative? {
    guard let derivative else { return nil }
    let directions = try derivative.split(separator: ",", omittingEmptySubsequences: false).map { part in
      try variable(part.split(whereSeparator: \.isWhitespace).joined(separator: " "), of: program)
    }
    return try ProgramDerivative(program, withRespectTo: directions, isOptimized: isOptimized)
  }

  private func variable(_ name: String, of program: ExpressionProgram) throws -> Node {
    if let variable = program.variables.first(where: { $0.name == name }) { return variable }
    let known = program.variables.compactMap(\.name)
    var suggestions = Suggestions()
    let offer = suggestions.nearest(to: name, among: known).map { "; did you mean '\($0)'?" }
    let list = known.isEmpty ? "; the file has none" : "; there are \(known.prefix(8).joined(separator: ", "))"
    throw CommandError(
      .usage, "error: there is no variable '\(name.quotable)' to differentiate by" + (offer ?? list),
      option: "derivative")
  }
}
