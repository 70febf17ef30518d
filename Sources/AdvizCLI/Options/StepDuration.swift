import ArgumentParser

/// How long pictures that play by themselves show a step: `2.5`, or `auto`.
enum StepDuration: ExpressibleByArgument, Equatable {
  case seconds(Double)
  /// As long as the sentence of the step takes to be said.
  case auto

  init?(argument: String) {
    if argument == "auto" {
      self = .auto
    } else if let seconds = Double(argument) {
      self = .seconds(seconds)
    } else {
      return nil
    }
  }

  var defaultValueDescription: String {
    switch self {
    case .seconds(let seconds): "\(seconds)"
    case .auto: "auto"
    }
  }
}
