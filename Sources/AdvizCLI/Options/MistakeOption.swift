import Adviz
import ArgumentParser

/// The option that makes a mistake in the backward pass on purpose.
struct MistakeOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Make this mistake in the backward pass: \(Mistake.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "name"))
  var mistake: Mistake?
}

extension Mistake: ExpressibleByArgument {}
