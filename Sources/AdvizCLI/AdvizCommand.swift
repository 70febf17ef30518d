import Adviz
import ArgumentParser
import FoundationEssentials

@main
struct AdvizTool: ParsableCommand {
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
      AnimateCommand.self, GraphCommand.self, TraceCommand.self, GradCommand.self, CheckCommand.self, OpsCommand.self,
    ])
}

/// A command whose errors become a sentence and an exit code.
protocol AdvizCommand: ParsableCommand {
  func execute() throws
}

extension AdvizCommand {
  func run() throws {
    do {
      try execute()
    } catch let error as ExitCode {
      throw error
    } catch let error as CommandError {
      Console.complain(error.message)
      throw ExitCode(error.code.rawValue)
    } catch let error as OutputError {
      Console.complain("error: \(error)")
      throw ExitCode(SystemExit.cannotWrite.rawValue)
    } catch let error as TemplateError {
      Console.complain("error: \(error)")
      throw ExitCode(error.exit.rawValue)
    } catch let error as TensorError {
      Console.complain("error: \(error)")
      throw ExitCode(SystemExit.badInput.rawValue)
    } catch let error as LayoutError {
      Console.complain("error: the graph cannot be laid out: \(error)")
      throw ExitCode(SystemExit.badInput.rawValue)
    } catch {
      Console.complain("error: \(error)\nThis is a fault of adviz; please report it with the file that caused it.")
      throw ExitCode(SystemExit.internalFault.rawValue)
    }
  }
}

/// The exit codes, those of sysexits.
enum SystemExit: Int32 {
  case checkFailed = 1
  case usage = 64
  case badInput = 65
  case noInput = 66
  case internalFault = 70
  case cannotWrite = 73
}

/// An error with the sentence a person reads and the exit code of the process.
struct CommandError: Error {
  let code: SystemExit
  let message: String

  init(_ code: SystemExit, _ message: String) {
    self.code = code
    self.message = message
  }
}

extension TemplateError {
  fileprivate var exit: SystemExit {
    switch self {
    case .noFolder, .unreadable: .noInput
    case .nothingToOverride, .endless, .malformed: .badInput
    }
  }
}
