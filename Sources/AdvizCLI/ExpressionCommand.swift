/// A command that reads one expression file.
protocol ExpressionCommand: AdvizCommand, ExpressionReading {
  var input: ExpressionInput { get }

  /// Does its work with the file, whose settings are among the options.
  func execute(_ input: Input) throws
}

extension ExpressionCommand {
  func execute() throws {
    let file = try Input(input.file)
    let settled = try Settled(self, file)
    do { try settled.command.execute(file) } catch { throw settled.placed(error) }
  }
}
