import Adviz
import ArgumentParser
import Serving

extension AdvizTool {
  /// Tells an error in a sentence; returns the exit code it means.
  static func report(_ error: any Error) -> ExitCode {
    let (text, code) = told(error)
    if !text.isEmpty { Console.complain(text) }
    return code
  }

  /// An error in words, without a name that could steer a terminal, and the exit code it means; no words where it has
  /// been told already.
  static func told(_ error: any Error) -> (text: String, code: ExitCode) {
    func line(_ text: String, _ code: SystemExit) -> (String, ExitCode) { (text.visible(), ExitCode(code.rawValue)) }
    switch error {
    case let code as ExitCode: return ("", code)
    case let error as CommandError: return (error.message, ExitCode(error.code.rawValue))
    case let error as any ErrorWithExit: return line("error: \(Hint.sentence(error))", error.exit)
    case LayoutError.badOption(let sentence): return line("error: \(sentence)", .usage)
    case let error as LayoutError:
      return line("error: the graph cannot be laid out: \(Hint.sentence(error))", .badInput)
    default:
      let (text, code) = line("error: \(error)", .internalFault)
      return (text + "\nThis is a fault of adviz; please report it with the file that caused it.", code)
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

extension ServingError: ErrorWithExit {
  fileprivate var exit: SystemExit { .systemRefused }
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
    case .tooManyPixels, .tooMuch, .traceTooLarge, .tooLarge, .badOption, .unknownEnding: .usage
    case .cannotDraw: .internalFault
    case .noProgram, .noEngine: .noProgram
    case .programFailed(_, _, _, let code): SystemExit(code: code, else: .noProgram)
    }
  }
}
