import Adviz
import ArgumentParser

extension AdvizTool {
  /// Tells an error in a sentence; returns the exit code it means.
  static func report(_ error: any Error) -> ExitCode {
    switch error {
    case let code as ExitCode: return code
    case let error as CommandError:
      Console.complain(error.message)
      return ExitCode(error.code.rawValue)
    case let error as any ErrorWithExit:
      Console.complain(line: "error: \(Hint.sentence(error))")
      return ExitCode(error.exit.rawValue)
    case LayoutError.badOption(let sentence):
      Console.complain(line: "error: \(sentence)")
      return ExitCode(SystemExit.usage.rawValue)
    case let error as LayoutError:
      Console.complain(line: "error: the graph cannot be laid out: \(Hint.sentence(error))")
      return ExitCode(SystemExit.badInput.rawValue)
    default:
      Console.complain(line: "error: \(error)")
      Console.complain("This is a fault of adviz; please report it with the file that caused it.")
      return ExitCode(SystemExit.internalFault.rawValue)
    }
  }
}

/// An error of the library that has an exit code; ``Hint`` adds the option that helps.
private protocol ErrorWithExit: Error {
  var exit: SystemExit { get }
}

extension OutputError: ErrorWithExit {
  fileprivate var exit: SystemExit {
    switch self {
    case .systemRefuses(_, let code): SystemExit(code: code, else: .cannotWrite)
    case .foreignFile, .cannotWrite: .cannotWrite
    }
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
    case .badSetting, .noCacheFolder: .usage
    }
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
    case .programFailed(_, _, _, let code): SystemExit(code: code, else: .noProgram)
    }
  }
}
