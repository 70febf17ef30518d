import Adviz
import ArgumentParser

/// The options for what surrounds the graph, and for how long a step is to be seen.
struct PlayerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How long pictures that play by themselves show a step, 0.1 to 60; auto: as long as its sentence takes to be said.",
      valueName: "seconds"))
  var secondsPerStep = StepDuration.seconds(2.5)

  @Option(
    help: ArgumentHelp("A folder of templates to use in place of those in Templates/embed.", valueName: "dir"))
  var templates: String?

  @Flag(inversion: .prefixedNo, help: "Whether the queue stands below.")
  var queue = true

  @Flag(inversion: .prefixedNo, help: "Whether each step is told in formulas below the graph.")
  var caption = true

  func validate() throws {
    if case .seconds(let seconds) = secondsPerStep, !(0.1...60).contains(seconds) {
      throw ValidationError("--seconds-per-step is a number from 0.1 to 60, or auto.")
    }
  }

  func apply(to options: inout PictureOptions) {
    options.showsQueue = queue
    options.showsCaption = caption
  }

  func apply(to export: inout ExportOptions) throws {
    if case .seconds(let seconds) = secondsPerStep { export.secondsPerStep = seconds }
    export.followsSpeech = secondsPerStep == .auto
    if let templates { export.templates = try Templates(folder: templates) }
  }
}
