import Adviz
import ArgumentParser
import FoundationEssentials

#if canImport(Glibc)
  import Glibc
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
      AnimateCommand.self, GraphCommand.self, TraceCommand.self, GradCommand.self, CheckCommand.self, OpsCommand.self,
      TrainCommand.self, PredictCommand.self,
    ])

  /// Tells what is wrong with the arguments, or gives the help that was asked for, and ends the process.
  static func leave(with error: any Error, _ arguments: [String]) -> Never {
    let code = exitCode(for: error)
    // Help, and scripts for shells, have nothing of the user's in them.
    guard !code.isSuccess else { exit(withError: error) }
    var message = fullMessage(for: error)
    // Arguments are quoted as they were given: long, or with line breaks in them.
    let words = arguments.flatMap { [$0] + $0.split(separator: "=", maxSplits: 1).map(String.init) }
    for word in words where word != word.quotable { message.replace("'\(word)'", with: "'\(word.quotable)'") }
    if !message.isEmpty { Console.complain(message) }
    exit(withError: code)
  }
}

/// A command whose errors become a sentence and an exit code.
protocol AdvizCommand: ParsableCommand {
  func execute() throws
}

extension AdvizCommand {
  func run() throws {
    do {
      try execute()
    } catch {
      throw AdvizTool.report(error)
    }
  }
}

extension AdvizTool {
  /// Tells an error in a sentence; returns the exit code it means.
  static func report(_ error: any Error) -> ExitCode {
    switch error {
    case let code as ExitCode: return code
    case let error as CommandError:
      Console.complain(error.message)
      return ExitCode(error.code.rawValue)
    case let error as any ErrorWithExit:
      Console.complain(line: "error: \(error)")
      return ExitCode(error.exit.rawValue)
    case LayoutError.badOption(let sentence):
      Console.complain(line: "error: \(sentence)")
      return ExitCode(SystemExit.usage.rawValue)
    case let error as LayoutError:
      Console.complain(line: "error: the graph cannot be laid out: \(error)")
      return ExitCode(SystemExit.badInput.rawValue)
    default:
      Console.complain(line: "error: \(error)")
      Console.complain("This is a fault of adviz; please report it with the file that caused it.")
      return ExitCode(SystemExit.internalFault.rawValue)
    }
  }
}

/// An error of the library whose sentence says everything, and the exit code it means.
private protocol ErrorWithExit: Error {
  var exit: SystemExit { get }
}

extension OutputError: ErrorWithExit {
  fileprivate var exit: SystemExit {
    if case .cannotWrite(_, let reason) = self { SystemExit(reason: reason, else: .cannotWrite) } else { .cannotWrite }
  }
}

extension TensorError: ErrorWithExit {
  fileprivate var exit: SystemExit { .badInput }
}

extension Divergence: ErrorWithExit {
  fileprivate var exit: SystemExit { .checkFailed }
}

extension TrainingError: ErrorWithExit {
  fileprivate var exit: SystemExit {
    switch self {
    case .unreadable, .noData, .noDownload: .noInput
    case .malformed, .mismatched: .badInput
    case .badSetting: .usage
    }
  }
}

/// The exit codes, those of sysexits.
enum SystemExit: Int32 {
  case checkFailed = 1
  case usage = 64
  case badInput = 65
  case noInput = 66
  case noProgram = 69
  case internalFault = 70
  case systemRefused = 71
  case cannotWrite = 73
}

extension SystemExit {
  /// That of a system which refuses memory, processes or open files, if a reason tells so; else another.
  fileprivate init(reason: String, else other: SystemExit) {
    let refusals = [ENOMEM, EAGAIN, EMFILE, ENFILE].map { String(cString: strerror($0)) }
    self = refusals.contains { reason.contains($0) } ? .systemRefused : other
  }
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

extension TemplateError: ErrorWithExit {
  fileprivate var exit: SystemExit {
    switch self {
    case .noFolder, .unreadable: .noInput
    case .nothingToOverride, .endless, .malformed, .tooLarge, .tooMuch: .badInput
    }
  }
}

extension EmbedError: ErrorWithExit {
  var exit: SystemExit {
    switch self {
    case .tooManyPixels, .tooMuch, .traceTooLarge, .badOption, .unknownEnding: .usage
    case .cannotDraw: .internalFault
    case .noProgram: .noProgram
    case .programFailed(_, _, let reason): SystemExit(reason: reason, else: .noProgram)
    }
  }
}
