import Adviz

/// The name of a variable, as an option has it.
struct VariableName {
  private let name: String
  private let option: String

  /// A name, and the option that it stands behind.
  init(_ name: String, option: String) { (self.name, self.option) = (name, option) }

  /// The variable of a program.
  ///
  /// - Parameters:
  ///   - program: the program.
  ///   - purpose: what is done with it, for the sentence of the error.
  /// - Returns: the variable.
  /// - Throws: `CommandError`, with the nearest name.
  func found(in program: ExpressionProgram, to purpose: String) throws -> Node {
    if let variable = program.variables.first(where: { $0.name == name }) { return variable }
    let known = program.variables.compactMap(\.name)
    var suggestions = Suggestions()
    let offer = suggestions.nearest(to: name, among: known).map { "; did you mean '\($0)'?" }
    let list = known.isEmpty ? "; the file has none" : "; there are \(known.prefix(8).joined(separator: ", "))"
    throw CommandError(
      .usage, "error: there is no variable '\(name.quotable)' to \(purpose)" + (offer ?? list), option: option)
  }
}
