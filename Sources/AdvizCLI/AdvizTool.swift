import Adviz
import ArgumentParser

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

struct AdvizTool: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adviz",
    abstract: "See reverse-mode automatic differentiation.",
    discussion: """
      Write a formula into a file, and get a picture of every step in which the derivative travels back through \
      the computational graph:

        echo 'f(x, y, z) = sin(x + y) + (x*y)^z at (1, 2, 3)' > expr.txt
        adviz animate expr.txt
      """,
    version: advizVersion,
    subcommands: [
      AnimateCommand.self, GraphCommand.self, WatchCommand.self, LabCommand.self, TraceCommand.self, GradCommand.self,
      CheckCommand.self, DiffCommand.self, CompareModesCommand.self,
      OpsCommand.self, TrainCommand.self, PredictCommand.self, ExamplesCommand.self, WorksheetCommand.self,
    ])

  /// The command that the arguments ask for.
  ///
  /// Where the first word names it, its own options are read alone, which takes less time than to read those of the
  /// program first. Help and what is wrong are of the whole program.
  static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
    let named = configuration.subcommands.first { $0.configuration.commandName == arguments.first }
    if let named, named.configuration.subcommands.isEmpty, let command = try? named.parseAsRoot(Array(arguments[1...])),
      // Not that for help.
      type(of: command) == named
    {
      return command
    }
    return try parseAsRoot(arguments)
  }

  /// Tells what is wrong with the arguments, or gives the help that was asked for, and ends the process.
  static func leave(with error: any Error, _ arguments: [String]) -> Never {
    let code = exitCode(for: error)
    // Help, and scripts for shells, have nothing of the user's in them.
    guard !code.isSuccess else { exit(withError: error) }
    var message = fullMessage(for: error)
    // Arguments are quoted as they were given: long, or with line breaks in them.
    let words = arguments.flatMap { [$0] + $0.split(separator: "=", maxSplits: 1).map(String.init) }
    for word in words where word != word.quotable { message.replace("'\(word)'", with: "'\(word.quotable)'") }
    message = ArgumentMessage.inOwnWords(message)
    if !message.isEmpty { Console.complain(message) }
    exit(withError: code)
  }
}
