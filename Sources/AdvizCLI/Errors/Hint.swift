import Adviz
import Serving

/// The options of the program that help against an error.
///
/// The library knows no options: its sentences speak of limits, sizes and rates, and a program of another kind may set
/// them otherwise. Every error that the program tells passes through here. A case whose option needs naming gets it here,
/// either behind the library's sentence or, by `phrases`, within it.
enum Hint {
  /// The sentence of an error, with the option that helps.
  static func sentence(_ error: any Error) -> String {
    switch error {
    case let error as EmbedError: sentence(error)
    case let error as TensorError: error.sentence(remedy)
    case let error as OutputError: "\(error)" + (advice(error) ?? "")
    case let error as TrainingError: "\(error)" + (advice(error) ?? "")
    case let error as Divergence: sentence(error)
    case let error as ServingError: "\(error)" + (advice(error) ?? "")
    default: namingOptions(in: "\(error)")
    }
  }

  /// The sentence about a group that cannot be closed, with the nearest name.
  static func sentence(_ error: GroupError, groupsOf trace: Trace) -> String {
    guard case .unknown(let name, let known) = error else { return "\(error)" }
    let ends = known.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
    var suggestions = Suggestions()
    guard let near = suggestions.nearest(to: name, among: known + ends) else { return "\(error)" }
    return "there is no group '\(name.quotable)'; did you mean '\(near.quotable)'? The"
      + "\(error)".dropFirst("there is no group '\(name)'; the".count)
  }

  /// The option that raises a limit of arrays.
  static func remedy(_ limit: TensorError.Limit) -> String {
    let option =
      switch limit {
      case .elements: "--max-elements"
      case .memory: "--max-memory"
      }
    return "\(option) raises (in Swift, \(limit.rawValue))"
  }

  /// Phrases of the library that speak of a setting, and the same with the option that sets it.
  private static let phrases = [
    "draw a part of it, or shared leaves again where they are used":
      "draw a part of it (--around NODE), or shared leaves again where they are used (--shared-leaves auto)"
  ]

  /// A text of the library in which settings are called by their options.
  static func namingOptions(in text: String) -> String {
    phrases.reduce(into: text) { text, phrase in text.replace(phrase.key, with: phrase.value) }
  }

  private static func sentence(_ error: EmbedError) -> String {
    switch error {
    case .tooManyPixels:
      return "\(error); make the pictures smaller with --size 1920x1080 or a smaller --scale"
    case .tooMuch(let bytes, let limit, let fitting):
      let help =
        fitting.map { "--every \($0.every), or --steps \($0.steps.lowerBound)-\($0.steps.upperBound) would fit" }
      return "the frames would take some \(bytes.asByteCount), more than --max-output \(limit.asByteCount); "
        + (help ?? "draw a part of the graph with --around NODE")
    case .traceTooLarge(let bytes, let limit):
      return "the trace would take \(bytes.asByteCount) or more, which is more than --max-output \(limit.asByteCount);"
        + " its queues grow with the square of a graph's width"
    case .tooLarge: return "\(error); draw fewer steps with --every 2 or --steps 0-100"
    case .cannotDraw, .badOption, .unknownEnding, .noProgram, .programFailed, .noEngine: return "\(error)"
    }
  }

  /// The error of a command that draws whole passes, without the options for parts.
  static func ofWholePasses(_ error: EmbedError) -> any Error {
    let (size, limit): (String, String)
    switch error {
    case .tooMuch(let bytes, let most, _):
      (size, limit) = ("the frames would take some \(bytes.asByteCount)", "--max-output \(most.asByteCount)")
    case .tooLarge(let file, let count, let most):
      (size, limit) = ("\(file) would have \(count)", "the limit of \(most)")
    default: return error
    }
    return CommandError(.usage, "error: \(size), more than \(limit); take a smaller graph, or fewer formats")
  }

  private static func advice(_ error: OutputError) -> String? {
    switch error {
    case .foreignFile: ". Move it away, choose another folder, or replace it with --force"
    case .cannotWrite, .systemRefuses: nil
    }
  }

  private static func advice(_ error: TrainingError) -> String? {
    switch error {
    case .noDownload: " and name it with --data"
    case .noCacheFolder: "; name a folder with --data"
    case .unreadable, .malformed, .mismatched, .noData, .badSetting: nil
    }
  }

  private static func advice(_ error: ServingError) -> String? {
    switch error {
    case .portInUse, .refused(port: .some, _): "; choose another with --port, or leave it out for one that is free"
    case .refused: nil
    }
  }

  private static func sentence(_ error: Divergence) -> String {
    error.sentence { remedy in
      switch remedy {
      case .smallerRate: "\(remedy.rawValue) (--rate)"
      case .stableLoss: "\(remedy.rawValue) (--loss stable)"
      }
    }
  }
}
