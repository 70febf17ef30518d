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
      let name = part.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return try VariableName(name, option: "derivative").found(in: program, to: "differentiate by")
    }
    return try ProgramDerivative(program, withRespectTo: directions, isOptimized: isOptimized)
  }
}
